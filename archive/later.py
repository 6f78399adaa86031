"""Names of a package whose modules are loaded when they are first asked for.

All that reads documents takes half a second to load, of that the most for its regular
expressions; the pages of the archive are shown without it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def later(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """What a package takes for its `__getattr__`, see PEP 562.

    `modules` names, for each name that the package offers, the module that has it.
    """

    def named(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(modules[name]), name)
        setattr(sys.modules[package], name, found)
        return found

    return named
