"""What an amount, an extent or a rate of growth measures."""

from __future__ import annotations

from archive.extraction.indicators.beside import beside, of_words
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
    verb_at,
    with_owner,
)
from archive.extraction.indicators.context import Context
from archive.extraction.indicators.cues import (
    APPOSING,
    BACK,
    BASES,
    ECONOMIC,
    EDGES,
    GROWTH,
    LINKS,
    MEASURING,
    NOMINAL,
)
from archive.extraction.indicators.following import right_phrase
from archive.extraction.indicators.money import (
    put_in,
    told_by_verb,
    was_put_in,
    words_between,
)
from archive.extraction.indicators.phrases import left_phrase, left_run
from archive.extraction.indicators.pointing import (
    accompanied,
    antecedent,
    before_told_aside,
    counted_within,
    of_which,
    points_back,
    shared_subject,
    speaks_back,
)
from archive.extraction.indicators.trimming import kept, plain, thing
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.measures import AREAS, EXTENTS, per_words
from archive.extraction.vocabulary import words as word_set

_COVERING = ("cover", "occup", "span", "encompass", "sprawl", "stretch")
"""Beginnings of verbs that tell an area."""
_PARTING = word_set("by at to worth with as : - up down some")
_MULTIPLYING = MEASURING | {"double", "triple", "quadruple", "halved", "halving"}
"""A multiple that is a verb."""
_FOREMOST = ("largest", "biggest", "smallest", "first", "second", "other")
_OPENING = ("", "with", ",", "and", ";", "while", ":", "•", "-")
_EXTENDING = ("stretch", "run", "ran", "extend", "span")
_TAKING = word_set(
    "took take takes taking taken brought bring brings bringing raked raking pulled"
)
_MOVERS = word_set(
    "raising lifting boosting lowering cutting reducing pushing increasing decreasing"
)
_MOVED = word_set("raised lifted boosted lowered cut reduced pushed brought brings")
_GIVING = word_set("offering giving providing granting")
_PRICED = word_set("priced valued")
_PEAKS = word_set("high low record peak historic historical new all time - milestone")
_CIRCUMSTANCES = word_set("under upon after before despite amid")
_MORE = word_set("additional another extra other")
_BACK = BACK | GROWTH


def amount_words(context: Context) -> str:
    """The noun phrase that says what is measured, without value, period or place."""
    if context.sentence.low(context.measure.first) in _MULTIPLYING:
        return _of_multiple(context)
    verb = find_verb(context.sentence, context.start, context.floor)
    put = put_in(context, verb)
    if put:
        return put
    stated = of_words(context) or beside(context)
    if not stated and _is_of_each(context):
        stated = f"{_named_just_before(context)} of {context.carried}"
    if stated:
        return with_owner(stated, _owner(context, verb))
    if context.measure.unit in AREAS and _is_only_size(context):
        return "area"
    moved = was_put_in(context) or told_by_verb(context, verb)
    if moved:
        return moved
    apart = (
        _apposed(context)
        or counted_within(context, verb)
        or before_told_aside(context, verb)
    )
    if apart:
        return apart
    if context.goes_on or (context.compares and verb is None):
        return context.carried
    if context.aside >= 0 and not _is_behind_circumstance(context):
        return before_aside(context)
    if context.floor < 0 and points_back(context):
        return context.earlier
    if context.sentence.low(context.start - 1) in ("up", "down"):
        named = _named_just_before(context)  # "with rents down"
        if named:
            return named
    if context.carried and context.sentence.low(context.start - 1) in _MORE:
        return context.carried  # "with an additional 3 hectares"
    times = context.measure.unit == "times"
    if context.carried and times and context.sentence.low(context.end + 1) in GROWTH:
        return context.carried  # "- a striking tenfold growth"
    return (
        _governed(context, verb)
        or _named_just_before(context)
        or ("area" if context.measure.unit in AREAS else "")
        or context.carried
        or _named_after(context)
        or _growth_itself(context)
        or _meant_for(context)
    )


def _of_multiple(context: Context) -> str:
    """ "Sales doubled", "the aim of doubling sales": what is said to double."""
    sentence, first = context.sentence, context.measure.first
    behind = sentence.low(context.end + 1)
    if behind not in EDGES - {"the", "its", "their"}:
        moved = right_phrase(sentence, context.end + 1)
        if moved and not is_back(moved, LINKS):
            return moved  # "to double output"
    aside = sentence.low(first).endswith("ing") or sentence.low(first - 1) == ","
    if aside and context.carried:
        return context.carried
    carried = verb_at(sentence, context.start, context.floor).first
    return _governed(context, Verb(carried, first))


def _owner(context: Context, verb: Verb | None) -> str:
    """Who has it, by the words before the verb; the figure before where it is that."""
    if verb is None or context.measure.unit in EXTENTS:
        return ""
    if context.sentence.low(verb.first - 1) in (",", "and"):
        return ""
    first = left_run(context.sentence, verb.first, context.floor)
    apposed = context.sentence.low(context.floor + 1) in APPOSING
    apart = context.sentence.low(first - 1) == ";"
    if context.floor >= 0 and (apposed or first - 2 <= context.floor) and not apart:
        return context.carried.rpartition(" ")[2]  # the figure is the subject
    return subject_words(context.sentence, verb, context.floor)


def _governed(context: Context, verb: Verb | None) -> str:
    """What the verb before the figure speaks of."""
    if verb is None:
        return ""
    sentence = context.sentence
    named = _by_the_verb(context, verb) or _in_clause_before(context, verb)
    if named:
        return named
    changed = object_words(sentence, verb, context.start)
    if changed and not is_back(changed, _BACK | _PEAKS):
        return changed
    again = resumed(sentence, verb, context.floor, context.carried)
    if again:
        return again
    if sentence.low(verb.first - 1) in ("and", "but", "yet", "then"):
        shared = shared_subject(context, verb)
        if shared:
            return shared
    return _of_subject(context, verb)


def _by_the_verb(context: Context, verb: Verb) -> str:
    """What the verb itself says: "covers 5 hectares", ", priced at 5 yuan"."""
    sentence, unit = context.sentence, context.measure.unit
    word, before = sentence.low(verb.last), sentence.low(verb.first - 1)
    if unit in AREAS and word.startswith(_COVERING):
        return "area"
    if unit in ("m", "km") and word.startswith(_EXTENDING):
        return "length"
    if word in _PRICED and before in (",", "and"):
        return nominal(sentence, verb)
    return ""


def _in_clause_before(context: Context, verb: Verb) -> str:
    """What participles and relative clauses speak of; "" where the verb is neither."""
    sentence, comma = context.sentence, verb.first - 1
    word, before = sentence.low(verb.last), sentence.low(comma)
    if before == "," and word.endswith("ing"):
        moved = word in _MOVERS and object_words(sentence, verb, context.start)
        if moved and not is_back(moved, _BACK):
            return moved
        given = _meant_for(context) if word in _GIVING else ""
        return given or context.carried or clause_words(sentence, comma, context.floor)
    if before == "which" and sentence.low(comma - 1) == "of":
        return of_which(sentence, comma - 1, context.floor)
    if before in ("which", "that") and comma > context.floor:
        moved = word in _MOVED and object_words(sentence, verb, context.start)
        if moved and not is_back(moved, _BACK):
            return moved  # "which lifted the volume past 5 million"
        return antecedent(context, comma)
    return ""


def _of_subject(context: Context, verb: Verb) -> str:
    """The subject of the verb, or what it points back to."""
    sentence, word = context.sentence, context.sentence.low(verb.last)
    start = left_run(sentence, verb.first, context.floor)
    aside = sentence.low(start).endswith("ing") and sentence.low(start - 1) == ","
    if aside and context.carried and sentence.low(verb.first) == "to":
        return context.carried  # "defying the slump to expand 6 percent"
    raw = left_phrase(sentence, verb.first, context.floor)
    if raw and is_back(raw, _BACK):
        told = context.carried or context.earlier
        if "growth" in raw.lower() and "growth" not in told:
            return f"{told} {raw.lower()}".strip()
        return told or thing(raw)
    measured = not ECONOMIC.isdisjoint(raw.lower().split())
    if word in _TAKING and words_between(context, verb) == ["in"] and not measured:
        source = purpose(sentence, context.end + 1, ("from",))
        return f"revenue {source}" if source else with_owner("revenue", kept(raw))
    if word.endswith("ing"):  # "projects with investment exceeding"
        raw = raw.rpartition(" with ")[2].removeprefix("the ")
        if not raw and sentence.low(start) == "of":  # "2 firms of a size exceeding"
            raw = plain(sentence, start + 1, verb.first)
    if sentence.low(start - 1) == "whose":
        return with_owner(kept(raw), antecedent(context, start - 1))
    words = with_owner(kept(raw), accompanied(context, verb))
    if not words and speaks_back(sentence, verb):
        return context.carried or context.earlier
    return words or nominal(sentence, verb)


def _apposed(context: Context) -> str:
    """ "while investment, at 6 million yuan, came second": what stands before "at"."""
    sentence, comma = context.sentence, context.start - 2
    behind = sentence.low(context.end + 1)
    if sentence.lows(comma, context.start) == ["of", "which"]:
        return of_which(sentence, comma, context.floor)  # "..., which doubled"
    if sentence.low(comma + 1) != "at" or sentence.low(comma) != "," or behind != ",":
        return ""
    words = plain(sentence, left_run(sentence, comma, context.floor), comma)
    if words.lower() in _FOREMOST and sentence.low(context.end + 2) in ("is", "was"):
        return right_phrase(sentence, context.end + 3)
    return kept(words)


def _is_of_each(context: Context) -> bool:
    """ "40 firms with revenue above 5 million yuan each": whose, is counted before."""
    each = context.sentence.low(context.end + 1) == "each"
    return each and bool(context.carried and _named_just_before(context))


def _is_only_size(context: Context) -> bool:
    """ "across 3,000 square meters", "the 26-square-kilometer Sample City"."""
    across = context.sentence.low(context.start - 1) == "across"
    return across or "-" in context.sentence.lows(context.start, context.end + 1)


def _is_behind_circumstance(context: Context) -> bool:
    """ "Under the plan, 50 hectares", "Upon completion, 60 units": no aside."""
    sentence = context.sentence
    first = left_run(sentence, context.aside, -1)
    opens = first == 0 or sentence.low(first - 1) == "," and context.floor < 0
    in_spite = sentence.lows(first, first + 3) == ["in", "spite", "of"]
    return opens and (in_spite or sentence.low(first) in _CIRCUMSTANCES)


def _growth_itself(context: Context) -> str:
    """ "Putuo expects growth of 6 percent": nothing is said but that it grows."""
    before = context.sentence.lows(context.start - 2, context.start)
    return "growth" if before == ["growth", "of"] else ""


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
    if end - first == 1 and sentence.low(first) in BASES:
        return NOMINAL.get(sentence.low(first), "")  # "to start 5 parks, invest 3"
    behind = 0 <= context.floor == first - 1 and sentence.low(first) not in LINKS
    if not behind and not (known and opener in _OPENING):
        return ""
    words = plain(sentence, first, end)
    return "" if is_back(words, _BACK | LINKS | APPOSING | _MORE) else kept(words)


def _behind_per(context: Context) -> int:
    """The token behind the figure and what it is counted by: "8 yuan a day"."""
    behind = context.end + 1
    while per := per_words(context.sentence, behind):
        behind += len(per.split())
    return behind


def _meant_for(context: Context) -> str:
    """ "Weavers may claim 300 yuan a month for rent": nothing else is said."""
    behind = _behind_per(context)
    if context.sentence.low(behind) != "for":
        return ""
    return right_phrase(context.sentence, behind + 1)


def _named_after(context: Context) -> str:
    """ "With a rise of 5 percent, output reached": what the next clause speaks of."""
    sentence = context.sentence
    comma = _behind_per(context)
    if sentence.low(comma) != ",":
        return ""
    return following_subject(sentence, comma)
