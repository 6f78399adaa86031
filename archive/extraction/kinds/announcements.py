"""Headings and lead-ins that make plans of all that stands below them."""

from __future__ import annotations

from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_PLANNING = words("goal goals target targets objectives plans outlook tasks priorities")
_REPORTING = words(
    "achieved achievements met completed fulfilled results review reached realized "
    "delivers delivered exceeded beats beat"
)
_LONGEST = 14
"""Tokens of a heading."""
_ENDS = frozenset(".!?;,。！？")


class Announcement:
    """Whether the text has come below words such as "Goals for 2025"."""

    def __init__(self) -> None:
        self.is_of_plans = False
        self._led_in = False
        self._paragraph = -1

    def enter(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        begins = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        last = sentence.folded[-1]
        planning = bool(_PLANNING & set(sentence.folded))
        if last == ":":
            self.is_of_plans = self._led_in = planning and not self._reports(sentence)
        elif begins and last not in _ENDS and _is_heading(sentence):
            self.is_of_plans = planning and not self._reports(sentence)
            self._led_in = False
        elif begins and self._led_in and not _is_item(sentence):
            self.is_of_plans = self._led_in = False

    def _reports(self, sentence: Sentence) -> bool:
        return bool(_REPORTING & set(sentence.folded))


def is_in_list_of_plans(sentence: Sentence, position: int) -> bool:
    """ "It set goals for the year: exports to rise 5 percent": behind the colon."""
    if ":" not in sentence.folded[:position]:
        return False
    lead = set(sentence.folded[: sentence.folded.index(":")])
    return bool(_PLANNING & lead) and not _REPORTING & lead


def _is_heading(sentence: Sentence) -> bool:
    """A short line of words; its only number is a year."""
    tokens = sentence.tokens
    digits = [token.text for token in tokens if token.is_number]
    return (
        len(tokens) <= _LONGEST
        and tokens[0].is_capital
        and all(len(text) == 4 and text.isdigit() for text in digits)
    )


def _is_item(sentence: Sentence) -> bool:
    """Whether the sentence begins with a bullet, a letter or a number."""
    first = sentence.tokens[0]
    return not first.is_word or len(first.text) == 1
