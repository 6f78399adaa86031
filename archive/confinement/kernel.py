"""Calls of Linux that Python has no name for; elsewhere they do nothing."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from functools import cache

from archive.confinement import calls

# From linux/prctl.h, linux/sched.h, linux/capability.h and linux/seccomp.h.
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
CAPABILITY_VERSION = 0x20080522
SECCOMP_MODE_FILTER = 2

# From malloc.h and malloc.c of the GNU C library: a block's size stands before it, and
# in it the mark of a block that was mapped for itself, as all are from a threshold on.
M_MMAP_THRESHOLD, MMAP_THRESHOLD = -3, 128 << 10
SIZE_BEFORE, IS_MMAPPED = ctypes.sizeof(ctypes.c_size_t), 2
LARGEST_BLOCK, SMALLEST_BLOCK = 1 << 30, 4 << 10


@cache
def _library() -> ctypes.CDLL | None:
    """The C library on Linux, else None."""
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _control(option: int, *values: object) -> bool:
    """prctl(2); False where it was refused."""
    library = _library()
    if library is None:
        return False
    given = [ctypes.c_ulong(v) if isinstance(v, int) else v for v in values]
    given += [ctypes.c_ulong(0)] * (4 - len(given))
    return library.prctl(ctypes.c_int(option), *given) == 0


def die_with(parent: int) -> None:
    """Be killed when the parent, process number `parent`, ends; at once if it has."""
    if _control(PR_SET_PDEATHSIG, signal.SIGKILL) and os.getppid() != parent:
        os._exit(0)


def leave_network() -> bool:
    """Move to a network of our own that has no way out; False where not allowed."""
    library = _library()
    if library is None:
        return False
    if os.geteuid() == 0 and library.unshare(CLONE_NEWNET) == 0:
        return True
    return library.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0


def give_up_privileges() -> None:
    """Hold no capability, gain none by any program, be traced by no equal."""
    library = _library()
    if library is None:
        return
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    library.capset(header, (ctypes.c_uint32 * 6)())
    _control(PR_SET_NO_NEW_PRIVS, 1)
    _control(PR_SET_DUMPABLE, 0)


def use_up_heap() -> None:
    """Keep what the parent freed from being used again, so that all use is counted.

    The C library gives back what it can and is then asked for what it still holds, in
    ever smaller blocks, until it has to map a new one. They are never freed and, as
    nothing is written to them, cost next to nothing. Only GNU's library tells.
    """
    library = _library()
    if library is None or not hasattr(library, "mallopt"):
        return
    library.malloc.restype = ctypes.c_void_p
    library.malloc_trim(ctypes.c_size_t(0))
    library.mallopt(M_MMAP_THRESHOLD, 0)
    size = LARGEST_BLOCK
    while size >= SMALLEST_BLOCK:
        block = library.malloc(ctypes.c_size_t(size))
        if not block:
            size //= 2
        elif ctypes.c_size_t.from_address(block - SIZE_BEFORE).value & IS_MMAPPED:
            library.free(ctypes.c_void_p(block))
            size //= 2
    library.mallopt(M_MMAP_THRESHOLD, MMAP_THRESHOLD)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.c_char_p)]


def forbid_calls() -> bool:
    """Have the kernel refuse what no parser needs; False where there is no such way."""
    if _library() is None:
        return False
    lines = calls.program(os.uname().machine, os.getpid())
    if lines is None:
        return False
    program = _Program(len(lines) // 8, lines)
    return _control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))
