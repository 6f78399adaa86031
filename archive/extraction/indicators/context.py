"""A figure with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extraction.indicators.cues import GROWING, LINKS, REACHING
from archive.extraction.measures import Measure
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_FINITE = word_set("is was are were has have had will would")
_ADVERBS = word_set("up down higher lower more less faster slower")


def _is_finite(word: str) -> bool:
    """ "grew", unlike "up" and "growing"."""
    return word in GROWING and word not in _ADVERBS and not word.endswith("ing")


@dataclass(slots=True)
class Context:
    """A figure's tokens start..end, what was measured before it, and since where.

    `floor` is the last token of the figure before in the sentence, -1 for none;
    `carried` what that one measures, `earlier` the last of the sentence before;
    `share` the words of the share that the figure before is, if it is one.
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
            participle = low.endswith("ing") and self.sentence.low(index - 1) == ","
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
