"""What a reviewer's session holds of their acts: keys of rows and lines, never words.

So what is purged from the archive is in no session either; the words are looked up
when they are told.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest

from archive import queue
from archive.admin.queue_cards import words_of

MOST_UNDONE = 20
"""Acts of a session that can be taken back, the last first."""
DONE, TOLD = "queue-done", "queue-told"
"""The session's names for the acts, and for what the next page tells."""


class Told(NamedTuple):
    """What a page says of the item before, and whether that was done."""

    words: str
    is_done: bool


class Act(NamedTuple):
    """What was done with an item, by which lines of the book."""

    kind: queue.Kind
    place: queue.Place
    lines: list[int]


def keep(request: HttpRequest, act: Act) -> None:
    """The act can be taken back from now on."""
    kept = {"kind": str(act.kind.name), "place": list(act.place), "lines": act.lines}
    request.session[DONE] = [*request.session.get(DONE, []), kept][-MOST_UNDONE:]


def last(request: HttpRequest) -> Act | None:
    """The act that can be taken back next."""
    done = request.session.get(DONE, [])
    if not done:
        return None
    kept = done[-1]
    return Act(_kind(kept["kind"]), queue.Place(*kept["place"]), kept["lines"])


def let_go(request: HttpRequest) -> None:
    """The last act was taken back: the one before it is the next."""
    request.session[DONE] = request.session.get(DONE, [])[:-1]


def can_undo(request: HttpRequest) -> bool:
    return bool(request.session.get(DONE))


def tell(request: HttpRequest, said: str, act: Act) -> None:
    """Tell on the next page, however that is reached, what was done."""
    place = [str(act.kind.name), *act.place]
    request.session[TOLD] = {"said": said, "place": place}


def told(request: HttpRequest) -> Told | None:
    """What is to be told, once; the row's words as far as it is there still."""
    kept = request.session.pop(TOLD, None)
    if kept is None:
        return None
    name, *place = kept["place"]
    row: Any = _kind(name).load(queue.Place(*place))
    words = kept["said"] if row is None else f"{kept['said']}: {words_of(row)}"
    return Told(words, is_done=True)


def _kind(name: str) -> queue.Kind:
    return next(kind for kind in queue.KINDS if kind.name == name)
