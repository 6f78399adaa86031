"""Shares: the part, and the whole it is a part of."""

from __future__ import annotations

from archive.extraction.indicators.amounts import amount_words
from archive.extraction.indicators.clauses import (
    Verb,
    clause_words,
    find_verb,
    is_back,
    resumed,
    subject_words,
)
from archive.extraction.indicators.context import Context, Phrase
from archive.extraction.indicators.cues import (
    ANSWERS,
    APPOSING,
    BACK,
    COMPLEMENT_STOP,
    EDGES,
)
from archive.extraction.indicators.following import goes_on, right_run
from archive.extraction.indicators.phrases import left_phrase
from archive.extraction.indicators.pointing import antecedent, speaks_back
from archive.extraction.indicators.trimming import plain, thing
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_PREDICATE = 9
"""Words of "is home to sample products", where the share itself is the subject."""
_ASIDE = 14
_CLOSING = frozenset([",", '"', "”", ".", ";"])
_QUOTES = frozenset(['"', "“"])
_POINTING = word_set("which them these those that")
_BEING = word_set("is are was were")
_PARTICIPLES = word_set("made sold built held owned produced based located")
"""Alone they describe the whole: "half of the goods made there"."""
_OF_THEM = word_set("which them whom")


def share_words(context: Context) -> Phrase:
    """ "accounting for 9 percent of total income": the whole and the part."""
    first = _whole_at(context)
    return _of_whole(context, first) if first else _alone(context)


def _of_whole(context: Context, first: int) -> Phrase:
    """A share with its whole, which begins at a token, behind it."""
    sentence = context.sentence
    last = right_run(sentence, first)
    whole = thing(plain(sentence, first, last))
    pointing = sentence.low(first) in _POINTING
    if whole and not pointing and _is_counted_too(context):
        return Phrase(_joined(whole, ""), whole)
    if sentence.lows(context.start - 2, context.start) == ["home", "to"] and whole:
        return Phrase(_joined(whole, ""), whole)  # where it is, is no part
    if context.share and whole.split()[-1:] in (["level"], ["average"]):
        return Phrase(context.share, context.carried)  # "than the city average"
    if pointing and context.share and sentence.low(first) == "that":
        return Phrase(context.share, context.carried)
    partly = sentence.low(first) in _OF_THEM and sentence.low(context.end + 1) == "of"
    if pointing and (partly or not context.goes_on):
        whole, last = context.carried, first + 1
    if partly and pointing:
        return Phrase(_joined(whole, _predicate(sentence, last)), whole)
    if _opens_clause(context) and (whole or pointing):
        predicate = _predicate(sentence, last)
        if predicate or context.floor < 0:
            return Phrase(_joined(whole, predicate), whole)
    part = _part(context)
    if not (whole or part):
        part = _of_earlier(context)
    if context.share and context.share == _joined(part, ""):
        part = whole  # "80 percent of its embassies and 70 percent of its banks"
    return _with_part(context, whole, part)


def _is_counted_too(context: Context) -> bool:
    """ "20 schools, as well as a third of the city's theaters": each for itself."""
    sentence, start = context.sentence, context.start
    counted = context.previous is not None and context.previous.noun_first >= 0
    before = sentence.lows(start - 3, start)
    return counted and (before == ["as", "well", "as"] or before[1:] == [",", "and"])


def _alone(context: Context) -> Phrase:
    """A share whose whole stands before it, or with the figure before."""
    sentence, behind = context.sentence, context.end + 1
    if context.floor >= 0 and _answers(sentence, behind):
        said = _predicate(sentence, behind)
        return Phrase(_joined(context.carried, said), context.carried)
    if context.share and sentence.low(behind) in _BEING:
        said = _predicate(sentence, behind)  # "A half is wood, a third is land"
        return Phrase(_joined(context.carried, said), context.carried)
    if context.share and context.compares:
        return Phrase(context.share, context.carried)
    if context.carried and sentence.low(context.start - 1) == "or":
        said = _predicate(sentence, behind + 1)  # ", or 80 percent, are"
        return Phrase(_joined(context.carried, said), context.carried)
    opening = _opening(context)
    if opening:
        return Phrase(_joined(opening, _predicate(sentence, behind)), opening)
    return _with_part(context, "", amount_words(context))


def _with_part(context: Context, whole: str, part: str) -> Phrase:
    """The share of a whole that a part is; of the figure before, behind ", with"."""
    opening = context.sentence.lows(context.floor + 1, context.floor + 3)
    rate = part.endswith(" rate")  # "12 rounds, with a 7 percent premium rate"
    if not (whole or rate) and part != context.carried and opening == [",", "with"]:
        whole = context.carried
    return Phrase(_joined(whole, part) if whole else part, part)


def _joined(whole: str, said: str) -> str:
    if whole.endswith("market share"):
        return whole
    words = f"share of {whole}" if whole else "share"
    return f"{words}: {said}" if said and said != whole else words


def _whole_at(context: Context) -> int:
    """The token the whole begins at: "half of the tax", "nearly half its tax"."""
    sentence, after = context.sentence, context.end + 1
    given = sentence.low(context.start - 1).startswith("contribut")
    if sentence.low(after) in ("of", "to") or (given and sentence.low(after) == "in"):
        after += 1
        if sentence.low(after)[:1].isdigit():
            return 0  # "2.5 to 4 percent"
    elif _is_worded(context) and sentence.low(after).isalpha():
        return 0 if is_verb(sentence, after) else after
    elif sentence.low(after) not in ("its", "their", "our") and not (
        context.measure.unit == "fraction" and sentence.low(after) == "the"
    ):
        return 0
    skipped = EDGES - _POINTING | _QUOTES - {"of"}
    while sentence.low(after) in skipped:
        after += 1
    return after


def _opening(context: Context) -> str:
    """ "Of the weavers, 60 percent work at home": the whole, where it comes first."""
    sentence, first = context.sentence, context.floor + 1
    while sentence.low(first) in (",", ";", "and", "but"):
        first += 1
    if sentence.low(first) not in ("of", "among"):
        return ""
    last = right_run(sentence, first + 1)
    pointing = sentence.low(first + 1) in _POINTING
    if pointing and sentence.low(first + 2) == "," and first + 3 == context.start:
        return context.carried or context.earlier
    if sentence.low(last) != "," or last + 1 != context.start:
        return ""
    return thing(plain(sentence, first + 1, last))


def _is_worded(context: Context) -> bool:
    """ "two in five", "one out of ten"."""
    inside = context.sentence.lows(context.measure.first, context.end + 1)
    return context.measure.unit == "fraction" and bool({"in", "out"} & set(inside))


def _opens_clause(context: Context) -> bool:
    """Whether no verb and no figure's clause stands before the share."""
    sentence = context.sentence
    if context.goes_on:
        return False
    before = sentence.low(context.start - 1)
    if before in ("for", "to", "by", "of", "with", "at", "from", "up", "another"):
        return False
    verb = find_verb(sentence, context.start, context.floor)
    return verb is None or (before in (",", "and", "while", "that", "as", ";"))


def _answers(sentence: Sentence, index: int) -> bool:
    """ "one-third expect no change": those asked, without saying who again."""
    word = sentence.low(index)
    return word in ANSWERS or word in ("expected", "reported", "saw", "said", "noted")


def _predicate(sentence: Sentence, first: int) -> str:
    """What is said of the share: "is home to sample products"."""
    index = first = _behind_aside(sentence, first)
    while index < min(first + 8, len(sentence.tokens)):
        if is_verb(sentence, index) or (index == first and _answers(sentence, index)):
            break
        if sentence.low(index) in _CLOSING:
            return ""
        index += 1
    else:
        return ""
    last = index + 1
    while last < len(sentence.tokens) and last - index < _PREDICATE:
        token = sentence.tokens[last]
        if token.is_number or not (token.is_word or token.low in ("-", "&", "'")):
            break
        stops = token.low in COMPLEMENT_STOP and not is_verb(sentence, last)
        if token.low == "and":
            stops = not goes_on(sentence, last)
        if stops and last > index + 1:
            break
        last += 1
    said = plain(sentence, index, last)
    return "" if said in _PARTICIPLES else said


def _comma_of_participles(sentence: Sentence, verb: Verb, floor: int) -> int:
    """The comma of ", accounting for" and ", leading the city and making up"; or -1."""
    index = verb.first - 1
    if not sentence.low(verb.last).endswith("ing"):
        return -1
    if sentence.low(index) == "and":
        while index > floor and sentence.low(index) != ",":
            index -= 1
    chained = sentence.low(index) == "," and sentence.low(index + 1).endswith("ing")
    return index if chained or sentence.low(verb.first - 1) == "," else -1


def _behind_aside(sentence: Sentence, first: int) -> int:
    """ ", including banks, have": the token behind the second comma."""
    if sentence.low(first) != "," or sentence.low(first + 1) not in APPOSING:
        return first
    for index in range(first + 2, first + _ASIDE):
        if sentence.low(index) == ",":
            return index + 1
    return first


def _of_earlier(context: Context) -> str:
    """ "It accounted for 46 percent of the total": what was told just before."""
    verb = find_verb(context.sentence, context.start, context.floor)
    back = verb is not None and speaks_back(context.sentence, verb)
    return context.earlier if back else ""


def _part(context: Context) -> str:
    sentence = context.sentence
    if context.goes_on:
        return context.carried
    verb = find_verb(sentence, context.start, context.floor)
    if verb is None:
        return context.carried
    comma = _comma_of_participles(sentence, verb, context.floor)
    if comma >= 0:
        return context.carried or clause_words(sentence, comma, context.floor)
    if sentence.low(verb.first - 1) == "which" and verb.first - 1 > context.floor:
        return antecedent(context, verb.first - 1)
    again = resumed(sentence, verb, context.floor, context.carried)
    subject = subject_words(sentence, verb, context.floor)
    if not (again or subject or context.carried):
        raw = left_phrase(sentence, verb.first, context.floor)
        return context.earlier if is_back(raw, BACK) else ""
    return again or subject or context.carried
