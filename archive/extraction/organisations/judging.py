"""Which pieces are organisations by their own words, which are not, which may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.extraction.gazetteer import NameIndex
from archive.extraction.model import SurfaceForm
from archive.extraction.organisations.cues import ALL_NOUNS
from archive.extraction.organisations.heads import (
    ASSOCIATION,
    COMPANY,
    ENDINGS,
    FIELDS,
    LEGAL,
    LINKED,
    OUT,
    PART_OF,
    SEATS,
    kind_of,
)
from archive.extraction.organisations.people import SURNAMES, is_person
from archive.extraction.organisations.pieces import CONNECTIVES, Piece, cut
from archive.extraction.organisations.strangers import (
    MEDIA,
    NATIONALITIES,
    NOBODY,
    PLACES,
    REALMS,
)
from archive.extraction.vocabulary import words

_SURE, _LIKELY = 0.9, 0.7
_PLAIN = PLACES | FIELDS
_LONG = 4
"""Words of a name that is nobody else's though each of them is plain."""
_LONG_ASSOCIATION = 3
"""Those of an association's: "the Commerce Economy Association"."""
REGIONS = words("china asia asia-pacific apac pacific greater shanghai")
"""What a company's name has behind it: "Sample Foods Greater China"."""
_NUMBERED = re.compile(r"(?:class|grade|level|type|phase|tier|line)-[0-9a-z]{1,2}")
_LONGEST_KEPT = 200
"""Characters of a run that is judged once for all stories in which it stands."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a piece's own words say. Without a kind its surroundings must say it.

    A stranger is no organisation, whatever stands around it.
    """

    kind: str = ""
    confidence: float = 0.0
    stranger: bool = False

    @property
    def is_sure(self) -> bool:
        return self.confidence >= _SURE


STRANGER = Verdict(stranger=True)
OPEN = Verdict()
"""The verdict on what its surroundings must tell of."""


class Judge:
    """Judges pieces; `is_place` knows the folded names of the region's places.

    The same names are met again and again, in a story and from one to the next, so a
    run that was judged lately is not cut and judged anew.
    """

    def __init__(self, is_place: Callable[[str], bool]) -> None:
        self.is_place = is_place
        self._lately = lru_cache(maxsize=4096)(self._judged)

    def judged(self, run: str) -> list[tuple[Piece, Verdict]]:
        """The pieces of a run of capitalised words, each with what it says."""
        return self._judged(run) if len(run) > _LONGEST_KEPT else self._lately(run)

    def _judged(self, run: str) -> list[tuple[Piece, Verdict]]:
        return [(piece, self.verdict(piece)) for piece in cut(run)]

    def verdict(self, piece: Piece) -> Verdict:
        """What the words of a piece say."""
        lows = piece.lows
        if len(lows) == 1:
            return self._of_word(lows[0])
        if piece.low in MEDIA or piece.low in REALMS or self.is_place(piece.low):
            return STRANGER
        if lows[:2] == ("united", "nations"):
            return Verdict(ASSOCIATION, _SURE) if len(lows) > 2 else STRANGER
        lows = _without_region(lows)
        head = head_of(lows)
        kind, level = kind_of(head)
        if lows[-1] in OUT and lows[-1] not in LEGAL:
            return STRANGER
        if level:
            return self._of_head(lows, head, kind, level)
        if head in OUT or head in LINKED or len(head) == 1 or is_person(piece.words):
            return STRANGER
        return OPEN if any(map(self._is_own, lows)) else STRANGER

    def _of_word(self, low: str) -> Verdict:
        """One word alone is a brand's or, in capitals for other reasons, nobody's."""
        numbered = _NUMBERED.fullmatch(low) is not None
        noun = numbered or low in ALL_NOUNS or low.removesuffix("s") in ALL_NOUNS
        adverb = low.endswith("ly") and len(low) > 6
        listed = low in NOBODY or low in FIELDS or low in OUT or low in PLACES
        listed |= low in SURNAMES
        if len(low) < 2 or noun or adverb or listed or kind_of(low)[1]:
            return STRANGER
        return STRANGER if self.is_place(low) else OPEN

    def _of_head(
        self, lows: Sequence[str], head: str, kind: str, level: int
    ) -> Verdict:
        """ "Sample Foods" is one; "Shanghai Foods" may be one, "New Foods" is not."""
        own = any(map(self._is_own, lows))
        placed = any(map(self._is_where, lows))
        if level == 3:
            others = len(lows) - 1
            long = _LONG_ASSOCIATION if kind == ASSOCIATION else _LONG
            known = own or placed or (kind != COMPANY and others >= long - 1)
            if kind == COMPANY and not own:
                known = placed and (others > 1 or head == "group")
                known |= head in ENDINGS and others > 1
            return Verdict(kind, _SURE) if known else STRANGER
        if level == 2 and (own or (head == "bank" and "of" in lows)):
            return Verdict(kind, _SURE)
        first = next((low for low in lows if not self._is_where(low)), "")
        if own and self._is_own(first):
            return Verdict(kind, _LIKELY)
        return OPEN if placed and len(lows) > 1 else STRANGER

    def _is_own(self, low: str) -> bool:
        """Whether the word is nobody else's: no place, field or other plain word."""
        return not (
            low in CONNECTIVES
            or all(part in FIELDS or part in NOBODY for part in low.split("-"))
            or low in LINKED
            or low in OUT
            or low[0] in "(0123456789"
            or (len(low) > 5 and low.endswith(("ing", "ed", "ly")))
            or kind_of(low)[1]
            or self._is_where(low)
        )

    def _is_where(self, low: str) -> bool:
        """Whether the word says where: a place, a people, or two of them tied."""
        if low in PLACES or low in NATIONALITIES or self.is_place(low):
            return True
        left, hyphen, right = low.partition("-")
        return bool(hyphen) and self._is_where(left) and self._is_where(right)


def _without_region(lows: tuple[str, ...]) -> tuple[str, ...]:
    """ "Sample Foods Greater China" without the part of the world."""
    last = len(lows)
    while last > 2 and lows[last - 1] in REGIONS:
        last -= 1
    return lows[:last]


def head_of(lows: Sequence[str]) -> str:
    """The word that says what a name is of: before its first "of", else the last."""
    for index in range(1, len(lows)):
        if lows[index] in ("of", "for") and lows[index - 1] in LINKED:
            return lows[index - 1]
    return lows[-1]


def seated(lows: Sequence[str]) -> int:
    """How many words are the company's in "Sample Bank City Branch"; 0 for no seat."""
    if lows[-1] not in SEATS:
        return 0
    last = len(lows) - 1
    while last and lows[last - 1] in _PLAIN and kind_of(lows[last - 1])[1] < 2:
        last -= 1
    return last


def institution_in(lows: Sequence[str]) -> int:
    """Where the school begins in "Art Department of Sample University", else 0."""
    for index in range(1, len(lows) - 1):
        if lows[index] == "of" and lows[index - 1] in PART_OF:
            return index + 1
    return 0


@lru_cache(maxsize=8)
def judge_of(places: NameIndex[SurfaceForm]) -> Judge:
    """The judge of a region, by the names of its places."""
    known = places.automaton
    return Judge(known.exists if known is not None else lambda low: False)
