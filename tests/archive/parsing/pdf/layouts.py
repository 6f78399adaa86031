"""Random newspaper pages whose reading is known."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.archive.parsing.pdf.newsroom import TOPICS, Copy
from tests.archive.parsing.pdf.press import (
    COURIER,
    HELVETICA,
    TIMES,
    Column,
    Press,
    Type,
)


@dataclass
class Layout:
    """A printed page and what must be read from it."""

    press: Press
    stories: list[Copy] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    about: str = ""


def random_layout(seed: int) -> Layout:
    """A page of one to four columns and one to three stories."""
    rng = random.Random(seed)
    count = rng.randint(1, 4)
    gutter = rng.uniform(8, 30)
    size = rng.choice([8, 8.5, 9, 9.5, 10, 11])
    width = rng.uniform(430, 600) if count < 3 else rng.uniform(560, 820)
    fonts = rng.choice([TIMES, TIMES, HELVETICA, HELVETICA, COURIER])
    if fonts is COURIER and count > 3:
        fonts = TIMES
    type_ = Type(
        fonts=fonts,
        size=size,
        leading=size * rng.uniform(1.1, 1.35),
        justified=rng.random() < 0.6,
        indent=rng.choice([0.0, 8.0, 12.0]),
        hyphens=rng.random() < 0.5,
    )
    order = rng.choice(["columns", "rows", "shuffled", "columns", "rows"])
    layout = Layout(Press(width, 1200.0, order, seed))
    layout.about = (
        f"seed {seed}: {count} columns, gutter {gutter:.1f}, {fonts[0]} {size}, "
        f"{'justified' if type_.justified else 'ragged'}, {order}"
    )
    margin = rng.uniform(30, 50)
    widths = _widths(rng, count, width - 2 * margin - (count - 1) * gutter)
    lefts = [margin + sum(widths[:at]) + at * gutter for at in range(count)]
    places = list(zip(lefts, widths, strict=True))
    topics = rng.sample(TOPICS, rng.randint(1, 3))
    copies = [Copy(rng, topic, rng.randint(90, 260)) for topic in topics]
    if len(copies) > 1 and count > 1 and rng.random() < 0.45:
        cut = rng.randint(1, count - 1)
        _stack(layout, rng, places[:cut], copies[:1], type_, 60.0)
        _stack(layout, rng, places[cut:], copies[1:], type_, 60.0)
    else:
        _stack(layout, rng, places, copies, type_, 60.0)
    return layout


def _widths(rng: random.Random, count: int, whole: float) -> list[float]:
    if count == 1 or rng.random() < 0.6:
        return [whole / count] * count
    shares = [rng.uniform(0.8, 1.4) for _ in range(count)]
    return [whole * share / sum(shares) for share in shares]


def _stack(
    layout: Layout,
    rng: random.Random,
    places: list[tuple[float, float]],
    copies: list[Copy],
    type_: Type,
    top: float,
) -> None:
    """Stories one below the other over the same columns."""
    press = layout.press
    left, right = places[0][0], places[-1][0] + places[-1][1]
    for copy in copies:
        size = rng.uniform(1.7, 3.0) * type_.size
        top = press.block(
            copy.headline, left, top, right - left, type_.fonts[1], size
        ) + rng.uniform(4, 12)
        if rng.random() < 0.25 and len(places) > 1:
            top = _picture(layout, rng, places, type_, top)
        drop = rng.random() < 0.3
        widths = [wide for _, wide in places]
        depth = press.depth(copy.paragraphs, widths, type_, drop)
        depth += rng.choice([0, 0, type_.leading, 3 * type_.leading])
        columns = [Column(x, top, wide, top + depth) for x, wide in places]
        lowest = press.flow(copy.paragraphs, columns, type_, drop)
        layout.stories.append(copy)
        top = lowest + rng.uniform(14, 30)
    press.height = max(press.height, top + 40)


def _picture(
    layout: Layout,
    rng: random.Random,
    places: list[tuple[float, float]],
    type_: Type,
    top: float,
) -> float:
    left, right = places[0][0], places[-1][0] + places[-1][1]
    high = rng.uniform(60, 120)
    layout.press.picture(left, top, right, top + high)
    caption = f"Workers check a new line at plant No {rng.randint(2, 99)} on Monday."
    bottom = layout.press.block(
        caption, left, top + high + 3, right - left, type_.fonts[2], type_.size - 1.5
    )
    layout.captions.append(caption)
    return bottom + 10
