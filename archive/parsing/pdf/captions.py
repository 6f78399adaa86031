"""Captions and credits of pictures set apart from the stories around them."""

from __future__ import annotations

from collections.abc import Sequence

from archive.parsing.captions import caption_score, is_certain_credit
from archive.parsing.pdf.chunks import BODY, HEAD, SLANT, SMALL, Chunk
from archive.parsing.pdf.geometry import Box
from archive.parsing.pdf.marks import Marks

_LONGEST = 90
_BELOW, _ABOVE, _BESIDE = 30.0, 14.0, 22.0


def captions_of(chunks: Sequence[Chunk], marks: Marks) -> list[Chunk]:
    """The chunks that describe a picture, in the order given."""
    return [chunk for chunk in chunks if _is_caption(chunk, marks.pictures)]


def _is_caption(chunk: Chunk, pictures: Sequence[Box]) -> bool:
    if chunk.kind == HEAD or chunk.count > _LONGEST:
        return False
    if any(line.row for line in chunk.lines):
        return False
    if is_certain_credit(chunk.text):
        return True
    touching = any(_touches(chunk, picture) for picture in pictures)
    if chunk.kind in (SMALL, SLANT):
        if touching:
            return True
        return (
            chunk.kind == SMALL
            and chunk.count <= 60
            and (
                caption_score(chunk.text) >= 2
                or is_certain_credit(chunk.lines[-1].text)
            )
        )
    return (
        chunk.kind == BODY
        and touching
        and len(chunk.lines) <= 6
        and chunk.count >= 4
        and not chunk.text[0].islower()
        and caption_score(chunk.text) >= 2
    )


def _touches(chunk: Chunk, picture: Box) -> bool:
    """Whether the chunk stands right below, above or beside the picture."""
    left, top, right, bottom = picture
    across = min(right, chunk.right) - max(left, chunk.left)
    if across > 0.6 * min(chunk.right - chunk.left, right - left):
        below = chunk.top - bottom
        above = top - chunk.bottom
        return -6 <= below <= _BELOW or -6 <= above <= _ABOVE
    down = min(bottom, chunk.bottom) - max(top, chunk.top)
    if down > 0.7 * (chunk.bottom - chunk.top):
        return (
            -4 <= chunk.left - right <= _BESIDE or -4 <= left - chunk.right <= _BESIDE
        )
    return False
