"""A language model behind an OpenAI-compatible endpoint, asked what a story names.

An optional extra: it needs httpx, see docs/extractors.md. A model can't count
characters, so it is asked for exact quotes and the sentences they stand in; the places
are looked up here (`quotes`), and what it says of them is checked as that of any
extractor.
"""

from __future__ import annotations

from archive.extractors.chat.reader import Chat

__all__ = ["Chat"]
