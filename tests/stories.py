"""Stories, as many as one likes."""

from __future__ import annotations

from pathlib import Path


def write_stories(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05d}.txt").write_text(
            f"Mill number {number} gives Putuo new work\n\n"
            f"Putuo District counted {number}99 new firms last year, a bureau said.\n\n"
            f"The mill paid {number}.44 billion yuan in tax, up {number % 90} percent, "
            "and brewing in Jiading District grew with artificial intelligence.\n"
        )
    return folder
