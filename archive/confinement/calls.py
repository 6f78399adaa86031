"""A filter of system calls (seccomp), so that the kernel itself says no.

Resource limits alone leave gaps: a process may remove files, signal its equals, and,
as root, fork. Numbers are those of asm/unistd_64.h and asm-generic/unistd.h.
"""

from __future__ import annotations

import errno
import struct

FORBIDDEN: dict[str, tuple[int | None, int | None]] = {
    # Files: opened, made, removed, renamed, changed.
    "open": (2, None),
    "openat": (257, 56),
    "openat2": (437, 437),
    "creat": (85, None),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "open_tree": (428, 428),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    # Sockets and what else reaches other processes.
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    # Processes: started, signalled, looked into.
    "clone": (56, 220),
    "clone3": (435, 435),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    # Doors to the kernel that no parser needs.
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "fsconfig": (431, 431),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "syslog": (103, 116),
}
"""Calls refused outright: their numbers on x86_64 and on aarch64."""

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Column of the table, and how the kernel names the architecture to a filter."""

_TO_OWN = {"kill": (62, 129), "tgkill": (234, 131)}
_LIMITS = (302, 261)  # prlimit64
_X32 = 0x40000000

# From linux/filter.h and linux/seccomp.h.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000


def program(machine: str, process: int) -> bytes | None:
    """The filter for this process as the kernel wants it; None for other machines.

    Refused calls fail with EPERM. Signals go to this process alone, so that it can
    still end itself; the limits it may change are its own.
    """
    if machine not in MACHINES:
        return None
    column, architecture = MACHINES[machine]
    forbidden = [numbers[column] for numbers in FORBIDDEN.values()]
    lines = [
        _line(_LOAD, _ARCHITECTURE_AT),
        _line(_EQUAL, architecture, 1, 0),
        _refuse(errno.EPERM),
        _line(_LOAD, _NUMBER_AT),
        _line(_AT_LEAST, _X32, 0, 1),
        _refuse(errno.EPERM),
    ]
    for number in sorted(number for number in forbidden if number is not None):
        lines += [_line(_EQUAL, number, 0, 1), _refuse(errno.EPERM)]
    for numbers in _TO_OWN.values():
        lines += _by_argument(numbers[column], _line(_EQUAL, process, 1, 0))
    lines += _by_argument(
        _LIMITS[column], _line(_EQUAL, process, 2, 0), _line(_EQUAL, 0, 1, 0)
    )
    lines.append(_line(_RETURN, _ALLOW))
    return b"".join(lines)


def _by_argument(number: int, *tests: bytes) -> list[bytes]:
    """Refuse the call unless a test of its first argument jumps over the refusal."""
    body = [
        _line(_LOAD, _FIRST_ARGUMENT_AT),
        *tests,
        _refuse(errno.EPERM),
        _line(_RETURN, _ALLOW),
    ]
    return [_line(_EQUAL, number, 0, len(body)), *body]


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _refuse(number: int) -> bytes:
    return _line(_RETURN, _ERROR | number)
