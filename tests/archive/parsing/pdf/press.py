"""Prints newspaper pages with ReportLab, and remembers where each word went."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

TIMES = ("Times-Roman", "Times-Bold", "Times-Italic")
HELVETICA = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
COURIER = ("Courier", "Courier-Bold", "Courier-Oblique")


@dataclass(frozen=True)
class Ink:
    """A word on a page: points from the upper left corner, `base` its base line."""

    text: str
    x: float
    base: float
    width: float
    font: str
    size: float

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass
class Column:
    """A place for text."""

    x: float
    top: float
    width: float
    bottom: float


@dataclass
class Type:
    """How running text is set."""

    fonts: tuple[str, str, str] = TIMES
    size: float = 9.5
    leading: float = 11.5
    justified: bool = True
    indent: float = 9.0
    hyphens: bool = False


@dataclass
class Press:
    """Pages under way; `order` is how words are drawn: columns, rows or shuffled."""

    width: float = 595.0
    height: float = 842.0
    order: str = "columns"
    seed: int = 1
    pages: list[list[Ink]] = field(default_factory=lambda: [[]])
    pictures: list[list[tuple[float, float, float, float]]] = field(
        default_factory=lambda: [[]]
    )
    rules: list[list[tuple[float, float, float]]] = field(default_factory=lambda: [[]])
    boxes: list[list[tuple[float, float, float, float]]] = field(
        default_factory=lambda: [[]]
    )
    turn: int = 0

    def new_page(self) -> None:
        self.pages.append([])
        self.pictures.append([])
        self.rules.append([])
        self.boxes.append([])

    def put(self, text: str, x: float, base: float, font: str, size: float) -> float:
        """Words from x on, on a base line; returns where they end."""
        for word in text.split():
            width = stringWidth(word, font, size)
            self.pages[-1].append(Ink(word, x, base, width, font, size))
            x += width + stringWidth(" ", font, size)
        return x

    def picture(self, left: float, top: float, right: float, bottom: float) -> None:
        self.pictures[-1].append((left, top, right, bottom))

    def rule(self, left: float, right: float, y: float) -> None:
        self.rules[-1].append((left, right, y))

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        self.boxes[-1].append((left, top, right, bottom))

    def block(
        self, text: str, x: float, top: float, width: float, font: str, size: float
    ) -> float:
        """A headline or caption of one or several lines; returns its lower edge."""
        base = top + size
        for line in _wrapped(text.split(), width, font, size):
            self.put(" ".join(line), x, base, font, size)
            base += 1.15 * size
        return base - 1.15 * size + 0.3 * size

    def flow(
        self,
        paragraphs: Sequence[str],
        columns: Sequence[Column],
        type_: Type,
        drop: bool = False,
    ) -> float:
        """Running text through columns; returns the lowest edge that was reached.

        Raises where the columns are too short for the text.
        """
        setter = _Setter(self, columns, type_)
        for at, paragraph in enumerate(paragraphs):
            setter.paragraph(paragraph, drop and at == 0)
        return setter.lowest

    def depth(
        self,
        paragraphs: Sequence[str],
        widths: Sequence[float],
        type_: Type,
        drop: bool = False,
    ) -> float:
        """The height columns of these widths need to hold the text, balanced."""
        low, high = type_.leading, 3_000.0
        while high - low > type_.leading * 0.9:
            middle = (low + high) / 2
            probe = Press(self.width, 40_000.0)
            columns = [Column(0, 0, width, middle) for width in widths]
            try:
                probe.flow(paragraphs, columns, type_, drop)
                high = middle
            except OverflowError:
                low = middle
        return high + 1

    def pdf(self) -> bytes:
        rng = random.Random(self.seed)
        buffer = io.BytesIO()
        size = (self.width, self.height)
        # ReportLab swaps the sides of a page that is shown on its side.
        size = size[::-1] if self.turn in (90, 270) else size
        canvas = Canvas(buffer, pagesize=size, invariant=True)
        for inks, pictures, rules, boxes in zip(
            self.pages, self.pictures, self.rules, self.boxes, strict=True
        ):
            for left, top, right, bottom in boxes:
                canvas.rect(left, self.height - bottom, right - left, bottom - top)
            canvas.setPageRotation(self.turn)
            for left, top, right, bottom in pictures:
                canvas.setFillGray(0.7)
                canvas.drawImage(
                    _grey(), left, self.height - bottom, right - left, bottom - top
                )
                canvas.setFillGray(0)
            for left, right, y in rules:
                canvas.line(left, self.height - y, right, self.height - y)
            for ink in _drawn_in(inks, self.order, rng):
                canvas.setFont(ink.font, ink.size)
                canvas.drawString(ink.x, self.height - ink.base, ink.text)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


def _grey():
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("RGB", (8, 8), (120, 120, 120)))


def _drawn_in(inks: list[Ink], order: str, rng: random.Random) -> list[Ink]:
    if order == "rows":
        return sorted(inks, key=lambda ink: (round(ink.base, 1), ink.x))
    if order == "shuffled":
        return rng.sample(inks, len(inks))
    return inks


def _wrapped(words: list[str], width: float, font: str, size: float) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for word in words:
        tried = [*lines[-1], word]
        if lines[-1] and stringWidth(" ".join(tried), font, size) > width:
            lines.append([word])
        else:
            lines[-1] = tried
    return lines


class _Setter:
    """Sets lines into columns one after another."""

    def __init__(self, press: Press, columns: Sequence[Column], type_: Type) -> None:
        self.press = press
        self.columns = list(columns)
        self.type = type_
        self.at = 0
        self.base = columns[0].top + type_.size
        self.lowest = columns[0].top
        self.narrowed = 0.0
        self.narrow_lines = 0

    def paragraph(self, text: str, drop: bool) -> None:
        words = text.split()
        font = self.type.fonts[0]
        first = True
        if drop:
            words[0] = self._drop(words[0])
            first = False
        while words:
            self._next_line()
            column = self.columns[self.at]
            moved = self.type.indent if first else 0.0
            if self.narrow_lines:
                moved += self.narrowed
                self.narrow_lines -= 1
            words, line, last = self._fill(words, column.width - moved, font)
            self._set(line, column.x + moved, column.width - moved, last)
            first = False

    def _drop(self, word: str) -> str:
        self._next_line()
        column = self.columns[self.at]
        size = (self.type.leading + 0.68 * self.type.size) / 0.68
        base = self.base + self.type.leading
        self.press.put(word[0], column.x, base, self.type.fonts[1], size)
        self.narrowed = stringWidth(word[0], self.type.fonts[1], size) + 2
        self.narrow_lines = 2
        return word[1:]

    def _next_line(self) -> None:
        if self.base > self.columns[self.at].bottom:
            self.at += 1
            if self.at >= len(self.columns):
                raise OverflowError("the columns are full")
            self.base = self.columns[self.at].top + self.type.size

    def _fill(
        self, words: list[str], width: float, font: str
    ) -> tuple[list[str], list[str], bool]:
        """(words left, words of the line, whether it is the paragraph's last)."""
        size = self.type.size
        line: list[str] = []
        for at, word in enumerate(words):
            if stringWidth(" ".join([*line, word]), font, size) > width and line:
                head, tail = _halves(word) if self.type.hyphens else ("", "")
                tried = " ".join([*line, head])
                if head and stringWidth(tried, font, size) <= width:
                    return [tail, *words[at + 1 :]], [*line, head], False
                return words[at:], line, False
            line.append(word)
        return [], line, True

    def _set(self, line: list[str], x: float, width: float, last: bool) -> None:
        font, size = self.type.fonts[0], self.type.size
        blank = stringWidth(" ", font, size)
        if self.type.justified and not last and len(line) > 1:
            ink = sum(stringWidth(word, font, size) for word in line)
            blank = (width - ink) / (len(line) - 1)
        for word in line:
            wide = stringWidth(word, font, size)
            self.press.pages[-1].append(Ink(word, x, self.base, wide, font, size))
            x += wide + blank
        self.lowest = max(self.lowest, self.base + 0.3 * size)
        self.base += self.type.leading


_BREAKABLE = {
    "enterprises": "enter-prises",
    "agreements": "agree-ments",
    "accounting": "account-ing",
    "investment": "invest-ment",
    "Investment": "Invest-ment",
    "committee": "commit-tee",
    "according": "accord-ing",
    "engineers": "engi-neers",
    "companies": "compa-nies",
    "association": "associ-ation",
    "container": "con-tainer",
    "September": "Septem-ber",
    "publishes": "pub-lishes",
    "Residents": "Resi-dents",
    "laboratory": "labora-tory",
    "thousand": "thou-sand",
    "percent": "per-cent",
    "district": "dis-trict",
    "operator": "opera-tor",
    "terminal": "termi-nal",
    "harbour": "har-bour",
    "shipping": "ship-ping",
    "minutes": "min-utes",
    "between": "be-tween",
}


def _halves(word: str) -> tuple[str, str]:
    """A word parted for a line's end, its hyphen on the first half."""
    parted = _BREAKABLE.get(word.rstrip(".,"))
    if parted is None:
        return "", ""
    head, tail = parted.split("-")
    return head + "-", tail + word[len(word.rstrip(".,")) :]
