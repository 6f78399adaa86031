"""A page's characters as pdfium gives them: its part of the text layer, its words.

The layer is kept for ever, so it is simple: pdfium's own order, its blanks and line
ends as " " and line feed, its mark for a hyphen at a line's end as "-", control
characters dropped. What the characters mean is read from where they stand.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from archive.parsing.pdf.geometry import Box, Sheet, clipped, framed, unframed

MOST_CHARACTERS = 100_000
"""On one page; what comes after them is left out and told."""

_LINE_FEED, _TAB = 10, 9
_HYPHENS = {0x02, 0xFFFE}
_LINE_ENDS = {_LINE_FEED, 0x2028, 0x2029}
_KNOWN = {
    **{code: chr(code) for code in range(0x20, 0x7F)},
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    _TAB: " ",
}
_BOLD = re.compile(r"bold|black|heavy|semibold|demi\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_BOLD = 1 << 6, 1 << 18
_ASCENT, _DESCENT = 0.75, 0.22
_FINE = 1_000


@dataclass(slots=True)
class Word:
    """A printed word: raw offsets, its box as shown, and where it stands in its frame.

    `left`, `top`, `right`, `bottom` and `base` are points in the frame of its
    direction; top and bottom are reckoned from the base line and the type's size, for
    fonts lie about their height.
    """

    start: int
    end: int
    text: str
    box: Box
    direction: int
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class PageText:
    """A page's part of the layer; `unknown` counts characters without a letter."""

    text: str
    words: list[Word]
    sheet: Sheet
    unknown: int = 0
    cut: bool = False
    askew: int = 0

    @classmethod
    def empty(cls) -> PageText:
        """A page that could not be read."""
        return cls("", [], Sheet(0.0, 0.0, 595.0, 842.0, 0))


@dataclass(slots=True)
class _Open:
    """A word that is being read: places in the layer and among the characters.

    The box is in the page's own coordinates; `matrix` is how its first character is
    drawn, `size` that of its type.
    """

    start: int
    first: int
    left: float
    bottom: float
    right: float
    top: float
    matrix: tuple[float, float, float, float]
    size: float
    turned: bool

    def take(self, left: float, bottom: float, right: float, top: float) -> None:
        """Grow by a character's box."""
        self.left = min(self.left, left)
        self.right = max(self.right, right)
        self.bottom = min(self.bottom, bottom)
        self.top = max(self.top, top)


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """The page's box and turns; a page without a sane size is taken as A4."""
    width, height = page.get_width(), page.get_height()
    turns = pdfium.FPDFPage_GetRotation(page) % 4
    if not (1 < width < 20_000 and 1 < height < 20_000):
        return Sheet(0.0, 0.0, 595.0, 842.0, 0)
    # Where the page's own origin is shown tells the rest: boxes may be inherited,
    # cropped and turned, and pdfium has sorted that out.
    x, y = ctypes.c_int(), ctypes.c_int()
    wide, high = int(width * _FINE), int(height * _FINE)
    pdfium.FPDF_PageToDevice(page, 0, 0, wide, high, 0, 0.0, 0.0, x, y)
    across, down = x.value / _FINE, y.value / _FINE
    if turns == 0:
        return Sheet(-across, down - height, width - across, down, turns)
    if turns == 1:
        return Sheet(-down, -across, height - down, width - across, turns)
    if turns == 2:
        return Sheet(across - width, -down, across, height - down, turns)
    return Sheet(down - height, across - width, down, across, turns)


def read_page(page: pypdfium2.PdfPage, start: int) -> PageText:
    """The page's characters; `start` is its first raw offset."""
    sheet = sheet_of(page)
    textpage = page.get_textpage()
    try:
        return _Reader(textpage.raw, sheet, start).read()
    finally:
        textpage.close()


class _Reader:
    def __init__(self, textpage: object, sheet: Sheet, start: int) -> None:
        self.textpage = textpage
        self.sheet = sheet
        self.start = start
        self.chars: list[str] = []
        self.page = PageText("", [], sheet)
        self.fonts: dict[int | None, tuple[bool, bool]] = {}
        self.matrix = pdfium.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.width, self.height = sheet.width, sheet.height

    def read(self) -> PageText:
        count = max(0, pdfium.FPDFText_CountChars(self.textpage))
        self.page.cut = count > MOST_CHARACTERS
        self._read_characters(min(count, MOST_CHARACTERS))
        self.page.text = "".join(self.chars)
        return self.page

    def _read_characters(self, count: int) -> None:
        textpage, chars = self.textpage, self.chars
        code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        rect = pdfium.FS_RECTF()
        by_rect = ctypes.byref(rect)
        word: _Open | None = None
        for at in range(count):
            code = code_of(textpage, at)
            char = _KNOWN.get(code) or self._character(code)
            if not char:
                continue
            if char == " " or char == "\n":
                if word:
                    self._close(word)
                    word = None
                chars.append(char)
                continue
            box_of(textpage, at, by_rect)
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            if word is None:
                word = self._opened(at, (left, bottom, right, top))
            elif word.turned:
                word = self._take_turned(word, at)
            elif (
                bottom == word.bottom
                and left >= word.left
                and -1 < left - word.right < 1
            ):
                # The next letter of a line: nine in ten.
                word.right = right
                if top > word.top:
                    word.top = top
            elif _jumps(word, left, bottom, right, top):
                self._close(word)
                word = self._opened(at, (left, bottom, right, top))
            else:
                word.take(left, bottom, right, top)
            chars.append(char)
            if code in _HYPHENS:
                # pdfium puts its mark in place of the hyphen and the line's end.
                self._close(word)
                word = None
                chars.append("\n")
        if word:
            self._close(word)

    def _opened(self, at: int, box: Box) -> _Open:
        """A word that begins with a character; `box` is its upright one."""
        matrix = self.matrix
        pdfium.FPDFText_GetMatrix(self.textpage, at, matrix)
        parts = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(self.textpage, at)
        size *= (matrix.c**2 + matrix.d**2) ** 0.5
        turned = matrix.a <= 0 or abs(matrix.b) > 0.01 * matrix.a
        if turned:
            # pdfium's loose boxes are good for upright text only.
            box = self._ink_box(at) or box
        return _Open(len(self.chars), at, *box, parts, size, turned)

    def _ink_box(self, at: int) -> Box | None:
        """The box of a character's ink, in the page's own coordinates."""
        left, right = ctypes.c_double(), ctypes.c_double()
        bottom, top = ctypes.c_double(), ctypes.c_double()
        if pdfium.FPDFText_GetCharBox(self.textpage, at, left, right, bottom, top):
            return left.value, bottom.value, right.value, top.value
        return None

    def _take_turned(self, word: _Open, at: int) -> _Open:
        """The turned word with one more character, or the word that this begins."""
        box = self._ink_box(at)
        if box is None:
            return word
        far = max(
            box[0] - word.right,
            word.left - box[2],
            box[1] - word.top,
            word.bottom - box[3],
        )
        if far > 0.4 * word.size:
            self._close(word)
            return self._opened(at, box)
        word.take(*box)
        return word

    def _character(self, code: int) -> str:
        """What stands in the layer for a code; empty for what prints nothing."""
        char = _printable(code)
        if not char:
            self.page.unknown += code in (0, 0xFFFD)
        return " " if char.isspace() else char

    def _close(self, word: _Open) -> None:
        """Put the word on the page, if it stands straight and within its edges."""
        sheet, size = self.sheet, word.size
        direction = sheet.direction(word.matrix[0], word.matrix[1])
        if direction is None or not 1.0 <= size <= 2_000:
            self.page.askew += 1
            return
        x, y = self.x, self.y
        pdfium.FPDFText_GetCharOrigin(self.textpage, word.first, x, y)
        spot = sheet.shown(x.value, y.value)
        width, height = self.width, self.height
        base = framed((*spot, *spot), direction, width, height)[1]
        top, bottom = base - _ASCENT * size, base + _DESCENT * size
        box = sheet.shown_box(word.left, word.bottom, word.right, word.top)
        left, _, right, _ = framed(box, direction, width, height)
        if word.turned:
            box = unframed((left, top, right, bottom), direction, width, height)
        if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height:
            box = clipped(box, width, height)
        if box[2] - box[0] < 0.1 or box[3] - box[1] < 0.1:
            self.page.askew += 1
            return
        text = "".join(self.chars[word.start :])
        start = self.start + word.start
        bold, italic = self._style(word.first)
        self.page.words.append(
            Word(
                start=start,
                end=start + len(text),
                text=text,
                box=box,
                direction=direction,
                left=left,
                top=top,
                right=right,
                bottom=bottom,
                base=base,
                size=size,
                bold=bold,
                italic=italic,
            )
        )

    def _style(self, at: int) -> tuple[bool, bool]:
        """Whether a character is bold and whether it is italic."""
        handle = pdfium.FPDFText_GetTextObject(self.textpage, at)
        handle = pdfium.FPDFTextObj_GetFont(handle)
        key = ctypes.c_void_p.from_buffer(handle).value
        if key in self.fonts:
            return self.fonts[key]
        flags = ctypes.c_int(0)
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self.textpage, at, name, 128, flags)
        text = name.value.decode("utf-8", "replace")
        weight = pdfium.FPDFText_GetFontWeight(self.textpage, at)
        bold = bool(_BOLD.search(text)) or weight >= 600
        bold = bold or bool(flags.value & _FLAG_BOLD)
        italic = bool(_ITALIC.search(text)) or bool(flags.value & _FLAG_ITALIC)
        self.fonts[key] = bold, italic
        return bold, italic


def _printable(code: int) -> str:
    """The character, a blank for any white space, empty for what prints nothing."""
    if code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return ""
    if code in (0xFEFF, 0xFFFD, 0xFFFF, 0x200B) or code > 0x10FFFF:
        return ""
    return chr(code)


def _jumps(word: _Open, left: float, bottom: float, right: float, top: float) -> bool:
    """Whether a character stands too far from the word before it to be of it."""
    tall = max(top - bottom, word.top - word.bottom)
    wide = max(right - left, 0.1)
    reach = 0.5 * max(tall, wide)
    if tall > 1.5 * min(top - bottom, word.top - word.bottom):
        return True
    return (
        left > word.right + reach
        or right < word.left - reach
        or bottom > word.top + reach
        or top < word.bottom - reach
        or (left < word.right - 1.5 * max(tall, wide) and _aside(word, bottom, top))
    )


def _aside(word: _Open, bottom: float, top: float) -> bool:
    """Whether the character stands on a line of its own beside the word's."""
    shared = min(word.top, top) - max(word.bottom, bottom)
    return shared < 0.3 * min(word.top - word.bottom, top - bottom)
