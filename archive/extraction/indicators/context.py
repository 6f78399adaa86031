"""A figure with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extraction.indicators.cues import GROWING, ING_NOUNS, LINKS, REACHING
from archive.extraction.measures import Measure
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_FINITE = word_set("is was are were has have had will would")
_COMPARING = word_set("followed ahead compared against versus behind than")
_ADVERBS = word_set("up down higher lower more less faster slower")


def _is_finite(word: str) -> bool:
    """ "grew", unlike "up" and "growing"."""
    return word in GROWING and word not in _ADVERBS and not word.endswith("ing")


@dataclass(slots=True)
class Context:
    """A figure's tokens start..end, what was measured before it, and since where.

    `floor` is the last token of the figure before in the sentence, -1 for none;
    `carried` what that one measures, `earlier` the last of the sentence before;
    `share` the words of the share that the figure before is, if it is one;
    `previous` is the measure of that figure.
    """

    sentence: Sentence
    measure: Measure
    start: int
    end: int
    kind: str
    floor: int
    carried: str
    earlier: str
    share: str = ""
    previous: Measure | None = None

    @property
    def compares(self) -> bool:
        """Whether the figure is set against the one before it: "followed by"."""
        if self.previous is None or self.previous.unit != self.measure.unit:
            return False
        between = self.sentence.lows(self.floor + 1, self.start)
        compared = [at for at, low in enumerate(between) if low in _COMPARING]
        return bool(compared) and "," not in between[compared[-1] :]

    @property
    def aside(self) -> int:
        """The comma behind which the figure is an aside (", up", ", a rise of").

        -1 where it is none.
        """
        folded = self.sentence.folded
        for index in range(self.start - 1, self.floor, -1):
            low = folded[index]
            if low == ",":
                return index
            linked = low in LINKS or low in REACHING or low.endswith("ly")
            if not linked or low in _FINITE or (self.floor < 0 and _is_finite(low)):
                return -1
        return -1

    @property
    def goes_on(self) -> bool:
        """Whether only links ("up", "or") part it from the figure before."""
        if self.floor < 0 or not self.carried:
            return False
        folded = self.sentence.folded
        for index in range(self.floor + 1, self.start):
            low = folded[index]
            if low in LINKS or low in REACHING or low.isdigit():
                continue
            verbal = low.endswith("ing") and low not in ING_NOUNS
            participle = verbal and self.sentence.low(index - 1) == ","
            if not (participle or low.endswith("ly") and low != "supply"):
                return False
        return True


@dataclass(slots=True)
class Phrase:
    """An indicator's words, and the words a following figure inherits.

    `share` is what a share is one of, with whose share it is: a change of the share
    inherits that.
    """

    words: str
    carried: str
    share: str = ""


NOTHING = Phrase("", "")
