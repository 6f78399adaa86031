"""What other processes do to an archive while lists of it are read."""

from __future__ import annotations

import random
import time
from pathlib import Path

from django.db import transaction

from archive.finding import refreshing
from tests.archive.finding.invented import Invented


def write_until(stop: str, started: str, seed: str) -> None:
    """Add and change stories at random until the file `stop` is there.

    The file `started` appears as soon as there are some.
    """
    dice = random.Random(int(seed))
    with transaction.atomic():
        invented = Invented(dice)
        invented.add(25, chunk=0)
    Path(started).touch()
    while not Path(stop).exists():
        with transaction.atomic():
            invented.add(dice.randrange(3), chunk=dice.randrange(3))
            invented.change(dice.randrange(4))
        time.sleep(dice.choice([0, 0, 0.05]))


def refresh_until(stop: str) -> None:
    """Write the chunks and cut the log, now and then all of it."""
    number = 0
    while not Path(stop).exists():
        number += 1
        refreshing.refresh(everything=number % 4 == 0)
        time.sleep(0.1)
