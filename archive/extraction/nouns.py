"""The noun a number counts, read without a grammar: the head of a plural phrase."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_IRREGULAR = words(
    "people children men women headquarters personnel staff talent talents media "
    "works series species premises aircraft audience population teu "
    "teus dwt cgt gw mw kw kwh gwh mwh"
)
_NOT_PLURAL = words(
    "others is was has does its his this thus as us across towards yes always perhaps "
    "less plus business process access progress address congress success various "
    "previous numerous famous focus campus status virus bus gas news economics "
    "physics logistics electronics robotics metres meters was cross-border "
    "contributes includes remains becomes covers houses hosts provides offers serves "
    "creates reaches accounts brings makes takes attracts generates says shows keeps "
    "gives leads helps seeks grows "
    "overseas besides towards sales theirs ours"
)
STOPS = words(
    "of in on at to for from by with without within into onto over under than then "
    "that which who whom whose where when while after before since until as about "
    "were are be been being will would can could may might must shall should had have "
    "he she it they we you i his her their our and or but so if because although not "
    "no yet also both each per via amid among between during through against this "
    "these those the a an nearly more most less fewer said told according "
    "respectively including compared up down only"
)
_MIDDLE = frozenset(["and", "or", ",", "&"])
_COUNTED = words(
    "companies enterprises firms projects institutions organizations organisations "
    "associations agencies businesses brands stores shops buildings parks districts "
    "towns cities streets households families residents workers employees students "
    "teachers experts professionals schools hospitals universities centers centres "
    "platforms laboratories labs stations services measures policies items products "
    "patents investors banks funds factories teams visitors tourists cases trees "
    "homes apartments communities neighborhoods industries areas zones bases "
    "countries regions centres counties provinces"
)
"""Nouns surely meant when they follow "and" in a counted phrase."""
_SORTS = ("sports", "esports", "arts", "goods", "securities", "savings", "futures")
"""Plurals that tell a sort of what follows: "150 sports venues"."""
_REACH = 9
"""How many words after a number its noun may stand."""
_NUMBERS = words(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty"
)
"""What counts a second noun on its own: "five firms and two shops"."""
_PARTICLES = words("ups outs offs ins downs times")
"""Ends of nouns that a hyphen joins: "start-ups", "person-times"."""
_QUOTES = ('"', "'")
_AFTER_NUMBER = words("last this next year years respectively while")
"""Words that begin something else and are no noun of the number before them."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: the head word and the last token of its phrase."""

    head: str
    last: int


def read_noun(sentence: Sentence, first: int) -> Noun | None:
    """The plural noun phrase that begins here, however many adjectives it has.

    Of "9 firms' head offices" it is the offices, which the owners before them have.
    """
    noun = _read(sentence, first)
    if noun and _is_owner(sentence, noun.last):
        return _read(sentence, noun.last + 2) or noun
    return noun


def _read(sentence: Sentence, first: int) -> Noun | None:
    tokens = sentence.tokens
    last = -1
    position = first
    words_left = _REACH
    while words_left and position < min(first + 2 * _REACH, len(tokens)):
        token = tokens[position]
        if token.low == "-" and token.glued and position > first:
            position += 1 + _is_small_part(sentence, position + 1)
            continue
        if last < 0 and (passed := _passed(sentence, position, first)):
            position = passed
            continue
        if token.low in _MIDDLE and last < 0 and position > first:
            if token.low != "&" and not _goes_on(sentence, position):
                return None
            position += 1
            continue
        stop = token.low in STOPS or token.low in _AFTER_NUMBER
        if not token.is_word or (stop and not _is_grade(sentence, position)):
            break
        if is_plural(token.low) or _is_plural_letters(token.text):
            # "service centers": a later plural of the run is the head.
            last = position
            if not _next_is_plural(sentence, position):
                break
        position += 1
        words_left -= 1
    if last < 0:
        return None
    last = _with_second_noun(sentence, last)
    return Noun(_head(sentence, first, last), last)


def _is_owner(sentence: Sentence, position: int) -> bool:
    """ "firms'": whether the plural has what stands behind it."""
    mark = sentence.tokens[position + 1 : position + 2]
    return bool(mark) and mark[0].low in ("'", "’") and mark[0].glued


def _is_grade(sentence: Sentence, position: int) -> bool:
    """ "20 A-level sights", "15 A shares": a letter that looks like an article."""
    return position > 0 and sentence.text(position) == "A"


def _is_small_part(sentence: Sentence, position: int) -> bool:
    """ "start-up firms", "built-in systems": a small word behind a hyphen."""
    return sentence.low(position) in STOPS and sentence.tokens[position].glued


def noun_after(sentence: Sentence, first: int) -> Noun | None:
    """The plural noun phrase from here on, whose owner may stand before it."""
    owners = (
        position
        for position in range(first + 4, first - 1, -1)
        if sentence.text(position).endswith(("'s", "’s"))
    )
    start = next(owners, first - 1) + 1
    if sentence.low(start) in ("the", "those", "these", "its", "their", "such"):
        start += 1
    return read_noun(sentence, start)


def closes(sentence: Sentence, position: int) -> bool:
    """Whether no noun of a number before it can begin here."""
    low = sentence.low(position)
    return not low[:1].isalpha() or low in STOPS or low in _AFTER_NUMBER


def _passed(sentence: Sentence, position: int, first: int) -> int:
    """The place behind a quote, a bracket or a number of a name in the phrase; or 0.

    "“little giant” firms", "research and development (R&D) centers", "Fortune 500
    companies", "5G stations".
    """
    token = sentence.tokens[position]
    if token.low in _QUOTES:
        return position + 1
    if token.low == "(" and position > first:
        closing = next(
            (at for at in range(position + 1, position + 6) if sentence.low(at) == ")"),
            -1,
        )
        return closing + 1
    if not token.is_number:
        return 0
    before, after = sentence.text(position - 1), sentence.tokens[position + 1 :][:1]
    named = position > first and (before[:1].isupper() or before == "top")
    glued = bool(after) and after[0].is_word and after[0].glued
    return position + 1 if named or (glued and after[0].text[0].isupper()) else 0


def is_plural(word: str) -> bool:
    """Whether a folded word looks like a plural noun."""
    if word in _IRREGULAR:
        return True
    if word in _NOT_PLURAL or len(word) < 3:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_plural_letters(text: str) -> bool:
    """ "TEUs", "EVs", "SMEs"."""
    return len(text) > 2 and text[-1] == "s" and text[:-1].isupper()


def _next_is_plural(sentence: Sentence, position: int) -> bool:
    following = sentence.low(position + 1)
    sort = sentence.low(position) in _SORTS
    return is_plural(following) and (sort or following in _COUNTED | _IRREGULAR)


def _goes_on(sentence: Sentence, position: int) -> bool:
    """Whether words joined by a comma or "and" still lead to a counted noun."""
    for index in range(position + 1, position + 9):
        word = sentence.low(index)
        if word in _COUNTED or word in _IRREGULAR:
            return True
        if sentence.low(position) == "and" and is_plural(word):
            return index < position + 5
        if (
            not word
            or word in STOPS - {"and", "or"}
            or sentence.tokens[index].is_number
        ):
            return False
    return False


def _with_second_noun(sentence: Sentence, last: int) -> int:
    """ "associations and companies": a sure noun after "and" is counted with it."""
    if sentence.low(last + 1) not in ("and", "or"):
        return last
    for index in (last + 2, last + 3):
        word = sentence.low(index)
        if word in _COUNTED:
            return index
        if not word.isalpha() or word in STOPS or word in _NUMBERS:
            break
    return last


def _head(sentence: Sentence, first: int, last: int) -> str:
    """The head word, with its partner where two nouns are counted together."""
    text = sentence.tokens[last].low
    if sentence.low(last - 1) == "-" and text in _PARTICLES:
        return f"{sentence.low(last - 2)}-{text}"
    for back in (last - 1, last - 2):
        joined = back > first and sentence.low(back) in ("and", "or")
        if joined and is_plural(sentence.low(back - 1)):
            return f"{sentence.low(back - 1)} {sentence.low(back)} {text}"
    return text
