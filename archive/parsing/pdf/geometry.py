"""From a page's own coordinates to the page as shown, and on to the reading frame.

A PDF counts upwards from its lower left corner and may ask to be shown turned; the
page *as shown* counts downwards from the upper left. In the *frame* of a direction
the text that runs in it runs from left to right, so that one analysis serves all.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""left, top, right, bottom."""

# Directions in which text may run on the page as shown.
RIGHT, DOWN, LEFT, UP = range(4)
_MOST_SLANT = 0.12


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's box in its own coordinates and how many quarter turns it is shown by."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """The width as shown, in points."""
        turned = self.turns % 2
        return self.top - self.bottom if turned else self.right - self.left

    @property
    def height(self) -> float:
        """The height as shown, in points."""
        turned = self.turns % 2
        return self.right - self.left if turned else self.top - self.bottom

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page's own coordinates is shown."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def shown_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box as shown, its corners in order whatever order they came in."""
        if self.turns == 0 and left <= right and bottom <= top:
            return (
                left - self.left,
                self.top - top,
                right - self.left,
                self.top - bottom,
            )
        x1, y1 = self.shown(left, bottom)
        x2, y2 = self.shown(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def direction(self, a: float, b: float) -> int | None:
        """In which direction text runs whose matrix begins with a, b; None if askew."""
        x, y = ((a, -b), (b, a), (-a, b), (-b, -a))[self.turns]
        if abs(y) <= _MOST_SLANT * abs(x):
            return RIGHT if x > 0 else LEFT
        if abs(x) <= _MOST_SLANT * abs(y):
            return DOWN if y > 0 else UP
        return None


def framed(box: Box, direction: int, width: float, height: float) -> Box:
    """A box as shown on a page of that size, in the frame of a direction."""
    left, top, right, bottom = box
    if direction == RIGHT:
        return box
    if direction == DOWN:
        return top, width - right, bottom, width - left
    if direction == UP:
        return height - bottom, left, height - top, right
    return width - right, height - bottom, width - left, height - top


def unframed(box: Box, direction: int, width: float, height: float) -> Box:
    """A box in the frame of a direction, as shown: the way back from `framed`."""
    left, top, right, bottom = box
    if direction == RIGHT:
        return box
    if direction == DOWN:
        return width - bottom, left, width - top, right
    if direction == UP:
        return top, height - right, bottom, height - left
    return width - right, height - bottom, width - left, height - top


def clipped(box: Box, width: float, height: float) -> Box:
    """The part of a box that lies on a page of that size."""
    left, top, right, bottom = box
    return (
        min(max(left, 0.0), width),
        min(max(top, 0.0), height),
        min(max(right, 0.0), width),
        min(max(bottom, 0.0), height),
    )
