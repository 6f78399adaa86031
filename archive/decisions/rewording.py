"""A person's words in place of the machine's, each change at its raw place."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.ingest import cutting
from archive.models import Article, BodyRepair
from archive.spans import MappedText

LONGEST_COMPARISON = 4000
"""Words beyond which a changed stretch of a text counts as one replacement."""


@dataclass
class Change:
    """old[i1:i2] of the words became new[j1:j2]."""

    i1: int
    i2: int
    j1: int
    j2: int


def machine_body(article: Article) -> MappedText:
    """The body before any person's repair."""
    if "body" in article.extracted:
        said = article.extracted
        return MappedText.load(said["body"], said["body_map"])
    return article.mapped("body")


def reworded(text: MappedText, words: str) -> MappedText:
    """The text with other words; what is the same in both keeps its map."""
    if not text.runs:
        return MappedText(words, ())
    for start, end, replacement in reversed(replacements(text, words)):
        text = text.replace(start, end, replacement)
    return text


def laid_over(machine: MappedText, repairs: list[BodyRepair], raw: str) -> MappedText:
    """The machine's text with the repairs in it, as every ingest lays them."""
    return cutting.repaired(machine, repairs, raw)[0]


def replacements(machine: MappedText, words: str) -> list[tuple[int, int, str]]:
    """Stretches of the machine's text and what a person put in their place.

    Each begins and ends with something of the raw text, by which it is found again:
    where the change itself does not, it takes in the word before and after.
    """
    old, new = _tokens(machine.text), _tokens(words)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    begins = [bool(machine.raw_ranges(at, at + 1)) for at in starts[:-1]]
    ends = [bool(machine.raw_ranges(at - 1, at)) for at in starts[1:]]
    waiting = deque(_changes(old, new))
    found: list[Change] = []
    while waiting:
        change = waiting.popleft()
        while change.i1 > 0 and not any(begins[change.i1 : change.i1 + 1]):
            change.i1, change.j1 = change.i1 - 1, change.j1 - 1
            if found and change.i1 < found[-1].i2:
                before = found.pop()
                change.i1, change.j1 = before.i1, before.j1
        while change.i2 < len(old) and not any(ends[change.i1 : change.i2][-1:]):
            change.i2, change.j2 = change.i2 + 1, change.j2 + 1
            if waiting and change.i2 > waiting[0].i1:
                after = waiting.popleft()
                change.i2, change.j2 = after.i2, after.j2
        found.append(change)
    return [(starts[c.i1], starts[c.i2], "".join(new[c.j1 : c.j2])) for c in found]


def _tokens(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _changes(old: list[str], new: list[str]) -> list[Change]:
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if not (left or right):
        return []
    if max(len(left), len(right)) > LONGEST_COMPARISON:
        return [Change(head, len(old) - tail, head, len(new) - tail)]
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [
        Change(head + i1, head + i2, head + j1, head + j2)
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    ]
