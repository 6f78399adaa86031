"""The seed files and the rows they become.

`read_seeds(directory)` reads and checks the files, `load(seeds)` brings the rows up to
them. A run may be repeated at any time; what an editor changed, added or deleted
stays as the editor left it:

- a field that no longer says what the seeds last said was changed by an editor and
  keeps that value, the others follow the seeds;
- a row that is gone although the seeds brought it was deleted and stays away;
- a row the seeds never brought belongs to an editor. Where the seeds name the same
  thing later on, its fields count as the editor's.

What leaves the seeds: an alias or keyword nobody touched goes as well. Regions,
districts, industries, companies, indicators and exchange rates stay, because the
record may refer to them; an editor can delete them.
"""

from districts.seeding.loading import Outcome, load
from districts.seeding.reading import read_seeds
from districts.seeding.rows import SeedError, SeedRow, Seeds

__all__ = ["Outcome", "SeedError", "SeedRow", "Seeds", "load", "read_seeds"]
