"""What each figure of a text measures, in the words of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from archive.extraction.indicators.amounts import amount_words
from archive.extraction.indicators.clauses import find_verb, object_words
from archive.extraction.indicators.context import Context, Phrase
from archive.extraction.indicators.cues import UNITS
from archive.extraction.indicators.following import right_phrase
from archive.extraction.indicators.headings import (
    BRANCHES,
    branch_named,
    heading,
    heading_within,
    is_item,
)
from archive.extraction.indicators.phrases import left_phrase, left_run
from archive.extraction.indicators.pointing import is_of_some
from archive.extraction.indicators.ranking import field, rank_words, span_words
from archive.extraction.indicators.series import (
    divided,
    group_of,
    is_list,
    is_respective,
    joined,
)
from archive.extraction.indicators.shares import share_words
from archive.extraction.indicators.trimming import is_bare, plain
from archive.extraction.indicators.verbs import is_verb
from archive.extraction.measures import Measure, is_money, per_words
from archive.extraction.nouns import read_noun
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words as word_set

_CLAUSES = 3
_PRESENT = word_set("the current present existing")
"""Before a share as it is now: "up from the current 38 percent"."""
_DENSITIES = word_set(
    "capita person head household resident employee worker hectare mu kilometer "
    "kilometre"
)
"""By these an amount is another indicator; by the square meter rents are told."""
_SPANS = word_set("months years quarters")
_FLOWS = word_set("capacity output production throughput")


class IndicatorReader:
    """Walks through a text's sentences and says what their figures measure."""

    def __init__(self) -> None:
        self._sentence: Sentence | None = None
        self._figures: Sequence[tuple[Measure, int]] = ()
        self._told: list[str] = []
        self._money = ""
        self._earlier = ""
        self._series: dict[int, str] = {}
        self._share = ""
        self._heading = ""
        self._branch = ""

    def enter(self, sentence: Sentence, figures: Sequence[tuple[Measure, int]]) -> None:
        """Go on to the next sentence; each figure is its measure and its last token."""
        if figures:
            told = [words for words in self._told if words]
            self._earlier = told[-1] if told else self._earlier
        if self._sentence is not None:
            self._branch = branch_named(self._sentence) or self._branch
        if not is_item(sentence):
            self._heading = ""
        if not figures:
            self._heading = heading(sentence) or self._heading
        self._share = ""
        self._sentence, self._figures = sentence, figures
        self._told, self._series = [], {}
        self._money = ""

    def words(self, index: int, kind: str) -> str:
        """What the sentence's figure with this index measures, "" if it isn't said."""
        assert self._sentence is not None
        first, last = group_of(self._sentence, self._figures, index)
        if index in self._series:
            phrase = Phrase(self._series[index], self._series[index])
        else:
            context = self._context(index, kind)
            money = is_money(context.measure.unit)
            if self._money and money and is_of_some(context):
                phrase = Phrase(self._money, context.carried)
            else:
                phrase = _read(context)
            if money and phrase.words.lower().endswith(" growth"):
                # "GDP growth was 5 percent, hitting 127 billion yuan"
                level = phrase.words[: -len(" growth")]
                phrase = Phrase(level, level)
            self._money = phrase.words if money else self._money
            if phrase.words.endswith(BRANCHES) and self._branch:
                phrase = self._resolved(phrase)
            if not phrase.words:
                phrase = self._headed(context)
            if first == index < last:
                self._divide(context, phrase, first, last)
                shared = self._series.get(index, "")
                phrase = Phrase(shared, shared) if shared else phrase
        bar = kind == "threshold" and index and self._told[-1]
        counted = index and self._figures[index - 1][0].noun_first >= 0
        kept = (bar and counted) or self._is_scenery(index)
        self._told.append(self._told[-1] if kept else phrase.carried)
        words = self._per(phrase.words, index)
        is_share = kind == "share" or phrase.words.startswith("share of ")
        self._share = phrase.words if is_share else ""
        return words

    def _is_scenery(self, index: int) -> bool:
        """ "500 guests visited the 35 shops, up 6 percent": the guests are up."""
        measure = self._figures[index][0]
        if not index or measure.noun_first < 0:
            return False
        before = measure.start - 1
        return self._sentence.low(before) == "the" and is_verb(
            self._sentence, before - 1
        )

    def _per(self, words: str, index: int) -> str:
        """ "output" of "5 million yuan per hectare": output per hectare."""
        unit = per_words(self._sentence, self._figures[index][1] + 1)
        dense = unit.startswith("per ") and unit.split()[-1] in _DENSITIES
        return f"{words} {unit}" if words and dense else words

    def _resolved(self, phrase: Phrase) -> Phrase:
        """ "share of output: sector" is that of the sector last named."""
        head, space, said = phrase.words.rpartition(" ")
        if said not in BRANCHES or (space and not head.endswith((":", "of", "in"))):
            return phrase
        words = f"{head}{space}{self._branch}"
        carried = self._branch if phrase.carried == said else phrase.carried
        return Phrase(words, carried)

    def _headed(self, context: Context) -> Phrase:
        """What a list's heading says of a figure beside which nothing is said."""
        words = self._heading or heading_within(context.sentence, context.start)
        if not words and context.measure.gapped:
            words = context.earlier  # "Putuo says 5.5", of what was told last
        return Phrase(words, words) if words else Phrase("", context.carried)

    def _context(self, index: int, kind: str) -> Context:
        measure, end = self._figures[index]
        floor = self._figures[index - 1][1] if index else -1
        carried = self._told[-1] if self._told else ""
        if measure.unit == "rank" and index:
            first, _ = group_of(self._sentence, self._figures, index - 1)
            carried = joined(self._told[first:]) or carried
        return Context(
            self._sentence,
            measure,
            measure.start,
            end,
            kind,
            floor,
            carried,
            self._earlier,
            self._share,
            self._figures[index - 1][0] if index else None,
        )

    def _of_each(self, context: Context, words: str, count: int) -> list[str]:
        """ "Ships and trains saw sales rise 3 percent and 4 percent": whose sales."""
        before = context.start
        for _ in range(_CLAUSES):
            verb = find_verb(context.sentence, before, context.floor)
            if verb is None:
                break
            before = verb.first
            owners = divided(
                left_phrase(context.sentence, before, context.floor), count
            )
            if owners:
                if context.measure.unit == "rank" and all(map(is_bare, owners)):
                    return [words] * count
                return [f"{words} of {owner}" for owner in owners]
        return []

    def _divide(self, context: Context, phrase: Phrase, first: int, last: int) -> None:
        """Give each figure of a run its own of several things, where they match."""
        count = last - first + 1
        words, ranked_in = phrase.words, ""
        if context.measure.unit == "rank":
            words = phrase.carried
            ranked_in = field(self._sentence, self._figures[last][1] + 1)
        respective = is_respective(self._sentence, self._figures, first, last)
        parts = divided(words, count)
        going_on = context.goes_on or context.aside >= 0
        each = respective or self._series.keys() >= set(range(first - count, first))
        if going_on and each and len(self._told) >= count:
            parts = self._told[-count:]
        elif respective and not parts:
            parts = self._of_each(context, words, count)
        elif not respective and (
            len(divided(words, count + 1)) > count
            or not is_list(self._sentence, self._figures, last)
        ):
            parts = []
        parts = [f"{part} {ranked_in}".strip() for part in parts]
        self._series.update(zip(range(first, last + 1), parts, strict=False))


def _is_of_share(context: Context) -> bool:
    """ "up 2 points", "up from (the present) 20 percent": how the share changes."""
    if not context.goes_on and context.aside < 0:
        return False
    if context.measure.unit == "percentage_points":
        return True
    at = context.start - 1
    while context.sentence.low(at) in _PRESENT:
        at -= 1
    before = context.sentence.low(at)
    same = context.measure.unit in ("percent", "fraction")
    return same and before in ("from", "against")


def _is_share_ahead(context: Context) -> bool:
    """ "Research is to make up 5 percent of GDP": a target that is a share."""
    of = context.sentence.low(context.end + 1) == "of"
    rate = context.measure.unit in ("percent", "fraction")
    return of and context.kind == "target" and rate


def _predicate(context: Context) -> str:
    """ "Twelve of them are banks": what some of those counted before are."""
    sentence, index = context.sentence, context.end + 1
    if sentence.low(index) not in ("are", "were"):
        return ""
    if sentence.low(index + 1) == "in" and not _is_of_money(context):
        return right_phrase(sentence, index + 2)
    noun = read_noun(sentence, index + 1)
    return plain(sentence, index + 1, noun.last + 1) if noun else ""


def _read(context: Context) -> Phrase:
    measure, sentence = context.measure, context.sentence
    if measure.is_level:
        size = right_phrase(sentence, measure.last + 1)
        return Phrase(f"scale of {size}" if size else "", context.carried)
    if measure.unit.startswith("count:") and measure.noun_first >= 0:
        counted = plain(sentence, measure.noun_first, measure.noun_last + 1)
        counted = _capacity(context, counted) or counted
        if measure.noun in UNITS:
            counted = amount_words(context) or counted
        return Phrase(counted, counted)
    if measure.unit in _SPANS:
        return span_words(context)
    if context.share and _is_of_share(context):
        return Phrase(context.share, context.carried)
    if context.kind == "share" or _is_share_ahead(context):
        return share_words(context)
    if measure.unit == "rank":
        return rank_words(context)
    counted = measure.unit.startswith("count:")
    words = counted and _predicate(context) or amount_words(context)
    noun = measure.unit.partition(":")[2]
    if noun and words == context.carried and _is_of_money(context):
        words = noun  # "12 deals worth 3 billion yuan and 9 others": deals
    return Phrase(words or noun, words or noun)


def _capacity(context: Context, counted: str) -> str:
    """ "an annual capacity of 300 boats": how many there can be, not are.

    Also "raised its output to 300 boats".
    """
    sentence, start = context.sentence, context.start
    if sentence.low(start - 1) == "to":
        verb = find_verb(sentence, start, context.floor)
        moved = object_words(sentence, verb, start) if verb else ""
        return f"{moved} of {counted}" if _FLOWS & set(moved.split()) else ""
    if sentence.lows(start - 2, start) != ["capacity", "of"]:
        return ""
    first = left_run(sentence, start - 1, context.floor)
    words = plain(sentence, first, start - 1).rpartition(" with ")[2]
    return f"{words} of {counted}"


def _is_of_money(context: Context) -> bool:
    """Whether the figure before is an amount of money."""
    return context.previous is not None and is_money(context.previous.unit)
