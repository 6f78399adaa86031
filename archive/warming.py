"""What a web worker reads before it is asked, so that no reader waits for it."""

from __future__ import annotations

import logging
from threading import Thread

from django.db import DatabaseError, connection

from archive import bitmaps
from archive.snapshots import moment

logger = logging.getLogger(__name__)


def warm_up() -> Thread:
    """Read what lists of stories and figures need, beside the first requests."""
    thread = Thread(target=_read, name="warming up", daemon=True)
    thread.start()
    return thread


def _read() -> None:
    try:
        with moment():
            _ = bitmaps.current().figures
    except DatabaseError as error:
        # Whoever asks first reads it, or is told the same.
        logger.warning("The archive was not read beforehand: %s", error)
    finally:
        connection.close()
