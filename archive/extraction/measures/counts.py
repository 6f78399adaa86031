"""Counted things, also where their noun stands before the number or is left out."""

from __future__ import annotations

from archive.extraction.measures.hedges import hedge_before
from archive.extraction.measures.quantities import Measure
from archive.extraction.measures.referring import refers_back
from archive.extraction.nouns import Noun, closes, is_plural, noun_after, read_noun
from archive.extraction.numbers import Number, read_number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import QUOTES, words

_EMPTY = words(
    "sides sides' ways things times parts aspects steps points parties pillars "
    "principles dimensions stages roles occasions reasons sections sessions types "
    "kinds"
)
"""Counted nouns without economic content, unless many of them are counted."""
_FEW, _FEW_TYPES = 20, 10
_HEADS = {
    "population": "people",
    "ridership": "passengers",
    "workforce": "workers",
    "staff": "staff",
    "membership": "members",
    "enrollment": "students",
    "enrolment": "students",
    "headcount": "workers",
    "attendance": "visitors",
    "footfall": "visitors",
}
"""What is counted where one word stands for all of them."""
_PASSING = {
    "passenger": "passengers",
    "visitor": "visitors",
    "tourist": "tourists",
    "foot": "visitors",
}
_MADE = ("production", "output", "sales")
_VEHICLES = words("automobile auto car vehicle")
_FLOWS = ("volume", "flow", "throughput", "traffic", "turnover")
_REACHED = words(
    "to from reached reaches reaching reach hit hits hitting was is were are at "
    "topped tops topping exceeded exceeds exceeding exceed surpassed surpasses "
    "surpassing total totaled "
    "totalled totaling totals numbered numbers became passed went averaged "
    "brought kept"
)
_TOPPED = words(
    "reached reaches hit topped exceeded exceeds surpassed totaled totalled numbered "
    "averaged"
)
_AMOUNTED = words("amounted amounts amount")
_MOVED = words(
    "rose grew fell increased decreased dropped climbed jumped rise grow increase "
    "increasing rising growing"
)
_AUXILIARY = words(
    "is are was were be to also expected projected predicted estimated seen set "
    "forecast will has have had"
)
"""Before the verb that tells how many there are more: "are projected to grow by"."""
_COUNTED = words(
    "jobs visitors tourists passengers members residents workers employees students "
    "firms companies shops stores hotels beds seats births visits patents enterprises "
    "businesses institutions"
)
_NUMBER = ("number", "numbers")
_STEPS = ("by", "to")
_THEM = "them"
_NEAR = 12
_FAR = 25
"""Tokens within which "the number of" stands before its number."""


def count(sentence: Sentence, number: Number) -> Measure | None:
    """A counted noun after the number, or a pattern that leaves the noun out."""
    if number.value != int(number.value):
        return _on_average(sentence, number)
    if number.value < 2:
        return None
    after = number.last + 1
    if sentence.low(after) in ("more", "fewer") and sentence.low(after + 1) != "than":
        after += 1
    noun = read_noun(sentence, after)
    if noun and (_is_title(sentence, number, noun.last) or _is_empty(noun, number)):
        return None
    if noun:
        return _counted(number, after, noun, noun.last)
    return _elided(sentence, number) or _before_size(sentence, number)


def _on_average(sentence: Sentence, number: Number) -> Measure | None:
    """ "an average of 1.7 gardens", "2.5 beds per patient": no whole number of them."""
    first, last = number.first, number.last
    noun = read_noun(sentence, last + 1)
    if noun is None and "per" in sentence.lows(first - _NEAR, first):
        # "the number of patents per 10,000 people rose to 41.5"
        head = _noun_before(sentence, number, first)
        return Measure(f"count:{head}", first, last, noun=head) if head else None
    average = "average" in sentence.lows(first - 4, first)
    if noun is None or noun.head == "times":
        return None
    if average or sentence.low(noun.last + 1) == "per":
        return _counted(number, last + 1, noun, noun.last)
    return None


def _counted(number: Number, first: int, noun: Noun, last: int) -> Measure:
    """The count of a noun phrase from `first`; the surface ends at `last`."""
    head = _HEADS.get(noun.head, noun.head)
    return Measure(
        f"count:{head}",
        number.first,
        last,
        noun=head,
        noun_first=first,
        noun_last=noun.last,
    )


def _is_title(sentence: Sentence, number: Number, last: int) -> bool:
    """ "360 North Gate Headquarters": capitals throughout make a name of it."""
    run = sentence.tokens[number.last + 1 : last + 1]
    return len(run) > 2 and all(token.is_capital for token in run)


def _is_empty(noun: Noun, number: Number) -> bool:
    """ "three major pillars" and "two ways", but "200 types"."""
    if noun.head in ("times", "points"):
        return True
    few = _FEW_TYPES if noun.head in ("types", "kinds") else _FEW
    return noun.head in _EMPTY and number.value < few


def is_quoted_level(sentence: Sentence, index: int) -> bool:
    """'"100 billion level" parks', behind the number: the size of what follows."""
    return sentence.low(index) == "level" and sentence.low(index + 1) in QUOTES


def _before_size(sentence: Sentence, number: Number) -> Measure | None:
    """ "two 100 billion-level parks", "four 500-bed wards": a size goes before.

    It may stand in quotes: 'three "100 billion level" parks'.
    """
    first = number.last + 1
    first += sentence.low(first) in QUOTES
    tokens = sentence.tokens[first : first + 1]
    if not tokens or not tokens[0].is_number:
        return None
    size = read_number(sentence, first)
    if size is None:
        return None
    behind = size.last + 1
    behind += 1 if is_quoted_level(sentence, behind) else 0
    if sentence.low(behind) not in ("-", *QUOTES):
        return None
    noun = read_noun(sentence, behind + 1)
    return _counted(number, noun.last, noun, number.last) if noun else None


def _elided(sentence: Sentence, number: Number) -> Measure | None:
    """ "another 10 will", "nine of them", "58 others", "12 of the park's firms"."""
    first, last = number.first, number.last
    after = sentence.low(last + 1)
    if after == "others":
        return _without_noun(first, last + 1)
    if after == "of" and sentence.low(last + 2) in (
        *("them", "which", "these", "those", "whom"),
    ):
        return _without_noun(first, last + 2)
    if after in ("of", "among"):
        return _of_whole(sentence, number, last + 2)
    if after == "out" and sentence.low(last + 2) == "of":
        return _of_whole(sentence, number, last + 3)
    if sentence.low(first - 1) == "another" and not is_plural(after):
        return _without_noun(first - 1, last)
    hedge, start = hedge_before(sentence, first)
    start = start if hedge else first
    noun = _noun_before(sentence, number, start)
    if noun == _THEM:
        return _without_noun(first, last)
    if noun:
        return Measure(f"count:{noun}", first, last, noun=noun)
    if refers_back(sentence, number, start):
        return _without_noun(first, last)
    return None


def _without_noun(first: int, last: int) -> Measure:
    return Measure("count:", first, last, elided=True)


def _of_whole(sentence: Sentence, number: Number, position: int) -> Measure | None:
    """ "32 of the town's projects", "nine of the top 10 banks": the whole has it."""
    owned = sentence.text(position).endswith(("'s", "’s"))
    if not owned and sentence.low(position) not in ("the", "its", "their", "all"):
        return None
    behind = range(position + 1, position + 5)
    first = next((at for at in behind if not _leads(sentence, at)), behind.stop)
    noun = read_noun(sentence, first)
    return _counted(number, first, noun, number.last) if noun else None


def _leads(sentence: Sentence, position: int) -> bool:
    """Whether the word stands before a whole's noun: "top", "10", "the town's"."""
    owner = sentence.text(position).endswith(("'s", "’s", "'", "’"))
    counted = owner or sentence.low(position) == "top"
    return counted or read_number(sentence, position) is not None


def _noun_before(sentence: Sentence, number: Number, start: int) -> str:
    """ "the number of firms rose to 7,000", "a population of 2 million": its noun."""
    if not closes(sentence, number.last + 1):
        return ""
    if sentence.low(start - 1) == "of":
        return _mass(sentence, start - 2, number)
    if start < number.first and (mass := _mass(sentence, start - 1, number)):
        return mass  # "a daily visitor flow above 20,000"
    if sentence.low(start - 1) == ":":
        counted = sentence.low(start - 2)
        return _mass(sentence, start - 2, number) or counted * is_plural(counted)
    if sentence.lows(start - 3, start)[::2] == ["by", "to"]:
        start -= 2  # "grew by 300 to over 1,000"
    moved = sentence.low(start - 2) in _MOVED and sentence.low(start - 1) in _STEPS
    if moved:
        subject = start - 3
        while sentence.low(subject) in _AUXILIARY:
            subject -= 1
        noun = sentence.low(subject)
        if noun in _COUNTED and (number.value >= _FEW or subject < start - 3):
            return noun
        moved = number.value >= _FEW
    verb = next(
        (
            index
            for index in range(start - 1, max(start - 5, -1), -1)
            if sentence.low(index) in _REACHED or (moved and index == start - 2)
        ),
        -1,
    )
    if verb < 1:
        return _numbered(sentence, start) if start < number.first else ""
    for index in range(verb - 1, max(verb - _FAR, -1), -1):
        whose = f"{sentence.low(index - 1)}s"
        if sentence.low(index) == "numbers" and whose in _COUNTED:
            return whose  # "visitor numbers"
        if sentence.low(index) in _NUMBER and sentence.low(index + 1) == "of":
            if sentence.low(index + 2) == _THEM:
                return _THEM
            noun = noun_after(sentence, index + 2)
            return noun.head if noun else sentence.low(index + 2)
    for index in range(verb - 1, max(verb - _NEAR, -1), -1):
        if sentence.low(index) in (",", ";"):
            break
        if mass := _mass(sentence, index, number):
            return mass
    return _subject(sentence, verb, number)


def _numbered(sentence: Sentence, start: int) -> str:
    """ "sales hit 3 million yuan, the number of shops over 600": without a verb."""
    for index in range(start - 3, max(start - 9, 0), -1):
        if sentence.low(index) in _NUMBER and sentence.low(index + 1) == "of":
            noun = noun_after(sentence, index + 2)
            return noun.head if noun and noun.last == start - 1 else ""
    return ""


def _mass(sentence: Sentence, index: int, number: Number) -> str:
    """ "population", "passenger flow": who is counted by the word there."""
    if number.value < 100:
        return ""
    low = sentence.low(index)
    if low in _FLOWS and sentence.low(index - 1) in _PASSING:
        return _PASSING[sentence.low(index - 1)]
    if low in _FLOWS and sentence.lows(index + 1, index + 3) == ["of", "people"]:
        return "people"
    if low in _MADE and sentence.low(index - 1) in _VEHICLES:
        return "vehicles"
    return _HEADS.get(low, "")


def _subject(sentence: Sentence, verb: int, number: Number) -> str:
    """ "visitors have topped 760,000": the plural noun before its verb."""
    index = verb - 1
    if sentence.low(verb) == "to" and sentence.low(index) in _AMOUNTED:
        index -= 1
    elif sentence.low(verb) not in _TOPPED:
        return ""
    if number.value < 10:
        return ""
    while sentence.low(index) in ("have", "had", "has", "already", "also"):
        index -= 1
    return sentence.low(index) if is_plural(sentence.low(index)) else ""
