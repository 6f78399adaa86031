"""What sort of claim a figure makes: a level, a growth, a share, a target, and so on.

`judging` decides; `rates` and `paces` tell what a percentage is of, `bars` what only
picks things, `plans`, `behind` and `announcements` whether the figure is still to come.
"""

from __future__ import annotations

from archive.extraction.kinds.announcements import Announcement
from archive.extraction.kinds.judging import judge
from archive.extraction.kinds.kind import Kind, Previous

__all__ = ["Announcement", "Kind", "Previous", "judge"]
