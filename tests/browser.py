"""Which browser the tests drive, and how it is started."""

from __future__ import annotations

import os
import shutil

# The first one is Chromium without windows of its own, which takes half the work.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

# Nothing that a browser does of its own accord on the network.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

MISSING = f"no browser on this machine (looked for {', '.join(NAMES)})"


def find_browser() -> str | None:
    """The path of an installed Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch_options(executable: str) -> dict[str, object]:
    """Playwright's options to start `executable`; Chromium's sandbox refuses root."""
    sandbox = () if os.geteuid() else ("--no-sandbox",)
    return {"executable_path": executable, "args": [*QUIET, *sandbox]}
