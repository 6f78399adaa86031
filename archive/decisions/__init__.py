"""What editors say: confirm, correct, reject, restore, add, repair, move, take back.

Every decision changes the row it is about, writes a line in the book of decisions and
brings derived data up to date, in one transaction. A decision made on a version of a
row that is no longer the present one is refused: nothing is overwritten in silence.
"""

from __future__ import annotations

from archive.decisions.answering import answer_remark
from archive.decisions.attention import unplaced
from archive.decisions.companies import (
    Moved,
    confirm_name,
    merge,
    reject_name,
    tell_apart,
    unmerge,
)
from archive.decisions.layers import move_piece, repair_body
from archive.decisions.refusals import Conflict, NotFound, Refused, Taken
from archive.decisions.regions import state_region
from archive.decisions.reverting import (
    is_revertible,
    later_on_the_same,
    model_of,
    present_state,
    revert,
)
from archive.decisions.rewording import machine_body
from archive.decisions.rows import (
    add,
    check_words,
    confirm,
    correct,
    dismiss_check,
    reject,
    restore,
)
from archive.decisions.states import state_at, state_of
from archive.decisions.vouching import vouch

__all__ = [
    "Conflict",
    "Moved",
    "NotFound",
    "Refused",
    "Taken",
    "add",
    "answer_remark",
    "check_words",
    "confirm",
    "confirm_name",
    "correct",
    "dismiss_check",
    "is_revertible",
    "later_on_the_same",
    "machine_body",
    "merge",
    "model_of",
    "move_piece",
    "present_state",
    "reject",
    "reject_name",
    "repair_body",
    "restore",
    "revert",
    "state_at",
    "state_of",
    "state_region",
    "tell_apart",
    "unmerge",
    "unplaced",
    "vouch",
]
