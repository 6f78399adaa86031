"""What a file's name says of its stories: a month or a day, and a district.

How it says so is the region's own affair: a pattern with named groups, kept with the
region. A name counts only where the text itself states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from archive.models import Article, DistrictMention

LONGEST_NAME = 255
"""Characters of a name that are read; a longer one says nothing."""

MOST_SHOWN = 5
"""Contradicting names that a remark lists."""

_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Label:
    """What a name says; all empty where it says nothing.

    `on` is the day, or the first of the month where `precision` is "month". `code`
    is the district's code as the name has it; `district` is the slug it stands for
    and `name` that district's name, "" where the code is no district's.
    """

    on: date | None = None
    precision: str = "day"
    code: str = ""
    district: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return self.on is not None or bool(self.code)

    @property
    def words(self) -> str:
        """What it says, for a remark: "2016-07, Richmond"."""
        digits = len("2016-07" if self.precision == "month" else "2016-07-13")
        when = self.on.isoformat()[:digits] if self.on else ""
        where = self.name or (f"no district “{self.code}”" if self.code else "")
        return ", ".join(filter(None, (when, where)))


NOTHING = Label()


@dataclass(frozen=True)
class Labelling:
    """How the names of a region's files are read; can be sent to another process.

    `pattern` is a regular expression with the groups district, year and month, and
    perhaps day; "" where names say nothing. `districts` are slug and name by code.
    """

    pattern: str = ""
    districts: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def _by_code(self) -> dict[str, tuple[str, str]]:
        return {code.casefold(): known for code, known in self.districts.items()}

    def read(self, name: str) -> Label:
        """What the name says, of a path its last part.

        A date that no calendar has is none.
        """
        name = name.replace("\\", "/").rsplit("/", 1)[-1]
        if not self.pattern or len(name) > LONGEST_NAME:
            return NOTHING
        found = self._compiled.search(name)
        if found is None:
            return NOTHING
        groups = found.groupdict()
        code = groups.get("district") or ""
        slug, district = self._by_code.get(code.casefold(), ("", ""))
        on, precision = _date(groups)
        return Label(on, precision, code, slug, district)


def _date(groups: Mapping[str, str | None]) -> tuple[date | None, str]:
    year, month, day = (groups.get(name) or "" for name in ("year", "month", "day"))
    if not (_YEAR.fullmatch(year) and _NUMBER.fullmatch(month)):
        return None, "day"
    if day and not _NUMBER.fullmatch(day):
        return None, "day"
    try:
        on = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None, "day"
    return on, "day" if day else "month"


def agreed(said: Mapping[str, Label]) -> tuple[Label, list[str]]:
    """What all names of one document say together, and why it is nothing.

    Where names contradict each other, in the date or in the district, neither is
    believed, so that the order of arrival decides nothing.
    """
    spoken = {name: label for name, label in sorted(said.items()) if label}
    if not spoken:
        return NOTHING, []
    dated = [label for label in spoken.values() if label.on]
    months = {(label.on.year, label.on.month) for label in dated if label.on}
    days = {label.on for label in dated if label.precision == "day"}
    placed = [label for label in spoken.values() if label.code]
    codes = {label.code.casefold() for label in placed}
    if max(len(months), len(days), len(codes)) > 1:
        return NOTHING, [_contradiction(spoken)]
    dated.sort(key=lambda label: label.precision)  # a day before a month
    whole = placed[0] if placed else NOTHING
    if dated:
        whole = replace(whole, on=dated[0].on, precision=dated[0].precision)
    return whole, []


def _contradiction(spoken: Mapping[str, Label]) -> str:
    first: dict[str, str] = {}
    for name, label in spoken.items():
        first.setdefault(label.words, name)
    shown = [f"“{name}” says {words}" for words, name in first.items()][:MOST_SHOWN]
    return (
        f"Its names contradict each other: {'; '.join(shown)}. "
        "Date and district are unknown."
    )


def filed_under(
    article: Article, label: Label, decided: Iterable[DistrictMention]
) -> tuple[str, ...] | None:
    """Slugs of the districts that a story is filed under; None if it is not filed.

    A name whose code is no district's files a story under none: a summary of all.

    Those of the name, unless an editor decided otherwise: `decided` are the rows of
    the document's names on which one did.
    """
    mine = [row for row in decided if row.article_id == article.pk]
    if mine:
        return tuple(row.district.slug for row in mine if row.is_shown) or None
    if label.district:
        return (label.district,)
    return () if label.code else None


def redate(article: Article, label: Label) -> None:
    """Bring a stored article's date up to what its file's name says by now."""
    said = article.extracted.get("fields", {})
    was_labelled = bool(article.extracted.get("labelled"))
    if said.get("published_on") and not was_labelled:
        return  # the text states its date
    if label.on is None and not was_labelled:
        return
    basis = Article.DateBasis.ADDRESS if label.on else Article.DateBasis.UNKNOWN
    values = {
        "published_on": label.on,
        "date_precision": label.precision,
        "published_at": None,
        "published_offset": None,
        "date_basis": basis.value,
        "date_earliest": None,
        "date_latest": None,
        "date_reason": "",
    }
    article.take_machine_values(values)
    fields = {name: v for name, v in said.items() if name not in Article.DATE_FIELDS}
    if label.on:
        fields |= {**values, "published_on": label.on.isoformat()}
    article.extracted = {
        **article.extracted,
        "labelled": label.on is not None,
        "fields": fields,
    }
