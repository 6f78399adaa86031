"""An extractor in a process of its own: stories come in, answers go out.

It is started by `asking`. What the extractor prints goes to the errors; what it raises
is an answer, too.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from archive.extraction.interface import Extractor, Failure, Unavailable
from archive.extractors.answers import Answer, answer_of, reason_for, unpack_story
from archive.extractors.loading import NotLoaded, load

MOST_WORDS = 500
"""Characters of a reason."""
SPARE_SECONDS = 5
"""How much longer than it may it lives on, where nobody is left to end it."""


def main(descriptor: str, spec: str, seconds: str) -> None:
    """Say who one is, then answer one story after the other until nobody asks."""
    connection = Connection(int(descriptor))
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit = int(seconds) + SPARE_SECONDS
    signal.alarm(limit)
    extractor = _begin(connection, spec)
    while extractor:
        signal.alarm(0)
        try:
            story = unpack_story(connection.recv_bytes())
        except EOFError:
            return
        signal.alarm(limit)
        try:
            answer = _read(extractor.extract(story), set(extractor.provides))
        except BaseException as error:
            _say(connection, _reason(error))
        else:
            _say(connection, {"rows": answer.rows, "lost": answer.lost})


def _begin(connection: Connection, spec: str) -> Extractor | None:
    try:
        extractor = load(spec)
    except BaseException as error:
        _say(connection, {"unavailable": _reason(error).popitem()[1]})
        return None
    about = {"name": str(extractor.name), "version": str(extractor.version)}
    _say(connection, {**about, "provides": sorted(set(extractor.provides))})
    return extractor


def _read(said: Any, provides: set[str]) -> Answer:
    """The answer, without labels that the extractor does not say it gives."""
    answer = answer_of(said)
    kept = [row for row in answer.rows if row[0] in provides]
    for row in answer.rows:
        if row[0] not in provides:
            answer.lost[reason_for(row[0], "it is not what the extractor gives")] += 1
    return Answer(kept, answer.lost)


def _reason(error: BaseException) -> dict[str, str]:
    """What went wrong in words: the extractor's own, or those of its exception."""
    if isinstance(error, Unavailable):
        return {"unavailable": str(error)[:MOST_WORDS]}
    if isinstance(error, Failure | NotLoaded):
        return {"failed": str(error)[:MOST_WORDS]}
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename.rpartition('/')[2]}, line {frame.lineno}"
    words = f"{type(error).__name__}: {error}"[:MOST_WORDS]
    return {"failed": f"{words} ({where})"}


def _say(connection: Connection, what: dict[str, Any]) -> None:
    connection.send_bytes(json.dumps(what).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
