"""What an amount of money is, by the verb that moves it."""

from __future__ import annotations

from archive.extraction.indicators.clauses import Verb, nominal, purpose
from archive.extraction.indicators.context import Context
from archive.extraction.indicators.cues import (
    CHAIN,
    EDGES,
    LINKS,
    NOMINAL,
    PREPOSITIONS,
    STOP_RIGHT,
)
from archive.extraction.indicators.following import right_phrase
from archive.extraction.indicators.phrases import left_phrase
from archive.extraction.indicators.pointing import antecedent, speaks_back
from archive.extraction.indicators.trimming import is_bare, plain, thing
from archive.extraction.measures import is_money, per_words
from archive.extraction.vocabulary import words as word_set

_PUTTING = word_set("put puts putting")
_TRADING = word_set("buy buys bought buying sell sold selling acquired win won")
_STOPPING = (STOP_RIGHT - {"over", "an", "a", "than"}) | PREPOSITIONS | {","}
_TOLD_BY_VERB = ("funds raised", "earnings", "payment", "savings", "loss", "cost")
_AMOUNTING = LINKS | EDGES | {"maximum", "minimum", "additional", "extra"}
_PUT_IN = word_set("investment spending allocation loans donation grant award")
_PARTICIPLES = ("ed", "spent", "lent", "paid", "sold", "lost")
"""How participles of verbs that move money end."""


def put_in(context: Context, verb: Verb | None) -> str:
    """ "invested 5 million yuan in a plant": the investment in it."""
    if verb is None or not is_money(context.measure.unit):
        return ""
    noun = nominal(context.sentence, verb)
    if context.sentence.low(verb.last) in _PUTTING:
        into = context.sentence.low(context.end + 1) in ("into", "toward", "towards")
        noun = "investment" if into or words_between(context, verb) == ["in"] else ""
    if words_between(context, verb) == ["aside"]:
        return f"allocation {purpose(context.sentence, context.end + 1)}".strip()
    if noun not in _PUT_IN or set(words_between(context, verb)) - _AMOUNTING:
        return ""
    behind = context.end + 1
    behind += len(per_words(context.sentence, behind).split())  # "a year", "annually"
    aim = purpose(context.sentence, behind)
    return f"{noun} {aim}" if aim else noun


def was_put_in(context: Context) -> str:
    """ "5 million yuan was invested in a plant", "5 million yuan spent on it"."""
    sentence, index = context.sentence, context.end + 1
    if not is_money(context.measure.unit):
        return ""
    if sentence.low(index) == "of" and sentence.low(index + 1) in ("that", "which"):
        index += 2
    while sentence.low(index) in CHAIN:
        index += 1
    participle = sentence.low(index)
    if participle not in NOMINAL or not participle.endswith(_PARTICIPLES):
        return ""
    if participle == "contributed" and sentence.low(index + 1) == "by":
        part = sentence.low(context.start - 1) in ("with", "which")
        return part and context.carried or NOMINAL[participle]  # "with 5 million"
    aim = purpose(sentence, index + 1)
    return f"{NOMINAL[participle]} {aim}".strip()


def told_by_verb(context: Context, verb: Verb | None) -> str:
    """ "raised 5 million yuan in a bond sale", "a seat costs 30 yuan"."""
    if verb is None or not is_money(context.measure.unit):
        return ""
    sentence, noun = context.sentence, nominal(context.sentence, verb)
    between = words_between(context, verb)
    traded = sentence.low(verb.last) in _TRADING
    if traded and between[-1:] == ["for"]:
        bought = right_phrase(sentence, verb.last + 1)
        return f"price of {bought}" if bought else ""
    if noun not in _TOLD_BY_VERB or not _STOPPING.isdisjoint(between):
        return ""
    if noun == "earnings" and speaks_back(sentence, verb):
        return ""  # "it earned": what is meant was told before
    named = bool(set(between) - LINKS - EDGES)
    if noun != "cost" and not named:
        return noun
    whose = " ".join(between) if named and noun != "cost" else ""
    if noun == "earnings" and is_bare(plain(sentence, verb.last + 1, context.start)):
        whose = ""  # "tourism earned the district 5 million"
    if noun == "cost" and sentence.low(verb.first - 1) in ("which", "that"):
        whose = antecedent(context, verb.first - 1)
    whose = whose or thing(left_phrase(sentence, verb.first, context.floor))
    return f"{noun} of {whose}" if whose else noun


def words_between(context: Context, verb: Verb) -> list[str]:
    """The words between a verb and the figure behind it."""
    return context.sentence.lows(verb.last + 1, context.start)
