"""What a page draws besides words: pictures, rules and boxes."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from archive.parsing.pdf.geometry import Box, Sheet, framed

MOST_OBJECTS = 30_000
"""Looked at on one page; what comes after them is not seen as picture or rule."""
_MOST_MARKS = 400
_DEEPEST = 3
_SMALLEST_PICTURE = 24.0
_THICKEST_RULE = 4.0
_SHORTEST_RULE = 24.0


@dataclass(slots=True)
class Marks:
    """Boxes of a page, as shown, each kind downwards."""

    pictures: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    """Thin lines across, left to right."""
    uprights: list[Box] = field(default_factory=list)
    """Thin lines up and down."""
    boxes: list[Box] = field(default_factory=list)

    def framed(self, direction: int, width: float, height: float) -> Marks:
        """The marks in the frame of a direction of text."""
        turned = Marks()
        for box in [*self.pictures]:
            turned.pictures.append(framed(box, direction, width, height))
        for box in self.boxes:
            turned.boxes.append(framed(box, direction, width, height))
        for box in [*self.rules, *self.uprights]:
            _add_line(turned, framed(box, direction, width, height))
        return turned


def marks_of(page: pypdfium2.PdfPage, sheet: Sheet) -> Marks:
    """The pictures, rules and boxes of a page."""
    marks = Marks()
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    bounds = tuple(ctypes.c_float() for _ in range(4))
    for at in range(count):
        handle = pdfium.FPDFPage_GetObject(page, at)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        left, bottom, right, top = bounds
        if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            continue
        box = sheet.shown_box(left.value, bottom.value, right.value, top.value)
        box = _on_page(box, sheet)
        if box is None:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(marks, box, sheet)
        elif kind != pdfium.FPDF_PAGEOBJ_FORM or _shows_picture(handle):
            _add_picture(marks, box, sheet)
        if len(marks.pictures) + len(marks.rules) + len(marks.boxes) > _MOST_MARKS:
            break
    return marks


def _on_page(box: Box, sheet: Sheet) -> Box | None:
    left, top = max(box[0], 0.0), max(box[1], 0.0)
    right, bottom = min(box[2], sheet.width), min(box[3], sheet.height)
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def _shows_picture(form: object) -> bool:
    """Whether a form holds a picture and no words: then it stands for one."""
    pending = [(form, 0)]
    seen = 0
    picture = False
    while pending and seen < 200:
        handle, depth = pending.pop()
        for at in range(min(max(pdfium.FPDFFormObj_CountObjects(handle), 0), 200)):
            seen += 1
            child = pdfium.FPDFFormObj_GetObject(handle, at)
            kind = pdfium.FPDFPageObj_GetType(child)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                return False
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                picture = True
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                pending.append((child, depth + 1))
    return picture


def _add_picture(marks: Marks, box: Box, sheet: Sheet) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < _SMALLEST_PICTURE:
        return
    if width * height > 0.85 * sheet.width * sheet.height:
        return
    marks.pictures.append(box)


def _add_path(marks: Marks, box: Box, sheet: Sheet) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= _THICKEST_RULE:
        if max(width, height) >= _SHORTEST_RULE:
            _add_line(marks, box)
    elif min(width, height) >= _SHORTEST_RULE and width * height < (
        0.7 * sheet.width * sheet.height
    ):
        marks.boxes.append(box)


def _add_line(marks: Marks, box: Box) -> None:
    across = box[2] - box[0] >= box[3] - box[1]
    (marks.rules if across else marks.uprights).append(box)
