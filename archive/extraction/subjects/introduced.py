"""Names that no list knows, told by how a story introduces them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from archive.extraction.indicators.cues import CHAIN, ECONOMIC, OPENERS
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.organisations.people import SURNAMES, is_person
from archive.extraction.organisations.strangers import OPENERS as FIRST_WORDS
from archive.extraction.sentences import Sentence, Token
from archive.extraction.subjects.cues import (
    ATTRIBUTING,
    CALENDAR,
    FIRMS,
    HEADS,
    LOCATIVE,
    LOW_HEADS,
    OPENING,
    PASSING,
    PEOPLE,
    RELATIONS,
)
from archive.extraction.subjects.names import Name, Sort, Subject
from archive.extraction.vocabulary import words as word_set

_ACTING = word_set(
    "built builds opened opens launched sells sold employs employed hired hires signed "
    "acquired bought unveiled"
)
"""What firms do and "exports" or "output" do not."""
_HEDGES = word_set("around about nearly over some almost more than")
_LONGEST = 5
_LONGEST_ASIDE = 12
_OWN = 4
"""Words between an owner and how much of it there is: "average growth of"."""
_CLOSING = frozenset('"”')
_EXTENDING = word_set("covering spanning occupying")
"""Behind a name and a comma they tell how large a place is."""
_TELLERS = word_set(
    "bankers retailers manufacturers lenders merchants builders economists directors "
    "contacts respondents producers realtors agents officials firms businesses"
)
"""Those who tell how their trade goes: behind a heading, no part of a name."""
_DISTRICTS = word_set("district districts")
_PERCENT = word_set("percent %")
_NO_PLACE = word_set(
    "phase ii iii iv stage part round section chapter retail catering finance "
    "insurance banking manufacturing tourism agriculture construction services trade "
    "logistics education technology healthcare energy transport housing ramadan "
    "easter christmas"
)
"""With a capital behind "in" they are no names of places."""
_MARKS = frozenset([",", "and", ";", "while", "whereas"])
_PARTED = tuple([",", word, ","] for word in ("meanwhile", "however", "too", "also"))
_ASKED = 64
"""Words of a story that are looked for in all of it."""
_SEEN = 8
"""Places where each of them is looked at."""
_APPOSING = word_set("a an one which whose")
_LOOK = 8
"""Words behind "a" among which stands what the name is."""
_MEASURED = ECONOMIC | word_set(
    "domestic product regional municipal national provincial general budget asset gdp"
)
_NO_NAME = (
    CALENDAR
    | OPENERS
    | FIRST_WORDS
    | word_set("the a an this that these those it its gdp grp co ltd inc corp plc")
)


class Introductions:
    """The names that a story has introduced so far, and finds of new ones."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._proper: dict[str, bool] = {}

    def read(self, sentence: Sentence, names: Sequence[Name]) -> list[Name]:
        """Names that the sentence introduces beside those known already."""
        folded, tokens = sentence.folded, sentence.tokens
        marks = [i for i, low in enumerate(folded[:-1]) if low in _MARKS]
        opens = tokens[0].is_capital and not _only_opens(sentence, 0)
        if not (marks or opens):
            return []
        taken = _taken(names)
        found: list[Name] = []
        for index in marks:
            if folded[index] == "," and _is_apposed(sentence, index):
                found += _named(sentence, index - 1, taken)
            first = index + 1 + (folded[index + 1] in _CLOSING)
            if first >= len(tokens) or first in taken or not tokens[first].is_capital:
                continue
            found += _owner(sentence, first)
            if folded[index] != "and":
                found += self._leading(sentence, first, _taken(found) | taken)
        if opens:
            found += self._leading(sentence, 0, _taken(found) | taken)
        if not found:
            found = _measured(sentence, taken) or self._opening(sentence, taken)
        for name in found:
            if self._is_district(name.subject.words) or _is_one(sentence, name):
                name.sort, name.head = Sort.AREA, "district"
        return found

    def _is_district(self, words: str) -> bool:
        """Whether the story has "Sample district" for the name "Sample"."""
        return any(f"{words} {word}" in self._body for word in ("district", "District"))

    def _leading(self, sentence: Sentence, first: int, taken: set[int]) -> list[Name]:
        """A name that opens a clause, before its verb or what is its own."""
        if sentence.folded[first] in _NO_NAME or first in taken:
            return []
        last = first
        while (
            last - first < _LONGEST
            and _is_part(sentence, last + 1)
            and not (_is_owner(sentence, last) and sentence.text(last + 1).isupper())
        ):
            last += 1
        owns = not _is_owner(sentence, last) and _is_owner(sentence, last + 1)
        last += owns
        extends = sentence.low(last + 1) == "," and sentence.low(last + 2) in _EXTENDING
        told = owns or extends or _tells(sentence, _behind_name(sentence, last))
        if not (told or _is_owner(sentence, last)):
            return []
        if not taken.isdisjoint(range(first, last + 1)):
            return []
        if first == 0 and not self._may_open(sentence, last):
            return []
        return _name(sentence, first, last, "site" if extends else "")

    def _opening(self, sentence: Sentence, taken: set[int]) -> list[Name]:
        """ "In Sampleton, sales rose": a place that nobody knows."""
        if sentence.low(0) != "in" or "," not in sentence.folded[2 : 2 + _LONGEST]:
            return []
        last = sentence.folded.index(",", 2) - 1
        named = all(_is_part(sentence, index) for index in range(1, last + 1))
        if not named or not taken.isdisjoint(range(1, last + 1)):
            return []
        if not _NO_PLACE.isdisjoint(sentence.lows(1, last + 1)):
            return []  # "In Phase II, sales rose"
        if self._occurs(sentence.low(1), bool):
            return []  # "In Stores, sales rose"
        return _name(sentence, 1, last, PASSING)

    def _may_open(self, sentence: Sentence, last: int) -> bool:
        """Whether a sentence begins with a name, where any word has its capital.

        "Sample Robotics" is one, "Regional GDP" none.
        """
        if last and not sentence.text(1).isupper():
            return not self._is_heading(sentence, last)
        first = sentence.tokens[0]
        if first.low.endswith("ly"):
            return False  # "Unfortunately"
        acts = sentence.low(1) in _ACTING and first.text[-1:] not in ("s", "g")
        return acts or self._is_proper(first)

    def _is_heading(self, sentence: Sentence, last: int) -> bool:
        """ "Consumer Finance Bankers report": a heading, and who tells of it."""
        low = sentence.low(last)
        if low in OPENERS or low in _TELLERS:
            return True  # "Consumer Finance According to"
        return self._occurs(low, bool) and self._occurs(sentence.low(0), bool)

    def _is_proper(self, token: Token) -> bool:
        """Whether a word has its capital within sentences too, and is never small."""
        word = _bare(token)
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


def _is_one(sentence: Sentence, name: Name) -> bool:
    """ "One of three districts in Sampleton, Orville grew": of a district."""
    if not 0 < name.first <= _LONGEST_ASIDE or sentence.low(name.first - 1) != ",":
        return False
    before = sentence.lows(0, name.first)
    return before[0] in _APPOSING and not _DISTRICTS.isdisjoint(before)


def _measured(sentence: Sentence, taken: set[int]) -> list[Name]:
    """ "5 percent in Sampleton and 6 percent in Orville": places, if at least two."""
    folded = sentence.folded
    spots = [
        index + 2
        for index, low in enumerate(folded[:-2])
        if low in _PERCENT and folded[index + 1] == "in"
    ]
    found: list[Name] = []
    for first in spots if len(spots) > 1 else ():
        last = first
        while last - first < _LONGEST and _is_part(sentence, last + 1):
            last += 1
        if sentence.low(first) in _NO_PLACE:
            return []  # "5 percent in Retail and 6 percent in Catering"
        known = not taken.isdisjoint(range(first, last + 1))
        if sentence.tokens[first].is_capital and not known:
            found += _name(sentence, first, last, PASSING)
    return found


def _taken(names: Sequence[Name]) -> set[int]:
    """The tokens of names."""
    return {i for name in names for i in range(name.first, name.last + 1)}


def _is_apposed(sentence: Sentence, comma: int) -> bool:
    if not comma or not sentence.tokens[comma - 1].is_capital:
        return False
    low = sentence.low(comma + 1)
    return low in _APPOSING or (low == "the" and _is_told_by_the(sentence, comma))


def _is_told_by_the(sentence: Sentence, comma: int) -> bool:
    """ "Sample, the biggest of them, sold": a sentence that begins with the name."""
    rest = sentence.lows(comma + 1, comma + 1 + _LONGEST_ASIDE)
    if comma > _LONGEST or "," not in rest:
        return False
    named = all(_is_part(sentence, index) for index in range(comma))
    return named and _tells(sentence, comma + 2 + rest.index(","))


def _only_opens(sentence: Sentence, index: int) -> bool:
    """ "Still", "Separately,": a word with a capital that is no name."""
    low = sentence.low(index)
    adverb = low.endswith("ly") and sentence.low(index + 1) == ","
    return adverb or low in _NO_NAME


def _named(sentence: Sentence, last: int, known: set[int]) -> list[Name]:
    """The name that ends at a token, if an aside tells what it is."""
    first = last
    while first and last - first < _LONGEST and _is_part(sentence, first - 1):
        first -= 1
    while first < last and sentence.low(first) in _NO_NAME:
        first += 1
    if _only_opens(sentence, first):
        return []
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
    return _name(sentence, first, last, places[0] if places else "", told=True)


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
    """ "Orvela's 40 and Sample's 20", "and Sample's average of 20"."""
    if not _is_owner(sentence, index):
        return []
    behind = index + 1
    if "of" in sentence.lows(behind, behind + _OWN):
        behind = sentence.folded.index("of", behind) + 1
    while sentence.low(behind) in _HEDGES:
        behind += 1
    following = sentence.tokens[behind : behind + 1]
    if not following or not following[0].is_number:
        return []
    return _name(sentence, index, index, "")


def _is_owner(sentence: Sentence, index: int) -> bool:
    """A capitalised word before what is its own."""
    token = sentence.tokens[index] if index < len(sentence.tokens) else None
    return bool(token and token.is_capital and token.text.endswith(("'s", "’s")))


def _behind_name(sentence: Sentence, last: int) -> int:
    """The token behind a name, or behind "Sample, meanwhile,"."""
    parted = sentence.lows(last + 1, last + 4)
    return last + 4 if parted in _PARTED else last + 1


def _tells(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands there, and not one that only says who says so."""
    low = sentence.low(index)
    if (
        low in ATTRIBUTING
        or low == "reported"
        and "that" in sentence.lows(index + 1, index + _OWN)
    ):
        return False
    return low in CHAIN or is_verb(sentence, index)


def _bare(token: Token) -> str:
    return token.text.removesuffix("'s").removesuffix("’s")


def _aside(sentence: Sentence, first: int) -> list[str]:
    """The first words of an aside, if another comma or a full stop ends it."""
    words = sentence.lows(first, first + _LOOK)
    stops = [i for i, word in enumerate(words) if word in ("of", "that", "with", ",")]
    return words[: stops[0]] if stops else words


def _name(
    sentence: Sentence, first: int, last: int, head: str, *, told: bool = False
) -> list[Name]:
    """The name as a find; a lone row of capitals only where it is told what it is."""
    tokens = sentence.tokens[first : last + 1]
    texts = [_bare(token) for token in tokens]
    if is_person(texts) or sentence.low(first) in _NO_NAME:
        return []
    if _MEASURED.issuperset(text.lower() for text in texts):
        return []  # "Gross Domestic Product"
    if not PEOPLE.isdisjoint(sentence.lows(first, last + 1)):
        return []
    if len(texts) == 1 and texts[0].lower() in SURNAMES:
        return []  # "Wang showed"
    if len(texts) == 1 and (len(texts[0]) < 3 or texts[0].isupper() and not told):
        return []
    words = texts[0]
    for token, text in zip(tokens[1:], texts[1:], strict=True):
        words += text if token.glued else f" {text}"
    sort = Sort.AREA if head else Sort.COMPANY
    return [Name(first, last, Subject(words=words), sort, head)]
