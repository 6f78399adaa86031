"""Numbers in a sentence: where they stand, what they are worth, which say nothing.

`words` are the words they are made of, `reading` reads them, `calendar` knows days,
years and hours, `rejections` why a number is no quantity.
"""

from __future__ import annotations

from archive.extraction.numbers.calendar import MONTHS
from archive.extraction.numbers.reading import Number, find_numbers, read_number
from archive.extraction.numbers.rejections import reason_against

__all__ = ["MONTHS", "Number", "find_numbers", "read_number", "reason_against"]
