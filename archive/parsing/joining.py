"""Lines broken by a printer or a program, joined to running text again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from archive.parsing.lines import Line
from archive.parsing.vocabulary import word_set
from archive.spans import MappedText, Run

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LAST_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*(?=-$)")
_FIRST_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BLANKS = re.compile(r"\s{2,}")

# Second halves that keep their hyphen: they make adjectives and nouns in news English.
_HYPHENATED_ENDS = word_set(
    """
    based level levels style like term tech quality scale related oriented driven led
    funded owned invested backed listed made type class speed free friendly intensive
    grade rise growth profile sized size year years old month months week range plus
    yuan dollar percent point points kilometer meter square story storey member party
    effective efficient sharing conditioning known established minded ranking leading
    value added carbon industrial century generation largest biggest chief general
    intelligent called named elected looking reaching lasting standing
    """
)
# First halves that keep it before a word that stands in the document by itself.
_HYPHENATED_STARTS = word_set(
    """
    self non high low long short well cross world state city district first second
    third mid all full half part co multi large small medium new old one two three
    four five six seven eight nine ten twenty thirty forty fifty sixty seventy
    eighty ninety year fast deep open early late top zero eco anti pro post pre vice
    ex air
    """
)
# "year-on-" and "state-of-the-": a compound under way goes on with hyphens.
_COMPOUND_JOINTS = ("-on", "-of", "-the", "-to", "-in", "-by", "-and", "-per", "-a")


class Vocabulary:
    """The words that stand unbroken in a document, as evidence for joins."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        broken = False
        for line in lines:
            tokens = [found[0].lower() for found in _TOKEN.finditer(line)]
            # The halves on both sides of a broken line's end are no words.
            if broken and tokens:
                tokens.pop(0)
            broken = line.endswith("-") or (broken and not line)
            if broken and tokens:
                tokens.pop()
            self._words.update(tokens)

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._words

    def count(self, word: str) -> int:
        return self._words[word.lower()]


def keeps_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether the hyphen between two halves of a word belongs to the word.

    `left` is the half before the line's end, without the hyphen. Evidence comes in
    this order: the document prints the joined or the hyphenated word elsewhere; digits
    and capitals; known halves. Without evidence the hyphen is the printer's.
    """
    joined, hyphenated = left + right, f"{left}-{right}"
    if hyphenated in vocabulary:
        return vocabulary.count(hyphenated) >= vocabulary.count(joined)
    if joined in vocabulary:
        return False
    if left[-1].isdigit() or right[0].isdigit():
        return True
    if right[0].isupper() and not (left.isupper() and right.isupper()):
        return True
    small_right = right.lower().split("-")[0]
    if left.lower().endswith(_COMPOUND_JOINTS):
        return True
    last = left.lower().rsplit("-", 1)[-1]
    if small_right in _HYPHENATED_ENDS:
        # "pub-lic" never ends so, but "with-in" and "be-long" do: a short first half
        # that is no word of the document is a syllable.
        return last in vocabulary or len(last) > 4 or last in _HYPHENATED_STARTS
    return last in _HYPHENATED_STARTS and small_right in vocabulary


def joint(left: str, right: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """How two lines meet: characters to drop from the left one, and what to put in."""
    if not left.endswith(("-", "\u00ad", "‐")):
        return 0, " "
    if left.endswith("\u00ad"):
        return 1, ""
    first = _FIRST_WORD.match(right)
    last = _LAST_WORD.search(left[:-1][-60:] + "-")
    if not first or not last:
        return 0, " "
    return (0 if keeps_hyphen(last[0], first[0], vocabulary) else 1), ""


def join_lines(raw: str, lines: Sequence[Line], vocabulary: Vocabulary) -> MappedText:
    """The lines as one passage: hyphens undone, runs of blanks shrunk to one."""
    ranges: list[tuple[int, int, str]] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        drop, between = (
            joint(line.text, following.text, vocabulary) if following else (0, "")
        )
        ranges.append((line.start, line.end - drop, between))
    return assemble(raw, ranges)


def assemble(raw: str, ranges: Iterable[tuple[int, int, str]]) -> MappedText:
    """The raw ranges one after another, each followed by its own separator."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for start, end, between in ranges:
        for low, high in _without_wide_gaps(raw, start, end):
            texts.append(raw[low:high])
            last = runs[-1] if runs else None
            if last and last.end == length and last.raw_end == low:
                runs[-1] = Run(last.start, last.raw_start, last.length + high - low)
            elif high > low:
                runs.append(Run(length, low, high - low))
            length += high - low
        texts.append(between)
        length += len(between)
    return MappedText("".join(texts), tuple(runs))


def _without_wide_gaps(raw: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The range in pieces, all but the first blank of each run of blanks left out."""
    at = start
    for found in _BLANKS.finditer(raw, start, end):
        yield at, found.start() + 1
        at = found.end()
    yield at, end
