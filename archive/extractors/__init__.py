"""Extractors besides our own rules: asked in processes of their own, never believed.

An extractor that needs a network or minutes is asked once for a story (`asking`); its
answer is stored and merged into what the rules find whenever the story is read
(`merging`). Every place it names is checked and every value is read again by our own
rules (`checking`); what fails is dropped and counted. docs/extractors.md says how to
write one.
"""

from __future__ import annotations

from archive.extractors.answers import Answer, reason_for, texts_of
from archive.extractors.asking import About, Asker, Askers
from archive.extractors.loading import BadSetting, NotLoaded, named, replacing
from archive.extractors.merging import Merged, Voice, merge

__all__ = [
    "About",
    "Answer",
    "Asker",
    "Askers",
    "BadSetting",
    "Merged",
    "NotLoaded",
    "Voice",
    "merge",
    "named",
    "reason_for",
    "replacing",
    "texts_of",
]
