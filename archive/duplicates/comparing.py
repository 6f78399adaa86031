"""Whether two texts are the same story, by the texts themselves.

A copy has another header, menu words around it, a credit line, its end cut off, a
paragraph more or less, a number corrected. What only looks like one is told by:

- how much of the shorter text stands in the longer (`LEAST_SHARED`): a story that
  quotes some paragraphs of another, or shares a company's boilerplate, has less;
- how long they are (`LEAST_LENGTH`): an item in a round-up is not the round-up;
- what stands in front of it (`MOST_IN_FRONT`): a copy begins near the beginning, menu
  apart. So two stories are not joined by a page that holds both;
- what stands in front of it in both (`MOST_IN_FRONT_OF_BOTH`): two releases with
  different news and the same boilerplate differ there. An edition with another first
  paragraph does as well; it is told by the numbers further down, which boilerplate
  has few of (`TELLING_NUMBERS`);
- the numbers, day and month names in the words that both have: a report that is
  written anew every week in the same words has others nearly everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from archive.duplicates.reading import read_words

LENGTH = 4
"""Words of the sequences that are compared."""
LEAST_SHARED = 0.65
"""Share of the shorter text's sequences that the longer one has. The copies of the
labelled set have 0.71 or more; of 5,692 different Beige Book reports, many written in
last month's words, no two have more than 0.52."""
LEAST_SHARED_CUT = 0.8
"""The same where one is much shorter than the other."""
CUT = 0.6
LEAST_LENGTH = 0.4
"""The shorter text's length as a share of the longer one's."""
MOST_IN_FRONT = 0.25
"""Share of a text that stands, not shared, before a tenth of the shared words."""
MOST_IN_FRONT_OF_BOTH = 0.1
TELLING_NUMBERS = 6
MOST_CORRECTED = 1 / 3
"""Share of the numbers in shared words that may differ; one always may."""

NUMBER = "0"
_MONTHS = ("january", "february", "march", "april", "june", "july") + (
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CALENDAR = frozenset((*_MONTHS, *_DAYS))
"""Words that change like numbers do; "may" is left out, being a verb as well."""

Sequence = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Print:
    """What is compared of a text: its sequences in order, and numbers by context."""

    words: tuple[str, ...]
    sequences: tuple[Sequence, ...]
    different: frozenset[Sequence]

    @classmethod
    def of(cls, text: str) -> Print:
        words = read_words(text)
        plain = [
            NUMBER if word[0] in "0123456789" or word in _CALENDAR else word
            for word in words
        ]
        sequences = tuple(
            zip(plain, plain[1:], plain[2:], plain[3:], strict=False),
        )
        return cls(tuple(words), sequences, frozenset(sequences))

    @property
    def size(self) -> int:
        return len(self.different)


def alike(one: Print, other: Print) -> bool:
    """Whether they are the same story; the order of the two does not matter."""
    short, long = sorted(
        (one, other), key=lambda print: (len(print.different), print.words)
    )
    if not short.size:
        return False
    shared = short.different & long.different
    share = len(shared) / short.size
    length = short.size / long.size
    least = LEAST_SHARED if length >= CUT else LEAST_SHARED_CUT
    if length < LEAST_LENGTH or share < least:
        return False
    front, further = sorted(_front(text, shared) for text in (short, long))
    if further > MOST_IN_FRONT:
        return False
    equal, compared = _numbers_in_common(short, long, shared)
    if front > MOST_IN_FRONT_OF_BOTH and equal < TELLING_NUMBERS:
        return False
    return compared - equal <= max(1, compared * MOST_CORRECTED)


def _front(text: Print, shared: frozenset[Sequence]) -> float:
    """Share of the text that is not shared, before a tenth of what is shared."""
    places = [n for n, one in enumerate(text.sequences) if one in shared]
    tenth = len(places) // 10
    return (places[tenth] - tenth) / len(text.sequences)


def _numbers_in_common(
    short: Print, long: Print, shared: frozenset[Sequence]
) -> tuple[int, int]:
    """Of the numbers that stand in the same words: how many are equal, and of all."""
    ours, theirs = _numbers(short, shared), _numbers(long, shared)
    equal = compared = 0
    for words, numbers in ours.items():
        others = theirs[words]
        compared += min(numbers.total(), others.total())
        equal += (numbers & others).total()
    return equal, compared


def _numbers(
    text: Print, shared: frozenset[Sequence]
) -> defaultdict[Sequence, Counter[str]]:
    """The first number of each shared sequence that has one second, with its words."""
    found: defaultdict[Sequence, Counter[str]] = defaultdict(Counter)
    for place, sequence in enumerate(text.sequences):
        if sequence[1] == NUMBER and sequence in shared:
            found[sequence][text.words[place + 1]] += 1
    return found
