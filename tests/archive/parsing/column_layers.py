"""Invented stories set in columns and interleaved, so that the answer is known."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

STORIES = json.loads(
    (Path(__file__).parents[2] / "cases/parsing/column_stories.json").read_text("utf-8")
)


@dataclass(frozen=True)
class Layer:
    """A text layer and what must come out of it: headline, paragraphs, caption."""

    text: str
    expected: tuple[tuple[str, tuple[str, ...], str], ...]


@dataclass(frozen=True)
class Setting:
    """How a layer is set."""

    initials: bool = True
    hyphens: bool = True
    trailing: bool = True
    same_width: bool = False
    mid_sentence: bool = True
    headlines: str = "after"
    captions: bool = True
    stories: int = 2


def make_layer(seed: int, setting: Setting) -> Layer:
    """A layer of some stories, each cut into pieces, the pieces interleaved."""
    chance = random.Random(seed)
    chosen = chance.sample(STORIES, setting.stories)
    widths = _widths(chance, setting)
    queues = []
    for story, width in zip(chosen, widths, strict=True):
        paragraphs = [
            wrapped(paragraph, width, chance if setting.hyphens else None)
            for paragraph in story["paragraphs"]
        ]
        if setting.initials:
            first = paragraphs[0][0]
            paragraphs[0][:1] = [" " + first[0], first[1:]]
        queues.append(_pieces(paragraphs, chance, setting))
    layer = [
        "\n\n".join(_printed(group, setting) for group in piece)
        for piece in _interleaved(queues, chance)
    ]
    titles = [_title(story["headline"], chance) for story in chosen]
    chance.shuffle(titles)
    if setting.headlines == "after":
        place = chance.randrange(setting.stories, len(layer) + 1)
        layer[place:place] = titles
    elif setting.headlines == "before":
        layer[:0] = titles
    captions = ["\n".join(wrapped(story["caption"], 62, None)) for story in chosen]
    if setting.captions:
        chance.shuffle(captions)
        layer.extend(captions)
    return Layer(
        "\n\n".join(layer) + "\n",
        tuple(
            (story["headline"], tuple(story["paragraphs"]), story["caption"])
            for story in chosen
        ),
    )


def _widths(chance: random.Random, setting: Setting) -> list[int]:
    first = chance.randrange(27, 34)
    if setting.same_width:
        return [first] * setting.stories
    return [first + 6 * at for at in range(setting.stories)]


def wrapped(text: str, width: int, chance: random.Random | None) -> list[str]:
    """The text in lines of at most a width; long words are broken now and then."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        room = width - len(line) - bool(line)
        if len(word) <= room:
            line = f"{line} {word}".strip()
            continue
        cut = _syllable(word, room - 1) if chance and chance.random() < 0.8 else 0
        if cut:
            lines.append(f"{line} {word[:cut]}-".strip())
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _syllable(word: str, room: int) -> int:
    """Where a plain word may be broken, so that both halves have three letters."""
    letters = word.rstrip(".,")
    if not letters.isalpha() or len(letters) < 7 or room < 3:
        return 0
    for cut in range(min(room, len(letters) - 3), 2, -1):
        if letters[cut] not in "aeiou" and letters[cut - 1] in "aeiou":
            return cut
    return 0


def _pieces(
    paragraphs: list[list[str]], chance: random.Random, setting: Setting
) -> list[list[list[str]]]:
    """The story in two or three pieces, cut inside a sentence or between paragraphs."""
    count = chance.choice((2, 3))
    borders = sorted(chance.sample(range(2, len(paragraphs)), count - 1))
    pieces: list[list[list[str]]] = [[]]
    for at, paragraph in enumerate(paragraphs):
        cut = _open_cut(paragraph) if setting.mid_sentence and at in borders else 0
        if cut:
            pieces[-1].append(paragraph[:cut])
            pieces.append([paragraph[cut:]])
        else:
            if at in borders and not setting.mid_sentence:
                pieces.append([])
            pieces[-1].append(paragraph)
    return [piece for piece in pieces if piece]


def _open_cut(lines: list[str]) -> int:
    """A place between two lines where a sentence goes on in lower case."""
    for cut in range(max(1, len(lines) // 2), len(lines)):
        if lines[cut][0].islower() and lines[cut - 1][-1] not in '.!?”"':
            return cut
    return 0


def _interleaved(
    queues: list[list[list[list[str]]]], chance: random.Random
) -> list[list[list[str]]]:
    """Piece after piece, the story changed at each of them while others are left."""
    result = []
    last = None
    while any(queues):
        open_queues = [queue for queue in queues if queue]
        others = [queue for queue in open_queues if queue is not last]
        last = chance.choice(others or open_queues)
        result.append(last.pop(0))
    return result


def _printed(lines: list[str], setting: Setting) -> str:
    if not setting.trailing:
        return "\n".join(lines)
    return "\n".join(
        line
        if line.endswith("-") or at == len(lines) - 1 and line.endswith(".")
        else line + " "
        for at, line in enumerate(lines)
    ).replace(" \n", " \n")


def _title(headline: str, chance: random.Random) -> str:
    return "\n".join(wrapped(headline, chance.choice((22, 60)), None))
