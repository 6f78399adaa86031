"""What a figure measures by the words right beside it: "a revenue of", "in taxes"."""

from __future__ import annotations

from archive.extraction.folding import fold
from archive.extraction.indicators.clauses import find_verb, is_back
from archive.extraction.indicators.context import Context
from archive.extraction.indicators.cues import (
    BACK,
    CHAIN,
    EDGES,
    GROWING,
    GROWTH,
    LINKS,
    MARKS,
    NOMINAL,
    OPENERS,
    PREPOSITIONS,
    STOP_RIGHT,
    TAILS,
    TIMES,
    UNITS,
)
from archive.extraction.indicators.following import right_phrase, right_run
from archive.extraction.indicators.phrases import left_phrase, left_run
from archive.extraction.indicators.trimming import kept, plain, thing
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.measures import AREAS, EXTENTS, is_money, per_words
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_RATES = frozenset(["percent", "percentage_points", "fraction"])
_NO_FIELD = word_set(
    "progress full cash place operation recent all size number value price terms "
    "comparison comparable constant real nominal"
)
_CUT_AT = word_set("a an with its their by plus after")
_RECORDED = word_set("recorded registered seen reported posted achieved")
_TRADED = word_set("sold bought exported imported traded delivered")
_EARLIER = word_set("same previous year last corresponding earlier")
_STATES = word_set(
    "complete completed full empty ready done short due owing thanks because"
)
_NO_NOUN = STOP_RIGHT | PREPOSITIONS | EDGES | OPENERS | TIMES | GROWING
_NO_NOUN |= TAILS | _STATES | word_set("around across along beside near between among")
_NO_NOUN_ENDINGS = ("ly", "wide", "ed")
_LISTED = 16
"""Tokens that may stand between two amounts, with what each is of."""
_CONVERTED = 8
"""Tokens of a conversion in brackets."""
_YEARLY = ("year", "annually", "month", "each", "day")
_PACES = word_set("high low fast rapid steady strong robust sharp slight")
_RISES = GROWTH - {"rate"}
_ARTICLES = ("a", "an", "the", "its")
_BACK = BACK | GROWTH
_SIZES = word_set("size area length height capacity price cost speed")
_WARES = word_set("items goods products merchandise")
_HEDGING = word_set("over about nearly more less almost just only")
_YEARLY_RATE = word_set("average annual yearly compound growth")


def of_words(context: Context) -> str:
    """ "a year-end revenue of 230 billion yuan from the digital sectors"."""
    sentence, of = context.sentence, context.start - 1
    if sentence.low(of) in ("combined", "total"):
        of -= 1 + (sentence.low(of - 1) == "a")
    if sentence.low(of) not in ("of", "worth") or context.measure.unit == "times":
        return ""
    words = plain(sentence, _phrase_before_of(sentence, of, context.floor), of)
    words = words.removeprefix("year-end ").removeprefix("up ")
    if words.partition(" ")[0] in PREPOSITIONS:
        words = ""  # "an increase at constant prices of 5 percent"
    if any(fold(part) in _RISES for part in words.split()):
        # "GDP growth of 5 percent", or "a growth of": what grew is said elsewhere.
        dropped = GROWTH | LINKS | _PACES
        parts = [part for part in words.split() if fold(part) not in dropped]
        aimed = parts and fold(parts[-1]) in MARKS  # "an annual growth goal of"
        return "growth" if aimed and len(parts) == 1 else kept(" ".join(parts))
    if words.rpartition(" ")[2] in MARKS and context.measure.unit in _RATES:
        named = _growth_in(context)  # "a target of 5 percent growth in output"
        if named:
            return named
    if sentence.low(of) == "worth":
        return _worth(context, words, of)
    if words in ("area", "total area"):
        return "area"
    if words in ("maximum", "minimum"):
        return ""  # "a maximum of 5 million yuan in subsidies"
    if context.carried and words.endswith(" average"):
        return context.carried  # "grew 6 percent, above the national average of 5"
    if not words or is_back(words, _BACK | _YEARLY_RATE):
        return _value_of_subject(context, words, of)
    after = context.end + 1
    if context.measure.unit in EXTENTS and sentence.low(after) == "of":
        extended = right_phrase(sentence, after + 1)
        return f"{words} of {extended}" if extended else kept(words)
    if sentence.low(after) in ("has", "have", "was", "were", "is", "are", "will"):
        after = _behind_set_aside(sentence, after)
    if sentence.low(after) in ("from", "for", "in") and is_money(context.measure.unit):
        tail = right_phrase(sentence, after + 1)
        words = f"{words} {sentence.low(after)} {tail}" if tail else words
    return kept(words)


def _behind_set_aside(sentence: Sentence, index: int) -> int:
    """ "a budget of 5 million yuan has been set aside for roads": where "for" is."""
    while sentence.low(index) in CHAIN:
        index += 1
    verb = sentence.low(index)
    return index + 1 if verb == "aside" or verb in NOMINAL else index


def _value_of_subject(context: Context, words: str, of: int) -> str:
    """ "Deals were signed with a value of 5 million yuan": the value of what."""
    if words == "rate" and context.kind not in ("growth", "change"):
        return words
    if "value" not in words:
        return ""
    if context.carried:
        return f"{words} of {context.carried}"
    verb = find_verb(context.sentence, of, context.floor)
    whose = ""
    if verb:
        whose = thing(left_phrase(context.sentence, verb.first, context.floor))
    return f"{words} of {whose}" if whose else words


def _worth(context: Context, words: str, worth: int) -> str:
    """ "nine projects worth", "signings worth a combined", "sold produce worth"."""
    sentence = context.sentence
    if context.carried and context.floor == worth - 1:
        return f"worth of {context.carried}"
    if not words and sentence.low(worth - 1) == ",":  # "the first deal, worth"
        words = plain(sentence, left_run(sentence, worth - 1, context.floor), worth - 1)
    if not words:
        return _worth_of_subject(context, worth)
    if words.count(" and ") == 1 and _is_of_amount(context, worth, words):
        words = words.partition(" and ")[2]
    verb = sentence.low(worth - len(words.split()) - 1)
    return f"{words} {verb}" if verb in _TRADED else words


def _is_of_amount(context: Context, worth: int, words: str) -> bool:
    """ "2 million yuan of taxes and exports worth": the taxes have their own amount."""
    of = context.floor + 1
    behind = context.sentence.low(of) == "of" and worth - of < _LISTED
    return behind and not words.startswith("total ")


def _worth_of_subject(context: Context, worth: int) -> str:
    """ "The deal is worth 5 million yuan": the worth of what the verb speaks of."""
    verb = find_verb(context.sentence, worth, context.floor)
    if verb is None or verb.last + 1 < worth:
        return ""
    whose = thing(left_phrase(context.sentence, verb.first, context.floor))
    return f"worth of {whose}" if whose else "worth"


def _phrase_before_of(sentence: Sentence, of: int, floor: int) -> int:
    first = left_run(sentence, of, floor)
    for index in range(of - 1, first - 1, -1):
        word = sentence.low(index)
        joins = sentence.low(index - 1) in ("of", "in", "for", "on")
        if word in _CUT_AT or (word == "the" and not joins):
            return index + 1
    return first


def beside(context: Context) -> str:
    """ "9 billion yuan in fiscal revenue", "an increase of 4 percent in output"."""
    sentence, after = context.sentence, context.end + 1
    unit, following = context.measure.unit, context.sentence.low(after)
    if following == "(" and ")" in sentence.lows(after, after + _CONVERTED):
        after += sentence.lows(after, after + _CONVERTED).index(")") + 1
        following = sentence.low(after)  # "8 mu (5,300 square meters) of land"
    per = per_words(sentence, after)
    if per.endswith(_YEARLY) and sentence.low(after + len(per.split())) == "in":
        after, following = after + len(per.split()), "in"  # "a year in taxes"
    if unit in _RATES:
        return _growth_in(context)
    sized = sentence.low(after + 1) in _SIZES and sentence.low(after + 2) == "of"
    if unit == "times" and following == "the" and sized:
        return sentence.low(after + 1)  # "4 times the size of the first"
    if unit == "times" and sentence.low(after + 1) in ("many", "much"):
        return right_phrase(sentence, after + 2)  # "4 times as many shops"
    if unit == "times" and (following != "in" or _is_no_field(sentence, after + 1)):
        return ""
    if following == "worth":
        after, following = after + 1, sentence.low(after + 1)
    if sentence.lows(after, after + 3) == ["in", "terms", "of"]:
        after, following = after + 2, "of"
    if following in MARKS:
        after, following = after + 1, sentence.low(after + 1)
    if following == "in" and _is_no_field(sentence, after + 1):
        return ""
    counted = unit.startswith("count") and context.measure.noun not in UNITS
    termed = sentence.low(after - 1) == "terms"
    if following == "in" or (following == "of" and (termed or not counted)):
        words = right_phrase(sentence, after + 1)
        if not words and following == "of" and unit in EXTENTS:  # "of Sample riverbank"
            words = thing(plain(sentence, after + 1, right_run(sentence, after + 1)))
        if words in _WARES:
            words = f"sales of {words}"  # "sold 5 million yuan in goods"
        return words + _put_to_use(context, after + 1) if words else ""
    listed = following == "and" and sentence.low(after + 1)[:1].isdigit()
    if unit in EXTENTS and listed:
        # "13 million square meters and 400 homes of old buildings"
        for index in range(after + 1, after + 5):
            if sentence.low(index) == "of":
                return right_phrase(sentence, index + 1)
    if unit.startswith("count") and sentence.low(context.start - 1) not in _ARTICLES:
        return ""
    return _noun_behind(context, after)


def _noun_behind(context: Context, after: int) -> str:
    """ "a 30 percent stake", "5 million yuan investment": the noun it is told of."""
    sentence = context.sentence
    if sentence.lows(after, after + 5) == ["year", "-", "on", "-", "year"]:
        after += 5
    word = sentence.low(after)
    if not word.isalpha() or word in _NO_NOUN or is_verb(sentence, after):
        return ""
    if (
        word.endswith(_NO_NOUN_ENDINGS)
        and sentence.low(context.start - 1) not in _ARTICLES
    ):
        return ""
    parts = thing(plain(sentence, after, right_run(sentence, after))).split()
    rises = any(fold(part) in _RISES for part in parts)
    if rises and context.measure.unit in _RATES:  # "GDP growth", "annual growth rate"
        parts = [part for part in parts if fold(part) not in GROWTH]
    if parts == ["expansion"] and is_money(context.measure.unit):
        return "expansion"  # "a 5-million-yuan expansion": work, and no growth
    return "" if is_back(" ".join(parts), _BACK | LINKS) else " ".join(parts)


def _is_no_field(sentence: Sentence, index: int) -> bool:
    """ "5 billion yuan in total", "in a bond sale": no word for what is measured."""
    word, behind = sentence.low(index), sentence.low(index + 1)
    if word in ("a", "an", "its", "their", "this", "that") or word in _HEDGING:
        return True
    return word in _NO_FIELD or (word == "total" and not behind.isalpha())


def _growth_in(context: Context) -> str:
    sentence, after, start = context.sentence, context.end + 1, context.start
    if sentence.low(start - 1) == "of" and sentence.low(start - 2) in GROWTH:
        while sentence.low(after) in CHAIN | _RECORDED:
            after += 1
        basis = sentence.low(after) == "on" and _is_compared(sentence, after + 1)
        priced = sentence.low(after + 1) in _NO_FIELD
        if sentence.low(after) in ("in", "on") and not (basis or priced):
            return right_phrase(sentence, after + 1)
        return ""
    if sentence.low(after) in ("more", "fewer") and sentence.low(after + 1) != "than":
        return right_phrase(sentence, after + 1)
    if context.measure.unit == "percent" and sentence.low(after) == "of":
        whole = right_phrase(sentence, after + 1)
        return f"share of {whole}" if whole else ""
    for index in range(after, after + 9):
        word = sentence.low(index)
        if word in ("than", "compared", "from", "while", "whereas", "but"):
            return ""
        if word in ("in", "on", "of") and sentence.low(index - 1) in GROWTH:
            compared = word == "on" and _is_compared(sentence, index + 1)
            return "" if compared else right_phrase(sentence, index + 1)
        if not word.isalpha() and word not in ("-", "%") and not word.isdigit():
            break
    return _noun_behind(context, after)


def _is_compared(sentence: Sentence, index: int) -> bool:
    """ "an increase on the same stretch", "on a yearly basis": with what or how."""
    if "basis" in sentence.lows(index, index + 4):
        return True
    index += sentence.low(index) == "the"
    return sentence.low(index) in _EARLIER


def _put_to_use(context: Context, first: int) -> str:
    """ "310 mu of land has been set aside for a hub": what the land is for."""
    sentence = context.sentence
    if context.measure.unit not in AREAS:
        return ""
    index = right_run(sentence, first)
    auxiliaries = 0
    while sentence.low(index) in ("has", "have", "been", "is", "are", "was", "were"):
        index, auxiliaries = index + 1, auxiliaries + 1
    use = sentence.low(index)
    if not auxiliaries or not use.endswith(("ed", "en", "set")):
        return ""
    if sentence.low(index + 1) not in ("for", "to"):
        return f" {use}"
    aim = right_phrase(sentence, index + 2)
    return f" {use} {sentence.low(index + 1)} {aim}" if aim else f" {use}"
