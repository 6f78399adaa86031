"""Nobody is shut out: axe finds nothing, and all colours can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
ADDRESSES = ("/", "/articles/?district=northbank", "/figures/", "/districts/northbank/")
STYLES = Path(__file__).parents[2] / "static" / "css" / "archive.css"
READ_ON = {
    "paper": ("ink", "muted", "accent", "flag"),
    "ground": ("ink", "muted", "accent"),
    "figure": ("ink",),
    "figure-strong": ("ink",),
    "sentence": ("ink", "muted", "accent"),
    "hit": ("ink",),
    "flag-ground": ("ink", "flag"),
    "accent": ("on-accent",),
    "shade-1": ("ink",),
    "shade-2": ("ink",),
    "shade-3": ("on-shade-3",),
    "shade-4": ("on-shade-4",),
    "shade-5": ("on-shade-4",),
}


def faults(
    page: Page, rules: Sequence[str] = WCAG, leave_out: Sequence[str] = ()
) -> list[str]:
    """What axe finds against the page, by all our rules or by some alone.

    `leave_out` are selectors of parts that are not ours.
    """
    results = Axe().run(
        page,
        context={"exclude": [[part] for part in leave_out]} if leave_out else None,
        options={"runOnly": list(rules), "resultTypes": ["violations"]},
    )
    return [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]


def test_axe_finds_nothing_on_the_main_pages(page: Page, live_server, archive):
    page.emulate_media(reduced_motion="reduce")
    story = archive[29]
    figure = story.figures.first()
    for address in (*ADDRESSES, f"{story.get_absolute_url()}#{figure.anchor}"):
        page.goto(live_server.url + address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page) == [], (address, scheme)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_pair_of_text_and_ground_has_the_contrast_it_needs(scheme):
    blocks = re.findall(r":root \{(.*?)\}", STYLES.read_text(), re.S)
    tokens: dict[str, str] = {}
    for block in blocks[: scheme + 1]:
        tokens |= dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))
    for ground, texts in READ_ON.items():
        for text in texts:
            found = contrast(tokens[text], tokens[ground])
            assert found >= 4.5, f"{text} on {ground}: {found:.2f}"
