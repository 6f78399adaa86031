"""The telling words of passages, and how strongly two passages share them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from archive.parsing.lines import words_of
from archive.parsing.vocabulary import word_set

_SMALL = word_set(
    """
    a an the of in on at to for from by with and or but as is are was were be been
    being it its this that these those has have had having will would can could
    should may might must do does did not no nor so than then there their they them
    he his her she we our you your who whom which what when where while how all any
    each both more most other some such only own same too very also just about into
    over under after before between through during against among per up down out off
    again further once here one two three first second new said says say according
    last year years month people
    """
)

_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")


def stems_of(text: str) -> list[str]:
    """The telling words of a passage, cut to stems; halves of broken words left out."""
    lines = text.split("\n")
    stems: list[str] = []
    broken = False
    for line in lines:
        words = words_of(line)
        if broken and words:
            words = words[1:]
        broken = line.endswith("-")
        if broken and words:
            words = words[:-1]
        stems.extend(stem(word) for word in words if _telling(word))
    return stems


def _telling(word: str) -> bool:
    return len(word) > 2 and word not in _SMALL and not word.isdigit()


def stem(word: str) -> str:
    """A crude stem: endings of number, tense and possession cut off."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS if word.endswith(_ENDINGS) else ():
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:8]


class Rarity:
    """How telling a stem is in this document: rare ones weigh more."""

    def __init__(self, passages: Iterable[list[str]]) -> None:
        holding: Counter[str] = Counter()
        total = 0
        for passage in passages:
            total += 1
            holding.update(set(passage))
        self._weights = {
            stem: math.log((total + 1) / (found + 0.5))
            for stem, found in holding.items()
        }

    def weight(self, stem: str) -> float:
        return self._weights.get(stem, 0.0)

    def shared(self, left: Iterable[str], right: Iterable[str]) -> float:
        """Sum of the weights of the stems that both passages hold."""
        # Sorted, so that the sum's last digits do not hang on the order of a set.
        return sum(self.weight(stem) for stem in sorted(set(left) & set(right)))


def kinship(left: list[str], right: list[str], rarity: Rarity) -> float:
    """Shared words and beginnings of words: "harbormaster" is kin to "harbor"."""
    value = rarity.shared(left, right)
    ours = {stem[:4] for stem in left if len(stem) >= 4} - {
        stem[:4] for stem in set(left) & set(right)
    }
    theirs = {stem[:4] for stem in right if len(stem) >= 4}
    return value + 0.4 * len(ours & theirs)
