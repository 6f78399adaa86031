"""What a figure measures, in the words of the text and by the registry's key."""

from __future__ import annotations

from dataclasses import dataclass

from archive.extraction.folding import fold
from archive.extraction.gazetteer import Gazetteer
from archive.extraction.measures import Measure, is_money
from archive.extraction.nouns import read_noun
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_VERBS = word_set(
    "reached reach reaching was were is are be been stood stands hit totaled totalled "
    "amounted grew grow grown grows rose rise risen rises increased increase "
    "increasing fell fallen falls dropped drops declined decreased soared surged "
    "jumped climbed exceeded exceeding surpassed topped accounted accounts account "
    "accounting contributed contributing expected estimated has have had having will "
    "would could may might recorded recording gained edged expanded shrank slumped "
    "generated generating attracted registered introduced put rising growing soaring "
    "dropping ranking ranked rank ranks made makes making came went slipped doubled "
    "tripled achieved maintained signed completed launched ranged passed witnessed saw "
    "seen invested spent invest spend remains"
)
_NOMINAL = {
    "invested": "investment",
    "invest": "investment",
    "spent": "spending",
    "spend": "spending",
}
_GROWTH = word_set(
    "increase growth rise gain jump surge drop decline decrease fall reduction "
    "expansion slump rate"
)
_BREAKS = word_set("that which who said while when whose where because although")
_APPOSING = word_set("including specifically namely especially particularly such")
_EDGES = word_set(
    "the a an its their his of in and that this total also more some while with for to "
    "as by from on new only whose which among them it or both each year-on-year but "
    "another all said however meanwhile respectively"
)
_PREPOSITIONS = word_set("of in from for on")
_STOP_RIGHT = word_set(
    "and while but which that who with by as to up down accounting at an ranking "
    "respectively is was were are has have had will said according since during "
    "compared over than if last this contributing an including from through"
)
_TIMES = word_set(
    "january february march april may june july august september october november "
    "december year years month months quarter quarters half first second third last "
    "this next monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 h1 "
    "h2 annually"
)
_BARE = word_set(
    "district city town area county company firm group region it they now country "
    "average also annually"
)
"""Words that name who is spoken of, but not what is measured."""
_REACH = 24
_RIGHT_REACH = 10


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a figure: its tokens, and the indicator carried to it."""

    sentence: Sentence
    measure: Measure
    end: int
    kind: str
    previous_end: int
    carried: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """An indicator's words, and the words a following figure inherits."""

    words: str
    carried: str


def indicator_words(context: Context) -> Phrase:
    """The noun phrase that says what is measured, without value, period or place."""
    measure, sentence = context.measure, context.sentence
    if measure.is_level:
        noun = read_noun(sentence, measure.last + 1)
        size = _plain(sentence, measure.last + 1, noun.last + 1) if noun else ""
        return Phrase(f"scale of {size}" if size else "", context.carried)
    if measure.unit.startswith("count") and measure.noun_first >= 0:
        counted = _plain(sentence, measure.noun_first, measure.noun_last + 1)
        return Phrase(counted, counted)
    if context.kind == "share":
        return _share(context)
    if measure.unit == "rank" and context.carried:
        return Phrase(context.carried, context.carried)
    for read in (_right_phrase, _of_phrase, _subject_phrase):
        found = read(context)
        if found and not _is_bare(found):
            return Phrase(found, found)
    return Phrase(context.carried, context.carried)


def registry_key(words: str, gazetteer: Gazetteer) -> str:
    """The key of the longest registered form among the words; "" where none is."""
    hits = gazetteer.indicators.find(fold(words))
    if not hits:
        return ""
    longest = max(hits, key=lambda hit: hit.end - hit.start)
    keys = {form.key for form in longest.forms}
    return longest.forms[0].key if len(keys) == 1 else ""


def _share(context: Context) -> Phrase:
    """ "accounting for 9 percent of total income": the whole and the part."""
    sentence, end = context.sentence, context.end
    whole = ""
    if sentence.low(end + 1) in ("of", "to"):
        whole = _phrase_right(sentence, end + 2)
    before = sentence.lows(context.measure.start - 3, context.measure.start)
    inherits = context.carried and any(word.endswith("ing") for word in before)
    # A participle ("accounting for") speaks of what the clause before spoke of.
    part = "" if inherits else _subject_phrase(context)
    part = context.carried if not part or _is_bare(part) else part
    if not whole:
        return Phrase(part, part)
    words = f"share of {whole}: {part}" if part else f"share of {whole}"
    return Phrase(words, part)


def _right_phrase(context: Context) -> str:
    """ "9 billion yuan in fiscal revenue", "an increase of 4 percent in output"."""
    sentence, position = context.sentence, context.end + 1
    unit = context.measure.unit
    if unit == "rank":
        return ""
    if unit == "percent":
        start = context.measure.start
        of_growth = sentence.lows(start - 2, start)
        if of_growth[1:] == ["of"] and of_growth[0] in _GROWTH:
            if sentence.low(position) in ("in", "on"):
                return _phrase_right(sentence, position + 1)
            return ""
        for index in range(position, position + 5):
            word = sentence.low(index)
            if word in ("in", "on") and sentence.low(index - 1) in _GROWTH:
                return _phrase_right(sentence, index + 1)
            if not word.isalpha() and word != "-":
                return ""
        return ""
    if sentence.low(position) == "in" or (
        sentence.low(position) == "of" and not unit.startswith("count")
    ):
        return _phrase_right(sentence, position + 1)
    if unit in ("m2", "km2", "mu", "ha") and sentence.low(position) == "and":
        # "13 million square meters and 400 homes of old buildings"
        for index in range(position + 1, position + 5):
            if sentence.low(index) == "of":
                return _phrase_right(sentence, index + 1)
    return ""


def _of_phrase(context: Context) -> str:
    """ "a year-end revenue of 230 billion yuan from the digital sectors"."""
    sentence, start = context.sentence, context.measure.start
    if sentence.low(start - 1) != "of":
        return ""
    words = _after_article(_phrase_left(sentence, start - 1, context.previous_end))
    if not words:
        return ""
    if fold(words).split()[-1] in _GROWTH:
        # "a growth of 5 percent": what grew is said before it.
        plain = " ".join(word for word in words.split() if fold(word) not in _GROWTH)
        return context.carried or _subject_phrase(context) or _kept(plain)
    after = context.end + 1
    if sentence.low(after) in ("from", "for") and is_money(context.measure.unit):
        tail = _phrase_right(sentence, after + 1)
        words = f"{words} {sentence.low(after)} {tail}" if tail else words
    return words


def _after_article(words: str) -> str:
    """What follows the last article: "expecting a revenue" is about a revenue."""
    for article in (" a ", " an "):
        words = words.rpartition(article)[2]
    parts = words.split()
    while parts and (fold(parts[0]) in _EDGES or fold(parts[0]) == "year-end"):
        parts = parts[1:]
    return " ".join(parts)


def _kept(words: str) -> str:
    return "" if _is_bare(words) else words


def _subject_phrase(context: Context) -> str:
    """The noun phrase before the verb that governs the figure."""
    sentence = context.sentence
    low = max(context.previous_end + 1, context.measure.start - 30, 0)
    verb = -1
    for index in range(context.measure.start - 1, low - 1, -1):
        word = sentence.low(index)
        if word in _NOMINAL and verb < 0:
            return _NOMINAL[word]
        if word in _VERBS and not (verb < 0 and _is_noun(sentence, index)):
            verb = index
            # "has surged", "is expected to reach": the first of the verbs.
            continue
        if verb >= 0 and word not in ("to", "also", "not"):
            break
    return _phrase_left(sentence, verb, context.previous_end) if verb >= 0 else ""


def _is_noun(sentence: Sentence, index: int) -> bool:
    """ "an increase of", "the rise in": a noun here, not the verb."""
    if sentence.low(index) not in ("increase", "rise", "account"):
        return False
    return sentence.low(index - 1) in ("a", "an", "the") or sentence.low(index + 1) in (
        "of",
        "in",
    )


def _phrase_left(sentence: Sentence, end: int, floor: int) -> str:
    """The noun phrase that ends before a token, back to the clause's beginning.

    An apposition stays with its noun: "the output, including services, grew".
    """
    first = end
    if sentence.low(end - 1) == ",":
        for index in range(end - 2, max(floor, end - _REACH, 0), -1):
            if sentence.low(index) in _APPOSING and sentence.low(index - 1) == ",":
                first = index - 1
                break
            if sentence.low(index) in _APPOSING:
                first = index
                break
    while first - 1 > floor and first - 1 >= 0 and end - first < _REACH:
        token = sentence.tokens[first - 1]
        # "income in 2015 reached": the year is passed over, and dropped later.
        year = token.is_number and len(token.text) == 4
        if not (token.is_word or token.low in ("-", "&", "'") or year):
            break
        if token.low in _BREAKS:
            break
        if token.low in _VERBS and not _is_noun(sentence, first - 1):
            break
        first -= 1
    while first > floor + 2 and sentence.low(first - 1) == "-":
        first -= 2
    return _plain(sentence, first, end)


def _phrase_right(sentence: Sentence, first: int) -> str:
    """The noun phrase that begins at a token; none where it is only a place."""
    last = first
    while last < len(sentence.tokens) and last - first < _RIGHT_REACH:
        token = sentence.tokens[last]
        if token.is_number or token.low in _STOP_RIGHT:
            break
        if not (token.is_word or (token.low in ("-", "&", "'") and last > first)):
            break
        last += 1
    if _is_place(sentence, first, last):
        return ""
    return _kept(_plain(sentence, first, last))


def _is_place(sentence: Sentence, first: int, last: int) -> bool:
    run = sentence.tokens[first:last]
    if not run or run[0].text.endswith(("'s", "’s")):
        return False
    return run[0].is_capital and not run[0].text.isupper() and len(run) < 4


def _plain(sentence: Sentence, first: int, last: int) -> str:
    """The words between two tokens without periods, places and edge words."""
    while last > first and _is_edge(sentence, last - 1, at_end=True):
        last -= 1
    for index in range(first + 1, last):
        if sentence.low(index) in ("in", "at", "during", "from") and _ends_phrase(
            sentence, index + 1, last
        ):
            last = index
            break
    while first < last and _is_edge(sentence, first, at_end=False):
        first += 1
    words: list[str] = []
    for token in sentence.tokens[first:last]:
        if words and token.glued:
            words[-1] += token.text
        else:
            words.append(token.text)
    return " ".join(words)


def _ends_phrase(sentence: Sentence, index: int, last: int) -> bool:
    """Whether a place or a time begins here, which is no part of the indicator."""
    if index >= last:
        return False
    token = sentence.tokens[index]
    if token.is_number or token.low in _TIMES:
        return True
    if token.is_capital and not token.text.isupper():
        return True
    return token.low == "the" and (
        sentence.low(index + 1) in _BARE or sentence.low(index + 1) in _TIMES
    )


def _is_edge(sentence: Sentence, index: int, at_end: bool) -> bool:
    token = sentence.tokens[index]
    if token.is_number or not token.is_word:
        return True
    if token.low in _EDGES or token.low in _TIMES:
        return True
    if not at_end and token.low in _BARE and token.text.endswith(("'s", "’s")):
        return True
    return at_end and token.low in _PREPOSITIONS


def _is_bare(words: str) -> bool:
    """Whether the words only name someone or a time: "Sample District", "it"."""
    parts = words.split()
    named = [part for part in parts if part[0].isupper() and not part.isupper()]
    rest = [part for part in parts if part not in named and fold(part) not in _BARE]
    if rest:
        return False
    return len(parts) < 4 and (not named or len(named) == len(parts) or len(parts) < 3)
