"""Passages moved from one article to another: how an editor's cut is replayed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.parsing.model import ParsedArticle, ParsedDocument
from archive.spans import MappedText, Range, overlap

_SEPARATOR = "\n\n"


def pieces_of(body: MappedText, others: Sequence[MappedText] = ()) -> tuple[Range, ...]:
    """The raw ranges of a body's pieces in reading order.

    A piece ends where the reading goes backwards in the raw text, or where a
    passage of another article's body stands in between.
    """
    foreign = sorted(run.raw_start for other in others for run in other.runs)
    pieces: list[Range] = []
    for start, end in body.all_raw_ranges():
        last = pieces[-1] if pieces else None
        if last and start >= last[1] and not _any_between(foreign, last[1], start):
            pieces[-1] = (last[0], end)
        else:
            pieces.append((start, end))
    return tuple(pieces)


def _any_between(places: list[int], start: int, end: int) -> bool:
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle] < start:
            low = middle + 1
        else:
            high = middle
    return low < len(places) and places[low] < end


def move_piece(
    document: ParsedDocument,
    ranges: tuple[Range, ...],
    to_raw_offset: int | None,
    part: str = "body",
) -> ParsedDocument | None:
    """The document with the passages in the ranges moved into another article's part.

    The target is the article that contains the offset in any part; without one a new
    article begins behind the one that held most of them, with its date and publisher.
    Passages are put behind the last paragraph of a body that stands before them in the
    raw text, or at its end; they take the place of a headline or standfirst, whose
    words go to the body, and join captions and notes. None where no article contains
    the offset or nothing stands in the ranges; the same document where they are in the
    part, or an article of their own, already. An article left without a body
    disappears.
    """
    wanted = _merged(ranges)
    held = [_held(article, wanted) for article in document.articles]
    if not any(held):
        return None
    articles = list(document.articles)
    if to_raw_offset is None:
        if any(_is_all_of(article, wanted, sum(held)) for article in articles):
            return document
        target = held.index(max(held)) + 1
        source = articles[target - 1]
        empty = replace(source, body=MappedText("", ()), headline=None, pieces=())
        empty = replace(empty, standfirst=None, captions=(), notes=(), bylines=())
        articles.insert(target, replace(empty, credits=()))
    else:
        at = (n for n, each in enumerate(articles) if _contains(each, to_raw_offset))
        target = next(at, -1)
        if target < 0:
            return None
    if sum(held) == sum(_overlap(each, wanted) for each in _of(articles[target], part)):
        return document
    taken: list[MappedText] = []
    rest: list[ParsedArticle] = []
    for number, article in enumerate(articles):
        keep = part == "body" and number == target
        left, passages = _without(article, wanted, keep_body=keep)
        rest.append(left)
        taken.extend(passages)
    rest[target] = _with_passages(rest[target], part, taken, document.text)
    kept = [article for article in rest if article.body.text.strip()]
    return replace(document, articles=_with_pieces(kept))


def _is_all_of(article: ParsedArticle, wanted: list[Range], held: int) -> bool:
    """Whether the ranges are the article's body, and nothing else."""
    whole = sum(end - start for start, end in article.body.all_raw_ranges())
    return _overlap(article.body, wanted) == whole == held


def _of(article: ParsedArticle, part: str) -> list[MappedText]:
    """The texts of one part of an article."""
    texts = getattr(article, part)
    return [text for text in (texts if isinstance(texts, tuple) else [texts]) if text]


def _with_passages(
    article: ParsedArticle, part: str, taken: list[MappedText], raw: str
) -> ParsedArticle:
    if part == "body":
        return replace(article, body=_inserted(article.body, taken, raw))
    taken.sort(key=lambda passage: passage.runs[0].raw_start)
    if part in ("captions", "notes"):
        return replace(article, **{part: (*getattr(article, part), *taken)})
    before = [text for text in _of(article, part) if text.runs]
    body = _inserted(article.body, before, raw)
    separator = " " if part == "headline" else _SEPARATOR
    return replace(article, body=body, **{part: MappedText.join(taken, separator)})


def _with_pieces(articles: list[ParsedArticle]) -> tuple[ParsedArticle, ...]:
    bodies = [article.body for article in articles]
    return tuple(
        replace(
            article,
            pieces=pieces_of(
                article.body, [body for body in bodies if body is not article.body]
            ),
        )
        for article in articles
    )


def _parts(article: ParsedArticle) -> list[MappedText]:
    single = [article.body, article.headline, article.standfirst]
    return [
        *(part for part in single if part is not None),
        *article.captions,
        *article.notes,
    ]


def _contains(article: ParsedArticle, offset: int) -> bool:
    return any(
        start <= offset < end
        for part in _parts(article)
        for start, end in part.all_raw_ranges()
    )


def _merged(ranges: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _overlap(part: MappedText, wanted: list[Range]) -> int:
    return overlap(part.all_raw_ranges(), wanted)


def _held(article: ParsedArticle, wanted: list[Range]) -> int:
    return sum(_overlap(part, wanted) for part in _parts(article))


def _without(
    article: ParsedArticle, wanted: list[Range], keep_body: bool
) -> tuple[ParsedArticle, list[MappedText]]:
    """The article without the passages in the ranges, and these passages."""
    taken: list[MappedText] = []

    def cut(part: MappedText | None) -> MappedText | None:
        if part is None or not _overlap(part, wanted):
            return part
        kept, passages = _divide(part, wanted)
        taken.extend(passages)
        return kept if kept.text else None

    body = article.body if keep_body else cut(article.body) or MappedText("", ())
    left = replace(
        article,
        body=body,
        headline=cut(article.headline),
        standfirst=cut(article.standfirst),
        captions=tuple(filter(None, map(cut, article.captions))),
        notes=tuple(filter(None, map(cut, article.notes))),
    )
    return left, taken


def _paragraphs(part: MappedText) -> list[MappedText]:
    result: list[MappedText] = []
    start = 0
    while start <= len(part.text):
        end = part.text.find(_SEPARATOR, start)
        end = len(part.text) if end < 0 else end
        if end > start:
            result.append(part.slice(start, end))
        start = end + len(_SEPARATOR)
    return result


def _divide(
    part: MappedText, wanted: list[Range]
) -> tuple[MappedText, list[MappedText]]:
    """What stays of a part, and the passages taken out of it, by paragraphs."""
    kept: list[MappedText] = []
    taken: list[MappedText] = []
    for paragraph in _paragraphs(part):
        stays: list[MappedText] = []
        for inside, start, end in _stretches(paragraph, wanted):
            passage = paragraph.slice(start, end).strip()
            if passage.text:
                (taken if inside else stays).append(passage)
        if stays:
            kept.append(MappedText.join(stays, " "))
    return MappedText.join(kept, _SEPARATOR), taken


def _stretches(
    paragraph: MappedText, wanted: list[Range]
) -> list[tuple[bool, int, int]]:
    """The paragraph in stretches inside and outside the ranges: (inside, start, end).

    Characters of ours between two stretches of one side belong to that side.
    """
    cuts: list[tuple[bool, int, int]] = []
    for run in paragraph.runs:
        at = run.raw_start
        for start, end in [*wanted, (run.raw_end, run.raw_end)]:
            low, high = max(at, start), min(end, run.raw_end)
            low = min(low, run.raw_end)
            if at < low:
                cuts.append((False, at - run.raw_start + run.start, low - at))
            if low < high:
                cuts.append((True, low - run.raw_start + run.start, high - low))
            at = max(at, low, high)
    merged: list[tuple[bool, int, int]] = []
    for inside, start, length in cuts:
        if merged and merged[-1][0] == inside:
            merged[-1] = (inside, merged[-1][1], start + length)
        else:
            merged.append((inside, start, start + length))
    return merged


def _inserted(body: MappedText, taken: list[MappedText], raw: str) -> MappedText:
    paragraphs = _paragraphs(body)
    for passage in sorted(taken, key=lambda item: item.runs[0].raw_start):
        start = passage.runs[0].raw_start
        before = [
            at
            for at, paragraph in enumerate(paragraphs)
            if paragraph.runs and paragraph.runs[0].raw_start < start
        ]
        paragraphs.insert(before[-1] + 1 if before else len(paragraphs), passage)
    return MappedText.join(paragraphs, _SEPARATOR)
