"""When: the times a text names, what it reports on, the day it may be written on.

`times` are the times as named, `wordings` how they are worded, `finding` where a text
names them; `topics` and `inference` tell what a story's words show of its year;
`timing` gives each figure its time, `fitting` bounds it, `events` lends the day of one.
"""

from __future__ import annotations

from archive.extraction.dating.inference import Dating, date_story, infer_date
from archive.extraction.dating.timing import Timing

__all__ = ["Dating", "Timing", "date_story", "infer_date"]
