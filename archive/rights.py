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
from archive.passages import Passage, Place, sentence_of

FULL, EXCERPT = "full", "excerpt"

MOST_MATCHES = 3
"""Sentences shown for the words of a search; more searches would show more of it."""

LONGEST_SENTENCE = 600
"""Characters of a sentence, around the figure or the words it is shown for."""

LONGEST_EXCERPT = 5000
"""Characters of a story, in all its parts; a search has its sentences among them."""

LONGEST_WORD = 40
"""Characters given up at a cut, so that no word or number is cut in two."""

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
    the sentence that lists show. LONGEST_EXCERPT bounds it all; later figures give way.
    """
    found: dict[str, list[Span]] = defaultdict(list)
    for figure in figures:
        if figure.part in EXCERPTED:
            found[figure.part].append(_around(figure.passage))
    kept_free = MOST_MATCHES * (LONGEST_SENTENCE + len("  ")) if query else 0
    shown = _first(article, found, LONGEST_EXCERPT - kept_free)
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
                span = _around(sentence_of(article, Place(part, start, end)))
                yield part, span


def _first(
    article: Article, found: dict[str, list[Span]], most: int
) -> dict[str, list[Span]]:
    """The first `most` characters of the spans, part after part, in order."""
    shown: dict[str, list[Span]] = {}
    for part in EXCERPTED:
        text = getattr(article, part)
        for start, end in joined(text, found.get(part, ())):
            if end - start > most:
                end = _before_word(text, start, start + most)
                most = end - start
            if start < end:
                shown.setdefault(part, []).append((start, end))
            most -= end - start
    return shown


def _around(passage: Passage) -> Span:
    """The passage or, of a long one, LONGEST_SENTENCE around what it is shown for."""
    text = passage.text
    low, high = 0, len(text)
    if high > LONGEST_SENTENCE:
        spare = max(LONGEST_SENTENCE - (passage.end - passage.start), 0)
        low = max(0, min(passage.start - spare // 2, high - LONGEST_SENTENCE))
        high = low + LONGEST_SENTENCE
        if 0 < low < passage.start:
            blank = text.find(" ", low, min(low + LONGEST_WORD, passage.start))
            low = blank + 1 if blank >= 0 else low
        if high < len(text):
            high = _before_word(text, max(low, passage.end), high)
    return passage.offset + low, passage.offset + high


def _before_word(text: str, least: int, end: int) -> int:
    """Where to cut at the last blank before `end`; right there where none is near."""
    if least >= end:
        return end
    blank = text.rfind(" ", max(least, end - LONGEST_WORD), end)
    return blank if blank >= 0 else end


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
