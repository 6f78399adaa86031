"""Parsing as a program: a document's bytes in, its articles out, packed as an answer.

`archive.confinement.run_module` runs and limits it.
"""

from __future__ import annotations

import heapq  # noqa: F401 - which Counter.most_common loads when it is first called

from archive import parsing
from archive.confinement.answers import Answers
from archive.parsing.model import PARSED

# Once it is limited, the program can open no file: all it needs is loaded now.
parsing.warm_up()


def main(
    data: bytes, charset: str, max_bytes: str, max_pages: str, output: str, pieces: str
) -> bytes:
    """A packed ParsedDocument, or the code and reason of its refusal."""
    try:
        answer: object = parsing.parse(
            data, charset, max_bytes=int(max_bytes), max_pages=int(max_pages)
        )
    except parsing.UnreadableDocument as error:
        answer = (error.code, error.reason)
    return b"".join(Answers(PARSED, int(output), int(pieces)).pack(answer))
