"""What an amount, an extent or a rate of growth measures."""

from __future__ import annotations

from archive.extraction.indicators.beside import AREAS, EXTENTS, beside, of_words
from archive.extraction.indicators.clauses import (
    Verb,
    before_aside,
    clause_words,
    find_verb,
    following_subject,
    is_back,
    nominal,
    object_words,
    purpose,
    resumed,
    subject_words,
    with_owner,
)
from archive.extraction.indicators.context import Context
from archive.extraction.indicators.cues import (
    APPOSING,
    BACK,
    EDGES,
    GROWTH,
    LINKS,
)
from archive.extraction.indicators.phrases import (
    left_phrase,
    left_run,
)
from archive.extraction.indicators.trimming import kept, plain
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.measures import is_money
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_COVERING = word_set(
    "cover covers covered covering occupies occupying spans spanning encompasses "
    "encompassing"
)
_POINTING = word_set("that this it these which up an a they")
_PARTING = word_set("by at to worth with as : - up down some")
_PUTTING = word_set("put puts putting")
_TAKING = word_set("took take takes taking taken brought bring brings bringing")
_MOVERS = word_set("raising lifting boosting lowering cutting reducing pushing")
_PRICED = word_set("priced valued")
_PUT_IN = word_set("investment spending allocation")
_STATIVE = word_set("is was are were remains remained remain keeps kept became")
_BACK = BACK | GROWTH


def amount_words(context: Context) -> str:
    """The noun phrase that says what is measured, without value, period or place."""
    verb = find_verb(context.sentence, context.start, context.floor)
    spent = _spent(context, verb)
    if spent:
        return spent
    stated = of_words(context) or beside(context)
    if not stated and _is_of_each(context):
        stated = f"{_named_just_before(context)} of {context.carried}"
    if stated:
        return with_owner(stated, _owner(context, verb))
    apposed = _apposed(context) or _counted_within(context, verb)
    if apposed:
        return apposed
    if context.goes_on:
        return context.carried
    if context.aside >= 0:
        return before_aside(context)
    if context.floor < 0 and _points_back(context):
        return context.earlier
    if context.sentence.low(context.start - 1) in ("up", "down"):
        named = _named_just_before(context)  # "with rents down"
        if named:
            return named
    return (
        _governed(context, verb)
        or _named_just_before(context)
        or context.carried
        or _named_after(context)
        or _growth_itself(context)
    )


def _owner(context: Context, verb: Verb | None) -> str:
    """Who has it, by the words before the verb; the figure before where it is that."""
    if verb is None or context.measure.unit in EXTENTS:
        return ""
    if context.sentence.low(verb.first - 1) == ",":
        return ""
    first = left_run(context.sentence, verb.first, context.floor)
    apposed = context.sentence.low(context.floor + 1) in APPOSING
    if context.floor >= 0 and (apposed or first - 2 <= context.floor):
        return context.carried.rpartition(" ")[2]  # the figure is the subject
    return subject_words(context.sentence, verb, context.floor)


def _spent(context: Context, verb: Verb | None) -> str:
    """ "invested 5 million yuan in a plant": the investment in it."""
    if verb is None or not is_money(context.measure.unit):
        return ""
    noun = nominal(context.sentence, verb)
    if context.sentence.low(verb.last) in _PUTTING:
        into = context.sentence.low(context.end + 1) in ("into", "toward", "towards")
        noun = "spending" if into else ""
    if noun not in _PUT_IN or set(_between(context, verb)) - LINKS - EDGES:
        return ""
    aim = purpose(context.sentence, context.end + 1)
    return f"{noun} {aim}" if aim else noun


def _between(context: Context, verb: Verb) -> list[str]:
    return context.sentence.lows(verb.last + 1, context.start)


def _governed(context: Context, verb: Verb | None) -> str:
    """What the verb before the figure speaks of."""
    if verb is None:
        return ""
    sentence, floor = context.sentence, context.floor
    word = sentence.low(verb.last)
    if context.measure.unit in AREAS and word in _COVERING:
        return "area"
    before = sentence.low(verb.first - 1)
    if before == "," and word.endswith("ing"):
        moved = word in _MOVERS and object_words(sentence, verb, context.start)
        if moved and not is_back(moved, _BACK):
            return moved
        return context.carried or clause_words(sentence, verb.first - 1, floor)
    if word in _PRICED and before in (",", "and"):
        return nominal(sentence, verb)
    if before == "which" and sentence.low(verb.first - 2) == "of":
        counted = _of_which(sentence, verb.first - 2, floor)
        if counted:
            return counted
    if before in ("which", "that") and verb.first - 1 > floor:
        return _antecedent(context, verb.first - 1)
    changed = object_words(sentence, verb, context.start)
    if changed and not is_back(changed, _BACK):
        return changed
    again = resumed(sentence, verb, floor, context.carried)
    if again:
        return again
    if before == "and":
        shared = _shared(context, verb)
        if shared:
            return shared
    start = left_run(sentence, verb.first, floor)
    aside = sentence.low(start).endswith("ing") and sentence.low(start - 1) == ","
    if aside and context.carried and sentence.low(verb.first) == "to":
        return context.carried  # "defying the slump to expand 6 percent"
    raw = left_phrase(sentence, verb.first, floor)
    if raw and is_back(raw, _BACK):
        return context.carried or context.earlier
    if word in _TAKING and _between(context, verb) == ["in"]:
        return "revenue"
    words = with_owner(kept(raw), _accompanied(context, verb))
    if not words and _speaks_back(sentence, verb):
        return context.carried or context.earlier
    return words or nominal(sentence, verb)


def _apposed(context: Context) -> str:
    """ "while investment, at 6 million yuan, came second": what stands before "at"."""
    sentence, comma = context.sentence, context.start - 2
    behind = sentence.low(context.end + 1)
    if sentence.lows(comma, context.start) == ["of", "which"]:
        return _of_which(sentence, comma, context.floor)  # "..., which doubled"
    if sentence.low(comma + 1) != "at" or sentence.low(comma) != "," or behind != ",":
        return ""
    return kept(plain(sentence, left_run(sentence, comma, context.floor), comma))


def _counted_within(context: Context, verb: Verb | None) -> str:
    """ "Rents in the park's 30 towers rose": the head that so many things belong to."""
    sentence, number = context.sentence, context.floor
    floor = number
    if verb is None or floor < 0 or verb.first - 1 > floor:
        return ""
    while number > 0 and not sentence.tokens[number].is_number and floor - number < 6:
        number -= 1
    if not number or sentence.low(number - 1) == "of":
        return ""
    preposition = number - 1
    while preposition > 0 and number - preposition < 5:
        if sentence.low(preposition) in ("in", "for", "at", "of", "on"):
            owned = preposition < number - 1
            first = left_run(sentence, preposition, -1)
            return kept(plain(sentence, first, preposition)) if owned else ""
        preposition -= 1
    return ""


def _is_of_each(context: Context) -> bool:
    """ "40 firms with revenue above 5 million yuan each": whose, is counted before."""
    each = context.sentence.low(context.end + 1) == "each"
    return each and bool(context.carried and _named_just_before(context))


def _growth_itself(context: Context) -> str:
    """ "Putuo expects growth of 6 percent": nothing is said but that it grows."""
    before = context.sentence.lows(context.start - 2, context.start)
    return "growth" if before == ["growth", "of"] else ""


def _shared(context: Context, verb: Verb) -> str:
    """ "Sales fell in May and were up": what the verb before "and" speaks of."""
    earlier = find_verb(context.sentence, verb.first - 1, context.floor)
    if earlier is None:
        return ""
    return subject_words(context.sentence, earlier, context.floor)


def _accompanied(context: Context, verb: Verb) -> str:
    """ "The port is busy, with sales reaching": whose sales, by the clause before."""
    sentence = context.sentence
    for index in range(verb.first - 1, max(context.floor, verb.first - 8, 0), -1):
        if sentence.low(index) == "with" and sentence.low(index - 1) == ",":
            before = find_verb(sentence, index - 1, context.floor)
            if before is None:
                return ""
            return subject_words(sentence, before, context.floor)
    return ""


def _points_back(context: Context) -> bool:
    """ "That is a rise of 5 percent": nothing but links since the sentence began."""
    words = context.sentence.lows(0, context.start)
    return bool(words) and words[0] in _POINTING and LINKS.issuperset(words)


def _speaks_back(sentence: Sentence, verb: Verb) -> bool:
    return sentence.low(verb.first - 1) in ("it", "this", "that", "they", "these")


def _antecedent(context: Context, relative: int) -> str:
    """ "the trade, which has grown": what "which" stands for."""
    sentence, floor = context.sentence, context.floor
    end = relative - 1 if sentence.low(relative - 1) == "," else relative
    verb = find_verb(sentence, end, floor)
    if verb and sentence.low(verb.last) in _STATIVE:
        return subject_words(sentence, verb, floor)
    words = kept(plain(sentence, left_run(sentence, end, floor), end))
    return words or context.carried


def _of_which(sentence: Sentence, of: int, floor: int) -> str:
    """ "posts, the number of which tripled": the number of posts."""
    first = left_run(sentence, of, floor)
    comma = first - 1
    if first == of or sentence.low(comma) != "," or comma <= floor:
        return ""
    whose = kept(plain(sentence, left_run(sentence, comma, floor), comma))
    head = plain(sentence, first, of) or sentence.low(of - 1)
    return f"{head} of {whose}" if whose else ""


def _named_just_before(context: Context) -> str:
    """ "the port by 30 percent", "with orders exceeding": a phrase without its verb."""
    sentence, end = context.sentence, context.start
    while sentence.low(end - 1) in _PARTING:
        end -= 1
    first = left_run(sentence, end, context.floor)
    opener = sentence.low(first - 1)
    if first == end or is_verb(sentence, first):
        return ""
    with_at = [
        i for i in range(first, end) if sentence.low(i) in ("with", "and", "while")
    ]
    if with_at:
        first, opener = with_at[-1] + 1, sentence.low(with_at[-1])
    known = context.floor >= 0 or opener in ("with", ":") or end < context.start
    if not known or opener not in ("", "with", ",", "and", ";", "while", ":", "•", "-"):
        return ""
    words = plain(sentence, first, end)
    return "" if is_back(words, _BACK | LINKS) else kept(words)


def _named_after(context: Context) -> str:
    """ "With a rise of 5 percent, output reached": what the next clause speaks of."""
    sentence = context.sentence
    if sentence.low(context.end + 1) != ",":
        return ""
    return following_subject(sentence, context.end + 1)
