"""Which extractors there are, by the settings, and how one is loaded by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from django.conf import settings

from archive.extraction.interface import LABELS, Extractor
from archive.extraction.rules import Rules

GROUP = "district_archive.extractors"
"""The group of entry points by which a package offers extractors."""

OURS = {"chat": "archive.extractors.chat.Chat"}
"""Those that come with the archive, by name."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LONGEST_VERSION = 80


class NotLoaded(Exception):
    """An extractor that cannot be had; the words say why."""


class BadSetting(Exception):
    """A setting about extractors that cannot be followed."""


def named() -> list[str]:
    """The extractors that the settings name, in order."""
    return _words(settings.ARCHIVE_EXTRACTORS)


def replacing() -> dict[str, str]:
    """By label the name of the extractor that speaks for it alone where it has read."""
    alone = {}
    for pair in _words(settings.ARCHIVE_EXTRACTORS_REPLACE):
        label, sign, name = (word.strip() for word in pair.partition("="))
        if label not in LABELS or not sign or not _NAME.fullmatch(name):
            raise BadSetting(
                f"ARCHIVE_EXTRACTORS_REPLACE has {pair!r}; it can hold pairs such as "
                f"company=chat, the label one of {', '.join(LABELS)}"
            )
        alone[label] = name
    return alone


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def load(spec: str) -> Extractor:
    """The extractor of an entry point or a dotted path; raises NotLoaded.

    A class or a function is called without arguments, anything else is taken as it is.
    """
    thing = _find(spec)
    extractor = thing if _is_ready(thing) else thing()
    problem = _problem(extractor)
    if problem:
        raise NotLoaded(f"{spec} is no extractor: {problem}")
    return extractor


def _find(spec: str) -> object:
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if spec in offered:
        return offered[spec].load()
    path = OURS.get(spec, spec)
    module, sign, name = path.rpartition(":") if ":" in path else path.rpartition(".")
    if not sign:
        known = ", ".join(sorted({*OURS, *offered}))
        raise NotLoaded(
            f"there is no extractor {spec!r}; known: {known}, or give the dotted path "
            "of one"
        )
    try:
        return EntryPoint(spec, f"{module}:{name}", GROUP).load()
    except AttributeError as error:
        raise NotLoaded(f"{module} has no {name}: {error}") from error
    except ModuleNotFoundError as error:
        raise NotLoaded(f"{spec} cannot be imported: {error}") from error


def _is_ready(thing: object) -> bool:
    return hasattr(thing, "extract") and not isinstance(thing, type)


def _problem(extractor: object) -> str:
    """Why it is no extractor, or ""."""
    missing = [
        name
        for name in ("name", "version", "provides", "extract")
        if not hasattr(extractor, name)
    ]
    if missing:
        return f"it has no {missing[0]}"
    if not _NAME.fullmatch(str(extractor.name)) or extractor.name == Rules.name:
        return (
            f"its name {extractor.name!r} is not one: small letters, digits, - and _, "
            f"at most 40, and not {Rules.name!r}"
        )
    version = str(extractor.version)
    if not version.isprintable() or not 0 < len(version) <= _LONGEST_VERSION:
        return f"its version is not a line of 1 to {_LONGEST_VERSION} characters"
    provides: Iterable[str] = extractor.provides
    unknown = sorted(set(provides) - set(LABELS))
    if unknown or not set(provides):
        return f"it provides {unknown or 'nothing'}; there are {', '.join(LABELS)}"
    return ""
