"""The pages of the tests, each a file with what is right for it beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.parsing.decoding import decode

_FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class SavedPage:
    """A page's source, decoded, and what a reader would say that it tells.

    `right["body"]` are the paragraphs of its story; None where it tells none.
    """

    name: str
    source: str
    encoding: str
    right: dict[str, Any]

    @property
    def body(self) -> str:
        return "\n\n".join(self.right["body"] or [])


def saved_pages() -> list[SavedPage]:
    """All pages in the order of their names."""
    pages = []
    for path in sorted(_FOLDER.glob("*.html")):
        decoded = decode(path.read_bytes())
        right = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        pages.append(SavedPage(path.stem, decoded.text, decoded.encoding, right))
    return pages


def stories() -> list[SavedPage]:
    """The pages that tell a story."""
    return [page for page in saved_pages() if page.right["body"] is not None]
