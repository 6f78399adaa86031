"""Pairs of texts, each with the answer: the same story, or two that look alike.

All are made of invented stories by rules with a fixed seed.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from tests.archive.duplicates import lookalikes
from tests.archive.duplicates.stories import (
    BOILERPLATE,
    BOILERPLATE_IN_NUMBERS,
    FOOTER,
    MENU,
    RELATED,
    STORIES,
)

BREAK = "\n\n"
_AMOUNT = re.compile(r"([0-9][0-9.,]*[0-9]|[0-9])( million| billion)?( crowns)")
_NUMBER = re.compile(r"(?<![0-9.,])[0-9]+(?![0-9.,]*[0-9])")


@dataclass(frozen=True)
class Pair:
    kind: str
    one: str
    other: str
    same: bool


def labelled(seed: int = 1) -> list[Pair]:
    return [*copies(random.Random(seed)), *others(random.Random(seed))]


def copies(chance: random.Random) -> Iterator[Pair]:
    for story in STORIES:
        for kind, change in COPIES.items():
            yield Pair(kind, story, change(story, chance), True)


def others(chance: random.Random) -> Iterator[Pair]:
    for one, other in combinations(STORIES, 2):
        yield Pair("different stories", one, other, False)
        yield Pair("in one page", both_in_menus(one), both_in_menus(other), False)
    for one, other in zip(STORIES, [*STORIES[1:], STORIES[0]], strict=True):
        yield Pair("follow-up", one, follow_up(one, other), False)
        yield Pair("second of two", one, BREAK.join((other, one)), False)
        news = [BREAK.join(story.split(BREAK)[:2]) for story in (one, other)]
        for boilerplate in (BOILERPLATE, BOILERPLATE_IN_NUMBERS):
            releases = [f"{text}\n\n{boilerplate}" for text in news]
            yield Pair("same boilerplate", *releases, False)
        yield Pair("an item of a round-up", *round_up(one, other, chance), False)
    for story, retold in lookalikes.RETOLD.items():
        yield Pair("two writers", STORIES[story], retold, False)
    for kind, template in lookalikes.TEMPLATES.items():
        for _ in range(12):
            filled = [lookalikes.fill(template, chance) for _ in range(2)]
            yield Pair(kind, *filled, False)
    for one, other in combinations(lookalikes.MONTHS, 2):
        yield Pair("neighbouring months", one, other, False)
    for one, other in combinations(lookalikes.SHORT, 2):
        yield Pair("short items", one, other, False)


def under_a_header(story: str, chance: random.Random) -> str:
    day = chance.randrange(1, 29)
    return f"THE NORTH QUAY COURIER\nCity desk\n{day} March 2031, 07:15\n\n{story}"


def in_menus(story: str, chance: random.Random) -> str:
    return BREAK.join((MENU, story, RELATED, FOOTER))


def with_a_credit(story: str, chance: random.Random) -> str:
    return (
        f"{story}\n\nReporting by Dana Holm; editing by R. Seif. Photo: Press Service"
    )


def cut(share: float) -> Callable[[str, random.Random], str]:
    def change(story: str, chance: random.Random) -> str:
        return story[: int(len(story) * share)] + " …\n\nRead on with a subscription"

    return change


def cut_in_menus(story: str, chance: random.Random) -> str:
    return f"{MENU[:120]}\n\n{cut(0.6)(story, chance)}\n\n{RELATED}"


def other_edition(story: str, chance: random.Random) -> str:
    """A paragraph gone, another one in, and the first sentence turned round."""
    paragraphs = story.split(BREAK)
    del paragraphs[chance.randrange(2, len(paragraphs))]
    fresh = chance.choice(lookalikes.LATER)
    paragraphs.insert(chance.randrange(2, len(paragraphs)), fresh)
    paragraphs[0] = (
        "As was learned today, " + paragraphs[0][0].lower() + paragraphs[0][1:]
    )
    return BREAK.join(paragraphs)


def longer_edition(story: str, chance: random.Random) -> str:
    paragraphs = story.split(BREAK)
    for fresh in chance.sample(lookalikes.LATER, 2):
        paragraphs.insert(chance.randrange(1, len(paragraphs)), fresh)
    return BREAK.join(paragraphs)


def other_lead(story: str, chance: random.Random) -> str:
    """The first paragraph written anew."""
    return BREAK.join([chance.choice(lookalikes.LATER), *story.split(BREAK)[1:]])


def typeset(story: str, chance: random.Random) -> str:
    """Curly quotes, long dashes, hard blanks and short lines."""
    text = re.sub(r'"([^"]*)"', "“\\1”", story).replace("'", "’").replace(" - ", " – ")
    text = re.sub(r"([0-9]) ", "\\1\u00a0", text)
    return BREAK.join(textwrap.fill(one, 58) for one in text.split(BREAK))


def other_headline(story: str, chance: random.Random) -> str:
    heads = ("What it means for the district", "A plan with consequences", "Vote today")
    return f"{chance.choice(heads)}\n\n{story}"


def corrected(story: str, chance: random.Random) -> str:
    place = chance.choice(list(_NUMBER.finditer(story)))
    number = str(int(place[0]) + chance.choice((1, 2, 10)))
    note = "\n\nThis story has been corrected."
    return story[: place.start()] + number + story[place.end() :] + note


def converted(story: str, chance: random.Random) -> str:
    """Every sum with its worth in dollars behind it."""

    def with_dollars(found: re.Match[str]) -> str:
        worth = float(found[1].replace(",", "")) / 9.7
        return f"{found[0]} ({worth:.1f}{found[2] or ''} US dollars)"

    return _AMOUNT.sub(with_dollars, story)


COPIES: dict[str, Callable[[str, random.Random], str]] = {
    "other header": under_a_header,
    "menu words around": in_menus,
    "credit line": with_a_credit,
    **{f"cut at {n} %": cut(n / 100) for n in (50, 60, 75, 90)},
    "cut, in menus": cut_in_menus,
    "other edition": other_edition,
    "longer edition": longer_edition,
    "first paragraph anew": other_lead,
    "typeset": typeset,
    "other headline": other_headline,
    "number corrected": corrected,
    "sums converted": converted,
}


def both_in_menus(story: str) -> str:
    return BREAK.join((MENU, story, RELATED, FOOTER))


def follow_up(old: str, new: str) -> str:
    """Another story that repeats two paragraphs of the older one."""
    quoted = old.split(BREAK)[1:3]
    return BREAK.join([*new.split(BREAK)[:5], *quoted, new.split(BREAK)[5]])


def round_up(one: str, other: str, chance: random.Random) -> tuple[str, str]:
    """A short item, and the round-up in which it stands as one of four."""
    items = [BREAK.join(story.split(BREAK)[:2]) for story in (one, other)]
    rest = [story for story in STORIES if story not in (one, other)]
    more = [BREAK.join(story.split(BREAK)[:2]) for story in chance.sample(rest, 2)]
    return items[0], BREAK.join([items[1], *more, items[0]])
