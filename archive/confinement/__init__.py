"""Untrusted bytes are read in limited child processes, never in our own.

`Pool` answers many tasks in order, `Stream` yields many answers for one open file,
`run_module` runs one task in a program of its own, for use where threads run. A child
has no network, can open no file, start no process and is ended when it takes too much
time, memory or room; what it answers is read as plain data. A task without an answer
has a `Fault` with a stable code.

Linux is held to all of it; elsewhere to what the system offers (see limits.confine).
"""

from archive.confinement.faults import Fault
from archive.confinement.limits import Limits
from archive.confinement.pool import Pool, Ticket
from archive.confinement.program import run_module
from archive.confinement.stream import Stream

__all__ = ["Fault", "Limits", "Pool", "Stream", "Ticket", "run_module"]
