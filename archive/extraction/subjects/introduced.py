"""Names that no list knows, told by how a story introduces them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from archive.extraction.indicators.cues import CHAIN, OPENERS
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.organisations.people import is_person
from archive.extraction.sentences import Sentence
from archive.extraction.subjects.cues import (
    CALENDAR,
    FIRMS,
    HEADS,
    LOCATIVE,
    LOW_HEADS,
    OPENING,
    PEOPLE,
    RELATIONS,
)
from archive.extraction.subjects.names import Name, Sort, Subject
from archive.extraction.vocabulary import words as word_set

_LONGEST = 5
_MARKS = frozenset([",", "and"])
_ASKED = 64
"""Words of a story that are looked for in all of it."""
_SEEN = 8
"""Places where each of them is looked at."""
_APPOSING = word_set("a an one which whose")
_LOOK = 8
"""Words behind "a" among which stands what the name is."""
_NO_NAME = CALENDAR | OPENERS | word_set("the a an this that these those it its")


class Introductions:
    """The names that a story has introduced so far, and finds of new ones."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._proper: dict[str, bool] = {}

    def read(self, sentence: Sentence, names: Sequence[Name]) -> list[Name]:
        """Names that the sentence introduces beside those known already."""
        folded = sentence.folded
        marks = [i for i, low in enumerate(folded) if low in _MARKS]
        if not marks and folded[0] in _NO_NAME:
            return []
        known = {i for name in names for i in range(name.first, name.last + 1)}
        found: list[Name] = []
        for index in marks:
            if folded[index] == "and":
                if index + 1 not in known:
                    found += _owner(sentence, index + 1)
            elif _is_apposed(sentence, index):
                found += _named(sentence, index - 1, known)
        opens = folded[0] not in _NO_NAME and 0 not in known
        if opens and sentence.tokens[0].is_capital:
            found += self._leading(sentence, known, found)
        return found

    def _leading(
        self, sentence: Sentence, known: set[int], found: Sequence[Name]
    ) -> list[Name]:
        """A name that opens the sentence before a verb, and is one elsewhere too."""
        last = 0
        while last < _LONGEST and _is_part(sentence, last + 1):
            last += 1
        behind = last + 1
        if sentence.low(behind) not in CHAIN and not is_verb(sentence, behind):
            return []
        if not self._is_proper(sentence.text(0)):
            return []
        taken = known | {i for name in found for i in range(name.first, name.last + 1)}
        return _name(sentence, 0, last, "") if taken.isdisjoint(range(behind)) else []

    def _is_proper(self, word: str) -> bool:
        """Whether a word has its capital within sentences too, and is never small."""
        if word not in self._proper:
            if len(self._proper) >= _ASKED:
                return False
            within = self._occurs(
                word, lambda before: before.islower() or before == ","
            )
            self._proper[word] = within and not self._occurs(word.lower(), bool)
        return self._proper[word]

    def _occurs(self, word: str, suits: Callable[[str], bool]) -> bool:
        """Whether the body has the whole word behind a character that suits."""
        body, at = self._body, 0
        for _ in range(_SEEN):
            at = body.find(f" {word}", at + 1)
            if at < 0:
                return False
            end = at + 1 + len(word)
            if suits(body[at - 1]) and not body[end : end + 1].isalnum():
                return True
        return False


def _is_apposed(sentence: Sentence, comma: int) -> bool:
    if not comma or not sentence.tokens[comma - 1].is_capital:
        return False
    low = sentence.low(comma + 1)
    return low in _APPOSING


def _named(sentence: Sentence, last: int, known: set[int]) -> list[Name]:
    """The name that ends at a token, if an aside tells what it is."""
    first = last
    while first and last - first < _LONGEST and _is_part(sentence, first - 1):
        first -= 1
    while first < last and sentence.low(first) in _NO_NAME:
        first += 1
    aside = _aside(sentence, last + 2)
    if not known.isdisjoint(range(first, last + 1)) or not aside:
        return []
    if not PEOPLE.isdisjoint(aside):
        return []
    places = [word for word in aside if word in HEADS or word in LOW_HEADS]
    before = sentence.low(first - 1)
    if first == 1 and before in LOCATIVE and "," in sentence.folded[last + 2 :]:
        places.append("site")  # "At Sample Court, a workshop of ours, ..."
    begins = not first or before in OPENING or before in FIRMS
    if not (begins or places or any(map(_is_trade, aside))):
        return []  # "sells Sample, a lamp"
    return _name(sentence, first, last, places[0] if places else "")


def _is_part(sentence: Sentence, index: int) -> bool:
    """A capitalised word, or what joins two of them: "Sample & Sons"."""
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    if token.text in ("&", "-"):
        return 0 < index < len(sentence.tokens) - 1 and all(
            sentence.tokens[near].is_capital for near in (index - 1, index + 1)
        )
    return token.is_capital and not token.text.endswith(("'s", "’s"))


def _is_trade(word: str) -> bool:
    if word in FIRMS or word in RELATIONS or word == "spin":
        return True
    return word.endswith(("er", "or")) and len(word) > 5


def _owner(sentence: Sentence, index: int) -> list[Name]:
    """ "Huayi's 40 and Sample's 20": whose the last figure is."""
    following = sentence.tokens[index + 1 : index + 2]
    if not following or not following[0].is_number:
        return []
    token = sentence.tokens[index]
    owner = token.is_capital and token.text.endswith(("'s", "’s"))
    return _name(sentence, index, index, "") if owner else []


def _aside(sentence: Sentence, first: int) -> list[str]:
    """The first words of an aside, if another comma or a full stop ends it."""
    words = sentence.lows(first, first + _LOOK)
    stops = [i for i, word in enumerate(words) if word in ("of", "that", "with", ",")]
    return words[: stops[0]] if stops else words


def _name(sentence: Sentence, first: int, last: int, head: str) -> list[Name]:
    tokens = sentence.tokens[first : last + 1]
    texts = [token.text.removesuffix("'s").removesuffix("’s") for token in tokens]
    if is_person(texts) or sentence.low(first) in _NO_NAME:
        return []
    if len(texts) == 1 and (len(texts[0]) < 3 or texts[0].isupper()):
        return []
    words = texts[0]
    for token in tokens[1:]:
        words += token.text if token.glued else f" {token.text}"
    sort = Sort.AREA if head else Sort.COMPANY
    return [Name(first, last, Subject(words=words), sort, head)]
