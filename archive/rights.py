"""Who may read how much: whole texts, or excerpts that lead on to the publisher.

`ARCHIVE_PUBLIC_TEXT` decides, here and nowhere else. Under "excerpt" a visitor gets
headline, what is known about a story, the sentences that carry its figures and a few
that have the words searched for; whole texts and raw documents are for staff.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from archive import search
from archive.models import Article, Figure
from archive.passages import Place, sentence_of

FULL, EXCERPT = "full", "excerpt"

MOST_MATCHES = 3
"""Sentences shown for the words of a search; more searches would show more of it."""

EXCERPTED = ("standfirst", "body", "captions")
"""Parts of an article of which sentences are shown; a headline is shown whole."""

Span = tuple[int, int]


def is_open() -> bool:
    """Whether everybody may read everything."""
    return settings.ARCHIVE_PUBLIC_TEXT != EXCERPT


def reads_whole(request: HttpRequest) -> bool:
    """Whether this reader may see whole texts and the raw documents."""
    return is_open() or (request.user.is_active and request.user.is_staff)


def kept_apart(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response, marked so that no cache gives one reader's page to another."""
    if not is_open():
        patch_vary_headers(response, ["Cookie"])
        if reads_whole(request):
            patch_cache_control(response, private=True, no_store=True)
    return response


def publisher_page(article: Article) -> tuple[str, str] | None:
    """Where a story stands at its publisher: the address, and whose page it is."""
    address = article.address
    if not address.startswith(("https://", "http://")):
        return None
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    return address, article.publisher or host.removeprefix("www.") or "the publisher"


def excerpt(
    article: Article, figures: Iterable[Figure], query: search.Query | None
) -> dict[str, list[Span]]:
    """What may be shown of each part to whom the whole is not: ascending spans.

    The figures come with their passages. A search shows at most MOST_MATCHES sentences
    more, and never the last one that a part has left. Where there is neither, it is
    the sentence that lists show.
    """
    found: dict[str, list[Span]] = defaultdict(list)
    for figure in figures:
        passage = figure.passage
        if figure.part in EXCERPTED:
            found[figure.part].append(_span(passage.offset, passage.text))
    shown = {part: joined(getattr(article, part), found[part]) for part in found}
    left = MOST_MATCHES
    for part, span in _matches(article, query) if query else ():
        if not left:
            break
        text, known = getattr(article, part), shown.get(part, [])
        more = joined(text, [*known, span])
        if more != known and not _is_all(text, more):
            shown[part] = more
            left -= 1
    if not shown:
        lead = search.snippet(article, None)
        shown[lead.part] = [_span(lead.start, lead.text)]
    return shown


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those that meet, or only a blank parts, are one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or text[found[-1][1] : start] == " "):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def _matches(article: Article, query: search.Query) -> Iterator[tuple[str, Span]]:
    """The sentence that lists show for the search, then others in reading order."""
    best = search.snippet(article, query)
    if best.marks:
        yield best.part, _span(best.start, best.text)
    for part in EXCERPTED:
        span = 0, 0
        for start, end in search.marks(getattr(article, part), query):
            if start >= span[1]:
                passage = sentence_of(article, Place(part, start, end))
                span = _span(passage.offset, passage.text)
                yield part, span


def _span(start: int, text: str) -> Span:
    return start, start + len(text)


def _is_all(text: str, spans: Iterable[Span]) -> bool:
    """Whether nothing but blanks is left of the text beside the spans."""
    at = 0
    for start, end in spans:
        if text[at:start].strip():
            return False
        at = end
    return not text[at:].strip()
