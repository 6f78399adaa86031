"""Places in an order and multiples said in one word: "ranking second", "doubled"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from archive.extraction.numbers import read_number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import listed, words

_ORDINALS = {
    word: place
    for place, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth"
        ),
        start=1,
    )
}
_RANKING = words("rank ranks ranked ranking")
_PLACING = words(
    "sit sits sat place placed places placing stand stands stood standing "
    "came comes come coming "
    "take takes took taking taken finish finished remain remains remained remaining "
    "listed rated rose risen rising jumped climbed moved leapt maintained maintaining "
    "secured claim claims claimed hold holds held keep keeps kept retained won "
    "clinched is was"
)
"""Verbs that tell a rank only with a place or a field behind the ordinal."""
_BETWEEN = words(
    "the its their at as in to no . all both among number it them still also again"
)
_AREA = words("in among citywide nationwide nationally globally worldwide provincewide")
_FIELD = _AREA | words("of on across for and with by last after , . ; ) ( as from")
_PLACE = ("place", "position", "spot")
_HELD = frozenset([*_PLACE, "status", "title", "ranking"])
SUPERLATIVES = words(
    "largest biggest highest fastest longest tallest busiest richest strongest "
    "greatest most best"
)
_ENTERING = words(
    "rank ranks ranked ranking placed placing entered entering enters enter joined "
    "listed among into in put puts putting within"
)
_SMALL = {
    word: value
    for value, word in enumerate(
        listed("two three four five six seven eight nine ten"), start=2
    )
}
_MULTIPLES = {
    "doubled": Decimal(2),
    "doubling": Decimal(2),
    "tripled": Decimal(3),
    "tripling": Decimal(3),
    "quadrupled": Decimal(4),
    "quadrupling": Decimal(4),
    "halved": Decimal("0.5"),
    "halving": Decimal("0.5"),
    **{f"{word}fold": Decimal(value) for word, value in _SMALL.items()},
}
_PLAIN_MULTIPLES = {
    "double": Decimal(2),
    "twice": Decimal(2),
    "triple": Decimal(3),
    "quadruple": Decimal(4),
    "halve": Decimal("0.5"),
}
"""Verbs or measures only beside certain words: "will double", "triple that of"."""
_BEFORE_MULTIPLE = words("will to would could may than nearly almost about over")
_AFTER_MULTIPLE = words("that the its their what")
_ENDINGS = ("st", "nd", "rd", "th")
_CUES = {"top", "no", "number", *_ENDINGS, *_ORDINALS, *_MULTIPLES, *_PLAIN_MULTIPLES}
_SENTENCE_ENDS = (".", "!", "?", ":")
_CLIMBING = words(
    "entered enters entering enter joined leaped leapt jumped climbed moved risen rose"
)
_RANKS = range(1, 101)
_LONGEST_FIELD = 10
"""Tokens in which those are told among whom one has a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rank or a multiple in words, over the tokens first..last."""

    first: int
    last: int
    value: Decimal
    unit: str
    surface_first: int


def find_places(sentence: Sentence) -> list[Place]:
    """The ranks and the multiples in one word, left to right, each once."""
    if _CUES.isdisjoint(sentence.folded):
        return []
    found: dict[int, Place] = {}
    for index, low in enumerate(sentence.folded):
        if low in _CUES:
            for place in _places(sentence, index):
                found.setdefault(place.first, place)
    return [found[first] for first in sorted(found)]


def _places(sentence: Sentence, index: int) -> Iterator[Place]:
    low = sentence.low(index)
    if low in _ORDINALS:
        yield from _ranking(sentence, index)
        yield from _superlative(sentence, index)
        yield from _item(sentence, index)
    elif low in _ENDINGS:
        yield from _ranking(sentence, index - 1)
    elif low == "top":
        yield from _top(sentence, index)
    elif low in ("no", "number"):
        yield from _numbered(sentence, index)
    elif low == "doubled" and sentence.low(index + 1) == "down":
        return  # on something: no multiple
    elif low in _MULTIPLES or _is_multiple(sentence, index):
        value = _MULTIPLES.get(low) or _PLAIN_MULTIPLES[low]
        yield Place(index, index, value, "times", index)


def _is_multiple(sentence: Sentence, index: int) -> bool:
    if sentence.low(index + 1) == "-":
        return False
    if sentence.low(index) == "twice":
        # "twice the average", "twice as many", against "twice the same week".
        behind = sentence.lows(index + 1, index + 5)
        as_much = behind[:1] == ["as"] and "as" in behind[2:]
        same = behind[1:2] in (["same"], ["first"], ["last"], ["past"])
        return as_much or (not same and bool(_AFTER_MULTIPLE & set(behind[:1])))
    before = sentence.low(index - 1) in _BEFORE_MULTIPLE
    return before or sentence.low(index + 1) in _AFTER_MULTIPLE


def _ranking(sentence: Sentence, index: int) -> Iterator[Place]:
    """ "ranked among the first", "ranking second citywide", "took third place"."""
    near = range(index - 1, index - 5, -1)
    back = next((at for at in near if not _stands_between(sentence, at)), -1)
    low = sentence.low(back)
    if low == "making" and sentence.low(index + 1) in _PLACE:
        yield from _run(sentence, index, strict=True)
    if low in _RANKING or low in _PLACING:
        came_in = low in ("coming", "came") and sentence.low(back + 1) == "in"
        yield from _run(sentence, index, low in _PLACING and not came_in)


def _stands_between(sentence: Sentence, position: int) -> bool:
    """ "firmly", "the city's": what a verb and its place have between them."""
    low = sentence.low(position)
    owner = sentence.text(position).endswith(("'s", "’s"))
    return owner or low in _BETWEEN or low.endswith("ly")


def _item(sentence: Sentence, index: int) -> Iterator[Place]:
    """A line of a list that begins with a place: "- Third by output in the city"."""
    bullet = index == 1 and not sentence.tokens[0].is_word
    behind = sentence.low(index + 1)
    ranked = behind == "by" and bool(_AREA & set(sentence.folded[index + 2 :]))
    ranked |= behind in _AREA and _is_area(sentence, index + 1) and behind != "in"
    if ranked and (bullet or index == 0) and sentence.folded[-1] not in _SENTENCE_ENDS:
        value = _ORDINALS[sentence.low(index)]
        yield Place(index, index, Decimal(value), "rank", index)


def _run(sentence: Sentence, index: int, strict: bool) -> Iterator[Place]:
    """The place there and those that follow it: "second and third on the list"."""
    run: list[Place] = []
    while (ordinal := _ordinal(sentence, index)) is not None:
        value, last = ordinal
        run.append(Place(index, last, Decimal(value), "rank", index))
        if sentence.low(last + 1) not in ("and", ","):
            break
        index = last + 2
        if sentence.low(index) == "and":
            index += 1
    if not run:
        return
    after = run[-1].last + 1
    placed = sentence.low(after) in _PLACE
    if strict and len(run) == 1:
        ends = _is_area(sentence, after)
    else:
        ends = not sentence.low(after) or sentence.low(after) in _FIELD
    if not (placed or ends):
        return
    yield from run
    following = _next_place(sentence, after)
    if following:
        plain = following == after + 2
        yield from _run(sentence, following, strict or not plain)


def _next_place(sentence: Sentence, after: int) -> int:
    """The place that goes on with one: "first citywide and third in the nation".

    "First in the city and third in the nation" as well; 0 without any.
    """
    if sentence.low(after) not in _AREA:
        return 0
    for index in range(after + 1, after + _LONGEST_FIELD):
        if sentence.low(index) == "and":
            index += 1 + (sentence.low(index + 1) == "the")
            return index if _ordinal(sentence, index) else 0
    return 0


def _ordinal(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The place named there, and its last token: "second", "2nd"."""
    low = sentence.low(index)
    if low in _ORDINALS:
        return _ORDINALS[low], index
    digits = low.isascii() and low.isdigit() and len(low) <= 3
    if digits and sentence.low(index + 1) in _ENDINGS:
        return int(low), index + 1
    return None


def _is_area(sentence: Sentence, index: int) -> bool:
    """ "in the city", "among all", "on the list", but not "in a series"."""
    if sentence.low(index) == "on":
        return sentence.lows(index + 1, index + 3) == ["the", "list"]
    return sentence.low(index) in _AREA and sentence.low(index + 1) not in ("a", "an")


def _numbered(sentence: Sentence, index: int) -> Iterator[Place]:
    """ "ranked No. 1", "is No. 3 in the nation", "ranked number one"."""
    position = index + 1
    if sentence.low(position) == ".":
        position += 1
    number = read_number(sentence, position)
    if number is None or number.value not in _RANKS:
        return
    before = sentence.lows(index - 4, index)
    ranked = bool(_RANKING & set(before[-3:]))
    after = number.last + 1
    if _HELD & set(before) and before[-2:] == ["as", "the"]:
        yield Place(position, number.last, number.value, "rank", index)
        return
    ended = not sentence.low(after) or sentence.low(after) in _FIELD
    if (ranked and ended) or _is_area(sentence, after):
        yield Place(position, number.last, number.value, "rank", index)


def _superlative(sentence: Sentence, index: int) -> Iterator[Place]:
    """ "the city's second-largest", "third highest"; the first goes without saying."""
    value, position = _ORDINALS[sentence.low(index)], index + 1
    if sentence.low(position) == "-":
        position += 1
    if value > 1 and sentence.low(position) in SUPERLATIVES:
        yield Place(index, index, Decimal(value), "rank", index)


def _top(sentence: Sentence, index: int) -> Iterator[Place]:
    """ "in the top three", "ranked among the city's top 10 districts"."""
    number = read_number(sentence, index + 1)
    if number is None or number.value not in _RANKS[1:]:
        return
    before = sentence.lows(index - 6, index)
    if not _ORDINALS.keys().isdisjoint(before):
        return  # "ranks eighth among the top 100 hubs"
    ranked = bool(_RANKING & set(before)) or bool(_CLIMBING & set(before))
    placed = index > 2 and bool(_ENTERING & set(before[-4:]))
    after = sentence.low(number.last + 1)
    if after in ("percent", "%"):
        return
    if ranked or (placed and (not after or after in _FIELD)):
        yield Place(index + 1, number.last, number.value, "rank", index)
