"""What sort of claim a figure makes: a level, a growth, a share, a target, and so on.

`judging` decides; `rates` tells what a percentage is of, `plans` and `announcements`
whether the figure is still to come.
"""

from __future__ import annotations

from archive.extraction.kinds.announcements import Announcement
from archive.extraction.kinds.judging import Kind, Previous, judge

__all__ = ["Announcement", "Kind", "Previous", "judge"]
