"""What a place in an order is for: "ranked first among the districts in exports"."""

from __future__ import annotations

from archive.extraction.folding import fold
from archive.extraction.indicators.clauses import (
    before_aside,
    find_verb,
    is_back,
    subject_words,
)
from archive.extraction.indicators.context import Context, Phrase
from archive.extraction.indicators.cues import (
    BACK,
    BARE,
    ECONOMIC,
    GROWTH,
    SCOPES,
    STOP_RIGHT,
    TIMES,
)
from archive.extraction.indicators.following import right_list, right_phrase
from archive.extraction.indicators.trimming import is_bare, kept, plain
from archive.extraction.measures import SUPERLATIVES
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_SCOPE_REACH = 8
_SCOPE_WORDS = 5
_SPANS = word_set("years year months month time times quarters")
_FIELDS = BARE | word_set(
    "top place districts cities areas regions towns counties provinces parks zones "
    "nations countries suburbs world region industry sector field category terms "
    "central downtown global same whole entire municipal national east west north "
    "south"
)
"""Words for what something is ranked among, not by."""
_MEASURES = (ECONOMIC | GROWTH) - {"capital"}
_SKIPPED = word_set("the all its their a an")
_PACES = word_set("pace speed level record")
"""Behind a superlative they say nothing of what it is the largest of."""


def rank_words(context: Context) -> Phrase:
    """The indicator that is ranked, with the field it is ranked in."""
    words = _ranked(context)
    after = context.end + 1
    scope = field(context.sentence, after) or _field_behind(context.sentence, after)
    if set(scope.split()[1:]) & {"terms", *words.split()}:
        scope = ""  # what it is ranked by
    if not words and scope.startswith("among "):
        return Phrase(scope.removeprefix("among "), "")
    return Phrase(f"{words} {scope}" if words and scope else words, words)


def _ranked(context: Context) -> str:
    sentence = context.sentence
    titled = _titled(context) or _superlative(context)
    if titled:
        return titled
    in_terms = _in_terms(sentence, context.end + 1)
    if in_terms and is_back(in_terms, BACK | GROWTH) and context.carried:
        return f"{in_terms} of {context.carried}"
    if in_terms:
        return in_terms
    if context.goes_on:
        return context.carried
    if context.aside >= 0:
        return before_aside(context)
    verb = find_verb(sentence, context.start, context.floor)
    if verb:
        words = subject_words(sentence, verb, context.floor)
        words = words.rpartition(" with ")[2]  # "a mall with sales ranking"
        names = all(is_bare(piece) for piece in words.split(" and "))
        if not names and not is_back(words, BACK):
            return words
    opening = _in_terms(sentence, max(context.floor, 0))
    return opening or context.carried or context.earlier


def _titled(context: Context) -> str:
    """ "its position as the No. 1 export district": what it is the first of."""
    sentence, start = context.sentence, context.start
    article = sentence.low(start - 1)
    if article not in ("the", "a") or sentence.low(start) not in ("no", "number"):
        return ""
    return right_phrase(sentence, context.end + 1)


def _superlative(context: Context) -> str:
    """ "the third-largest film studio", unlike "the third-largest of the towns"."""
    sentence, index = context.sentence, context.end + 1
    index += sentence.low(index) == "-"
    if sentence.low(index) not in SUPERLATIVES or sentence.low(index + 1) == "of":
        return ""
    words = right_phrase(sentence, index + 1)
    return "" if is_back(words, BACK | GROWTH | _PACES) else words


def _in_terms(sentence: Sentence, first: int) -> str:
    """ "ranked first in the city in terms of exports", "first by output"."""
    for index in range(first, min(first + 14, len(sentence.tokens))):
        word = sentence.low(index)
        if word in (";", ",", ".") and index > first + 8:
            break
        if word == "terms" and sentence.low(index + 1) == "of":
            return right_list(sentence, index + 2)
        if (
            word in ("by", "for")
            and index < first + 6
            and not _is_time(sentence, index)
        ):
            return right_list(sentence, index + 1)
        if word == "in":
            named = _in_measure(sentence, index + 1)
            if named:
                return named
    return ""


def _is_time(sentence: Sentence, preposition: int) -> bool:
    """ "for seven years", "for the fifth consecutive month"."""
    near = sentence.lows(preposition + 1, preposition + 6)
    return "consecutive" in near or not _SPANS.isdisjoint(near)


def _in_measure(sentence: Sentence, first: int) -> str:
    """ "second in exports", "third in the number of firms", unlike "in the city"."""
    opener = sentence.low(first)
    first += opener in ("both", "the", "its", "their")
    counted = sentence.low(first) in ("number", "amount", "value", "volume")
    if counted and sentence.low(first + 1) == "of":
        return right_list(sentence, first + 2)
    token = sentence.tokens[first] if first < len(sentence.tokens) else None
    if token is None or not token.is_word or opener == "all":
        return ""
    if token.is_capital and not token.text.isupper() or token.low in TIMES:
        return ""
    if opener == "a" and sentence.low(first + 1) == "row":
        return ""  # "for the second year in a row"
    words = right_list(sentence, first)
    parts = [fold(part) for part in words.split()]
    if opener == "the" and not _MEASURES.intersection(parts):
        return ""  # "in the capital"
    return words if parts and parts[0] not in _FIELDS else ""


def field(sentence: Sentence, first: int) -> str:
    """ "among central districts", "citywide", "in the city"."""
    opener = sentence.low(first)
    if opener not in SCOPES:
        return ""
    words = [opener]
    for index in range(first + 1, min(first + _SCOPE_REACH, len(sentence.tokens))):
        token = sentence.tokens[index]
        if opener.endswith(("wide", "ally")) or len(words) > _SCOPE_WORDS:
            break
        if token.is_number or token.low in _SKIPPED:
            continue
        ends = token.low in STOP_RIGHT | TIMES | {"in", "of", "for", "and", "on"}
        if ends or not (token.is_word or token.low in ("-", "&")):
            break
        if token.glued and len(words) > 1:
            words[-1] += token.text
        else:
            words.append(token.text)
    return " ".join(words) if len(words) > 1 or opener not in ("in", "of") else ""


def _field_behind(sentence: Sentence, first: int) -> str:
    """ "third by output among the towns": the field behind what is ranked."""
    if sentence.low(first) != "by":
        return ""
    folded = sentence.lows(first, first + _SCOPE_REACH)
    return field(sentence, first + folded.index("among")) if "among" in folded else ""


def span_words(context: Context) -> Phrase:
    """ "kept growing for 54 consecutive months": the months of what went on."""
    sentence, start = context.sentence, context.start
    unit = sentence.low(context.end)
    if "consecutive" not in sentence.lows(start, context.end + 1):
        return Phrase("", context.carried)
    went_on = _what_went_on(context)
    if not went_on:
        return Phrase(f"consecutive {unit}", context.carried)
    return Phrase(f"consecutive {unit} of {went_on}", context.carried or went_on)


def _what_went_on(context: Context) -> str:
    sentence, before = context.sentence, context.start - 1
    if sentence.low(before) not in ("for", "over", "in"):
        return ""
    verb = find_verb(sentence, context.start, context.floor)
    if verb is None:
        return context.carried
    went_on = kept(plain(sentence, verb.last + 1, before))
    return went_on or subject_words(sentence, verb, context.floor) or context.carried
