"""Words that speak of what stands elsewhere: "of which", "that is", "and were"."""

from __future__ import annotations

from archive.extraction.indicators.clauses import (
    Verb,
    find_verb,
    object_words,
    subject_words,
)
from archive.extraction.indicators.context import Context
from archive.extraction.indicators.cues import BACK, ECONOMIC, LINKS
from archive.extraction.indicators.phrases import left_phrase, left_run
from archive.extraction.indicators.trimming import kept, plain
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.measures import is_money
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_POINTING = word_set("that this it these which up an a they")
_ASIDE = 12
_WITHIN_REACH = 6
_OPENERS = ("with", "at", "worth", "which", "whose", "each")
_WITHIN = ("in", "for", "at", "of", "on", "by", "from", "across", "among")
_TOPPING = word_set(
    "over above topping exceeding surpassing passing reaching generating paying with "
    "contributing producing yielding each more than at least nearly"
)
_AMOUNTS = word_set("amount value")
_BLANK = word_set("the a average annual total")
"""Before "rate": they do not tell of what it is one."""
_FEW = word_set(
    "one two three four five six seven eight nine ten eleven twelve some others"
)
_OR_MORE = word_set("or and more above higher over each annually")
_STATIVE = word_set("is was are were remains remained remain keeps kept became")


def is_of_some(context: Context) -> bool:
    """ "40 towers paid 5 million yuan each, and nine over 8 million": of those nine is
    told what was told of the others.
    """
    sentence, index = context.sentence, context.start - 1
    if "-" in sentence.lows(context.start, context.end + 1):
        return False  # "two 200-million-yuan parks"
    while sentence.low(index) in _TOPPING:
        index -= 1
    number = sentence.low(index) in _FEW or sentence.tokens[index].is_number
    return number and sentence.low(index - 1) in ("and", "including", ",", "with")


def antecedent(context: Context, relative: int) -> str:
    """ "the trade, which has grown": what "which" stands for."""
    sentence, floor = context.sentence, context.floor
    end = relative - 1 if sentence.low(relative - 1) == "," else relative
    verb = find_verb(sentence, end, floor)
    passive = verb is not None and sentence.low(verb.last + 1).endswith("ed")
    if verb and sentence.low(verb.last) in _STATIVE and not passive:
        return subject_words(sentence, verb, floor)
    words = kept(plain(sentence, left_run(sentence, end, floor), end))
    return words or context.carried


def of_which(sentence: Sentence, of: int, floor: int) -> str:
    """ "posts, the number of which tripled": the number of posts."""
    first = left_run(sentence, of, floor)
    comma = first - 1
    if first == of or sentence.low(comma) != "," or comma <= floor:
        return ""
    whose = kept(plain(sentence, left_run(sentence, comma, floor), comma))
    head = plain(sentence, first, of) or sentence.low(of - 1)
    return f"{head} of {whose}" if whose else ""


def accompanied(context: Context, verb: Verb) -> str:
    """ "The port is busy, with sales reaching": whose sales, by the clause before."""
    sentence = context.sentence
    for index in range(verb.first - 1, max(context.floor, verb.first - 8, 0), -1):
        if sentence.low(index) == "with" and sentence.low(index - 1) == ",":
            before = find_verb(sentence, index - 1, context.floor)
            if before is None:
                return ""
            return subject_words(sentence, before, context.floor)
    return ""


def shared_subject(context: Context, verb: Verb) -> str:
    """ "Sales fell in May and were up": what the verb before "and" speaks of."""
    earlier = find_verb(context.sentence, verb.first - 1, context.floor)
    if earlier is None:
        return ""
    return subject_words(context.sentence, earlier, context.floor)


def points_back(context: Context) -> bool:
    """ "That is a rise of 5 percent": nothing but links since the sentence began."""
    words = context.sentence.lows(0, context.start)
    return bool(words) and words[0] in _POINTING and LINKS.issuperset(words)


def speaks_back(sentence: Sentence, verb: Verb) -> bool:
    """ "It rose": the verb's subject is only a pronoun."""
    return sentence.low(verb.first - 1) in ("it", "this", "that", "they", "these")


def before_told_aside(context: Context, verb: Verb | None) -> str:
    """ "The ferries, with sales of 5 million yuan, grew": what the aside is about."""
    sentence = context.sentence
    if verb is None or sentence.low(verb.last).endswith("ing"):
        return ""
    if object_words(sentence, verb, context.start):
        return ""  # "New supply, which totaled 5 hectares, pushed rents up by"
    closing = _end_of_aside(context, verb)
    start = context.previous.start if closing and context.previous else 0
    for index in range(start - 1, max(start - _ASIDE, 0), -1):
        if closing == ")" and sentence.low(index) == "(":
            return kept(left_phrase(sentence, index, -1))
        if closing == "," and sentence.low(index) == ",":
            opener = sentence.low(index + 1)
            opens = opener in _OPENERS or opener.endswith("ing")
            first = left_run(sentence, index, -1)
            return kept(plain(sentence, first, index)) if opens else ""
    return ""


def _end_of_aside(context: Context, verb: Verb) -> str:
    """The sign that ends an aside between the figure before and the verb; or ""."""
    sentence, index = context.sentence, context.floor + 1
    while sentence.low(index) in _OR_MORE:
        index += 1
    sign = sentence.low(index)
    if sign == "," and index == verb.first - 1:
        return sign
    rest = sentence.lows(index + 1, verb.first)
    placed = not rest or rest[0] in _WITHIN and "," not in rest
    return sign if sign == ")" and placed else ""


def counted_within(context: Context, verb: Verb | None) -> str:
    """ "Rents in the park's 30 towers rose": the head that so many things belong to."""
    sentence, floor = context.sentence, context.floor
    if verb is None or context.previous is None:
        return ""
    compound = "-" in sentence.lows(context.previous.start, floor + 1)
    money = is_money(context.previous.unit)
    placed = _is_place(sentence.lows(floor + 1, verb.first))
    if not (compound or placed or _is_next(sentence, floor, verb.first)):
        return ""
    number = context.previous.start
    reach = _ASIDE if money else _WITHIN_REACH
    for preposition in range(number - 1, max(number - reach, 0), -1):
        if not (
            sentence.tokens[preposition].is_word or _is_counted(sentence, preposition)
        ):
            break
        if sentence.low(preposition) in _WITHIN:
            if sentence.low(preposition) == "by" and context.previous.unit == "percent":
                return ""  # "Rents rose by 5 percent to surpass 30 yuan"
            if preposition == number - 1 and sentence.low(preposition) == "of":
                if placed and money:
                    continue  # "of firms with sales of 30 million yuan in town"
                head = sentence.low(preposition - 1)
                rated = head == "rate" and sentence.low(preposition - 2) not in _BLANK
                named = head in ECONOMIC | _AMOUNTS and head not in BACK - _AMOUNTS
                if not (named or rated):
                    return ""  # "a number of 30", unlike "sales of 30 shops"
            first = left_run(sentence, preposition, -1)
            participle = first == preposition and is_verb(sentence, first - 1)
            if participle and sentence.low(verb.last).endswith("ing"):
                return ""  # "the fair resulted in 30 deals totaling"
            if participle:
                first = left_run(sentence, preposition - 1, -1)
            return kept(plain(sentence, first, preposition))
    return ""


def _is_place(between: list[str]) -> bool:
    """ "in the town", between what picks things and the verb."""
    if not 1 < len(between) < 6 or between[0] not in (*_WITHIN, "to"):
        return False
    # "in Putuo, Shanghai", but not "in 2021 and is"
    return "," not in between[:-2] and between[-1] not in (",", "and")


def _is_counted(sentence: Sentence, index: int) -> bool:
    """ "17 malls and two streets": the number of another thing of the list."""
    return sentence.tokens[index].is_number and sentence.low(index - 1) in _WITHIN


def _is_next(sentence: Sentence, last: int, first: int) -> bool:
    """Whether nothing stands between two tokens but an aside between two signs."""
    if first - 2 <= last:
        return first - 1 <= last
    signs = sentence.low(last + 1), sentence.low(first - 1)
    return signs in ((",", ","), ("-", "-"), ("–", "–"), ("—", "—"), ("(", ")"))
