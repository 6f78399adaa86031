"""The pieces of a text and the known organisations in it, in one order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.extraction.folding import fold
from archive.extraction.model import CompanyFind
from archive.extraction.organisations.heads import COMPANY, DROPPED, LEGAL
from archive.extraction.organisations.judging import (
    OPEN,
    STRANGER,
    Judge,
    Verdict,
    institution_in,
    seated,
)
from archive.extraction.organisations.pieces import Piece, find_runs
from archive.extraction.organisations.strangers import NOBODY, PLACES
from archive.extraction.vocabulary import words

GENERIC = (
    LEGAL
    | DROPPED
    | PLACES
    | words("asia asia-pacific pacific greater apac headquarters hq factory")
)
"""Words that a company's name is printed with and without."""
_SKIPPED = frozenset(
    printed
    for low in NOBODY | PLACES
    for printed in (low, low.capitalize(), low.upper())
)
"""Single words of which nothing is asked, as printed."""
_SHORT = 2
"""Words of a name that is one in a heading too."""
_LINE = 160
"""A longer line is no heading."""


@dataclass(slots=True)
class Mention:
    """A piece at a place, or an organisation known to stand there.

    `points` are what its surroundings say, `sign` is the clearest of them.
    """

    part: str
    piece: Piece | None
    verdict: Verdict
    start: int
    end: int
    known: CompanyFind | None = None
    points: int = 0
    sign: str = ""

    @property
    def is_open(self) -> bool:
        return self.verdict is OPEN and self.known is None

    @property
    def is_sure(self) -> bool:
        return self.known is not None or bool(self.verdict.kind)

    @property
    def low(self) -> str:
        return self.piece.low if self.piece else ""


def read_mentions(
    part: str, text: str, known: list[CompanyFind], judge: Judge
) -> list[Mention]:
    """The mentions of a text in order; a known name goes before a piece in its place.

    A piece that says more than the known name in it is another organisation's name.
    """
    found: list[Mention] = []
    waiting = sorted(known, key=lambda find: find.start)
    index = 0
    for at, piece, verdict in _judged(text, judge):
        start, end = at + piece.start, at + piece.end
        while index < len(waiting) and waiting[index].end <= start:
            _add_known(found, waiting[index])
            index += 1
        hit = waiting[index] if index < len(waiting) else None
        if hit and hit.start >= end:
            hit = None
        if hit and not (verdict.kind and _says_more(piece, start, end, hit)):
            _add_known(found, hit)
            continue
        while hit and index < len(waiting) and waiting[index].end <= end:
            index += 1  # names within a longer one
        if verdict.stranger and (owner := _owner(piece)):
            piece = owner
            verdict = judge.verdict(piece)
        if not (hit or verdict.stranger) and _is_aside(
            text, start, end, verdict, piece
        ):
            verdict = STRANGER
        found.append(Mention(part, piece, verdict, at + piece.start, at + piece.end))
    for find in waiting[index:]:
        _add_known(found, find)
    return found


def _judged(text: str, judge: Judge) -> Iterator[tuple[int, Piece, Verdict]]:
    """The pieces of a text, with their run's place and what their words say."""
    for at, run in find_runs(text, _SKIPPED):
        for piece, verdict in judge.judged(run):
            yield at, piece, verdict


def _owner(piece: Piece) -> Piece | None:
    """The organisation in a name of what belongs to it, if it is one."""
    if first := institution_in(piece.lows):
        return piece.part(first, len(piece.words))
    last = seated(piece.lows)
    return piece.part(0, last) if last else None


def _add_known(found: list[Mention], find: CompanyFind) -> None:
    if not found or found[-1].known is not find:
        found.append(Mention(find.part, None, OPEN, find.start, find.end, find))


def _says_more(piece: Piece, start: int, end: int, hit: CompanyFind) -> bool:
    if start > hit.start or hit.end > end:
        return False
    inside = {word.strip(".,") for word in fold(hit.surface).split()}
    rest = [low for low in piece.lows if low not in inside and low[0] != "("]
    return any(low not in GENERIC and low not in PLACES for low in rest)


def _is_aside(text: str, start: int, end: int, verdict: Verdict, piece: Piece) -> bool:
    """Whether it stands where capitals and marks make a name of any words.

    A sure name is one there too, but a long one of a company whose head is no legal
    form may be a whole heading: "Town Backs Sample Robotics".
    """
    if verdict.is_sure:
        loose = verdict.kind == COMPANY and piece.lows[-1] not in LEGAL
        return loose and len(piece.lows) > _SHORT and _is_title(text, start, end)
    return _is_title(text, start, end) or _is_quoted(text, start, end)


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the line is a heading with capitals on most words."""
    before = text.rfind("\n", max(0, start - _LINE), start)
    after = text.find("\n", end, end + _LINE)
    if (before < 0 and start > _LINE) or (after < 0 and len(text) - end > _LINE):
        return False
    line = text[before + 1 : after if after >= 0 else len(text)].rstrip()
    if line[-1:] in ".!?:;,\"'”’":
        return False
    long = [word for word in line.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) < 4 or capitals * 3 >= len(long) * 2


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether it stands in short quotation marks: a plan's or a campaign's name."""
    opening, closing = text[start - 1 : start], text[end : end + 2]
    if opening in ('"', "“", "‘", "'") and opening:
        if closing[:1] in ('"', "”") or closing in (',"', ",”"):
            return True
        return closing[:1] in ("’", "'") and closing[1:] != "s"
    begins = text.rfind("“", max(0, start - 60), start)
    if begins < 0 or text.find("”", begins, start) >= 0:
        return False
    return text.find("”", end, begins + 90) >= 0
