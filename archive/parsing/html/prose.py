"""Which blocks are running text."""

from __future__ import annotations

import re

from archive.parsing.html.tree import Block
from archive.parsing.lines import ends_sentence

_HAN_SENTENCE = re.compile(r"[。！？；]")
_LINE_WORDS = 25
_LINE = 80
"""Characters: each Chinese one is a word, and a line of them is no longer."""


def is_line(block: Block) -> bool:
    """Whether a block is short enough to be a byline or to tell a date."""
    return block.words <= _LINE_WORDS or len(block.text) <= _LINE


def is_prose(block: Block) -> bool:
    """Whether a block is a sentence or more and not a line of the page."""
    if block.link_share > 0.6:
        return False
    if block.words >= 18:
        return True
    if _HAN_SENTENCE.search(block.text) and block.words >= 8:
        return True
    return block.words >= 5 and ends_sentence(block.text)
