"""Names of what lies in containers: shown to people, never opened."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 500
_SUFFIXES = {
    ".gz": "",
    ".xz": "",
    ".bz2": "",
    ".tgz": ".tar",
    ".txz": ".tar",
    ".tbz2": ".tar",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream of bytes lies: its name, and the containers around it.

    `packed` is the name it had before a compression was undone ("a.txt.gz").
    """

    name: str
    containers: str = ""
    packed: str = ""

    @property
    def own(self) -> str:
        """The name of the file as it lies there."""
        return self.packed or self.name

    @property
    def path(self) -> str:
        """What the members of this place name as their container."""
        return f"{self.containers}!{self.own}" if self.containers else self.own

    @property
    def around(self) -> str:
        """What the one document of this place names as its container."""
        return self.path if self.packed else self.containers

    def inside(self, name: str) -> Place:
        return Place(name, self.path)

    def unpacked(self) -> Place:
        """The place of the stream that was compressed here."""
        name = self.name
        for suffix, instead in _SUFFIXES.items():
            if name.lower().endswith(suffix) and len(name) > len(suffix):
                name = name[: -len(suffix)] + instead
                break
        return Place(name, self.containers, self.own)


def printable(name: str) -> str:
    """The name with all that cannot be shown spelt out, at most 500 characters."""
    if 0 < len(name) <= _LONGEST and name.isprintable():
        return name
    shown = "".join(
        char if char.isprintable() else repr(char)[1:-1] for char in name[:_LONGEST]
    )
    return shown[:_LONGEST] or "(no name)"


def name_of(data: bytes, *encodings: str) -> str:
    """A member's name from its bytes: UTF-8, else the first encoding that fits."""
    for encoding in ("utf-8", *encodings):
        try:
            return printable(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return printable(data.decode("utf-8", "backslashreplace"))


def is_hidden(name: str) -> bool:
    """Files that lie hidden in a folder, and what macOS puts beside the real ones."""
    parts = name.replace("\\", "/").split("/")
    return any(
        part == "__MACOSX" or (part.startswith(".") and part.strip("."))
        for part in parts
    )
