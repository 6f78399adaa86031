"""Drop capitals: the letter that fills the first lines of a story's first column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.parsing.pdf.glyphs import Word
from archive.parsing.pdf.lines import Line

_LETTER = re.compile(r"[\"“‘'«]{0,2}[^\W\d_]$")
_TIMES_TALLER = 1.6
_MOST_INITIALS = 60


def find_initials(words: Sequence[Word]) -> dict[int, Word]:
    """Drop capitals by the raw offset of the word whose first letter they are."""
    found: dict[int, Word] = {}
    candidates = [word for word in words if _LETTER.match(word.text)]
    candidates = [word for word in candidates if word.text[-1].isupper()]
    sizes = sorted(word.size for word in words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    large = [word for word in candidates if word.size >= _TIMES_TALLER * usual]
    for letter in large[:_MOST_INITIALS]:
        first = _first_word_beside(letter, words)
        if first is not None:
            found[first.start] = letter
    return found


def _first_word_beside(letter: Word, words: Sequence[Word]) -> Word | None:
    """The first word of at least two lines that stand beside the letter."""
    top = letter.base - 0.85 * letter.size
    beside = [
        word
        for word in words
        if word is not letter
        and word.size * _TIMES_TALLER <= letter.size
        and top < word.base - 0.3 * word.size
        and word.base <= letter.base + 0.25 * word.size
        and -0.25 * letter.size
        <= word.left - letter.right
        <= max(0.7 * letter.size, 2 * word.size)
    ]
    if not beside:
        return None
    first = min(beside, key=lambda word: (round(word.base), word.left))
    bases = {round(word.base) for word in beside}
    return first if len(bases) >= 2 else None


def set_initials(lines: Sequence[Line], initials: dict[int, Word]) -> None:
    """Give each line that a drop capital opens its letter."""
    for line in lines:
        letter = initials.get(line.words[0].start)
        if letter is not None:
            line.initial = letter
