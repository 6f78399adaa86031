"""The kinds of facets: how each narrows rows, counts them and names its values.

Rows are those of a universe, articles or figures; what a reader chooses are texts:
slugs, years, words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from pyroaring import BitMap

from archive.bitmaps import Universe, Value
from archive.facets.names import Names, company_names, names_of
from archive.naming import told_of
from archive.wording import MONEY, UNITS
from districts.models import District, Indicator, Industry

NOT_STATED = "none"
MOST_YEARS = 200
"""Years that a histogram shows in one row; over a longer time only those with rows."""

Counts = dict[str, int]
NOTHING = BitMap()


@dataclass(frozen=True)
class Facet(ABC):
    """What a list can be narrowed by: `name` in addresses, `label` on pages."""

    name: str
    label: str

    def narrow(self, rows: Universe, values: Collection[str]) -> BitMap:
        """The rows with one of the values; the values were checked before."""
        found = [
            rows.unstated(self.name)
            if value == NOT_STATED
            else self.having(rows, value)
            for value in values
        ]
        return BitMap().union(NOTHING, *found)

    def counts(
        self, rows: Universe, chosen: BitMap, selected: Collection[str]
    ) -> Counts:
        """How many of the chosen rows have each value, in the order of the list.

        Whatever rows were chosen, that order is one of the whole archive. Counted are
        the values that the list shows, and those `selected` even where it would not
        show them; last, as NOT_STATED, come the rows without any value.
        """
        counts = self.stated(rows, chosen, selected)
        if self.has_not_stated():
            unstated = rows.unstated(self.name)
            counts[NOT_STATED] = chosen.intersection_cardinality(unstated)
        return counts

    @abstractmethod
    def having(self, rows: Universe, value: str) -> BitMap:
        """The rows with a value."""

    @abstractmethod
    def stated(
        self, rows: Universe, chosen: BitMap, selected: Collection[str]
    ) -> Counts:
        """The counts of all values that are listed, in their order."""

    @abstractmethod
    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        """Labels of at least these values."""

    def has_not_stated(self) -> bool:
        return True


@dataclass(frozen=True)
class ThingFacet(Facet):
    """Known things, the most frequent of the archive first.

    All industries are listed, and an industry has the rows of all under it; so are all
    districts of regions that documents came from.
    """

    things: type[District] | type[Industry]

    def having(self, rows: Universe, value: str) -> BitMap:
        key = self._names(rows).keys.get(value)
        return self._rows(rows, key) if key else NOTHING

    def stated(
        self, rows: Universe, chosen: BitMap, selected: Collection[str]
    ) -> Counts:
        counted = {
            slug: chosen.intersection_cardinality(held)
            for slug, held in self._listed(rows).items()
        }
        for value in selected:
            if value not in counted and value in self._names(rows).keys:
                held = self.having(rows, value)
                counted[value] = chosen.intersection_cardinality(held)
        return counted

    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        return self._names(rows).labels

    def _listed(self, rows: Universe) -> Mapping[str, BitMap]:
        """The rows of all that are listed, those with the most first."""
        return rows.once((self.name, rows.world), lambda: self._standing(rows))

    def _standing(self, rows: Universe) -> Mapping[str, BitMap]:
        slugs = self._names(rows).slugs
        always = slugs
        if self.things is District:
            always = frozenset(told_of().values_list("pk", flat=True))
        found = {key: self._rows(rows, key) for key in slugs}
        listed = [key for key in slugs if found[key] or key in always]
        listed.sort(key=lambda key: -len(found[key]))
        return {slugs[key]: found[key] for key in listed}

    def _rows(self, rows: Universe, key: int) -> BitMap:
        """The rows of a thing, and of all that stand under it."""
        under = self._names(rows).families.get(key, frozenset({key}))
        if len(under) == 1:
            return rows.having(self.name, key)
        return rows.once(
            (self.name, under),
            lambda: BitMap().union(*(rows.having(self.name, one) for one in under)),
        )

    def _names(self, rows: Universe) -> Names:
        return names_of(self.things, rows.world)


@dataclass(frozen=True)
class FrequentFacet(Facet):
    """Values of which there may be very many: the most frequent are listed.

    Where the chosen rows have few, those most frequent in the whole archive follow, at
    zero: a value does not vanish because a reader chose another one elsewhere.
    """

    def stated(
        self, rows: Universe, chosen: BitMap, selected: Collection[str]
    ) -> Counts:
        most = settings.ARCHIVE_FACET_VALUES
        column = rows.columns[self.name]
        found = column.top(chosen, rows.shown, most)
        for text in selected:
            value = self.value(rows, text)
            if value is not None and value not in found:
                found[value] = column.count(chosen, value)
        if len(found) < most:
            every = rows.once(
                (self.name, most), lambda: column.top(rows.shown, rows.shown, most)
            )
            found = dict.fromkeys(every, 0) | found
        listed = sorted(found, key=lambda value: -column.total(value))
        texts = self.texts(rows, listed)
        return {texts[v]: found[v] for v in listed if v in texts}

    def having(self, rows: Universe, value: str) -> BitMap:
        one = self.value(rows, value)
        return rows.having(self.name, one) if one is not None else NOTHING

    @abstractmethod
    def value(self, rows: Universe, text: str) -> Value | None:
        """The value that a text stands for; None for one that is none."""

    @abstractmethod
    def texts(self, rows: Universe, values: Collection[Value]) -> Mapping[Value, str]:
        """The texts that stand for values."""


@dataclass(frozen=True)
class IndicatorFacet(FrequentFacet):
    """What figures measure."""

    def value(self, rows: Universe, text: str) -> Value | None:
        return names_of(Indicator, rows.world).keys.get(text)

    def texts(self, rows: Universe, values: Collection[Value]) -> Mapping[Value, str]:
        return names_of(Indicator, rows.world).slugs

    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        return names_of(Indicator, rows.world).labels


@dataclass(frozen=True)
class CompanyFacet(FrequentFacet):
    """Companies, of which there are as many as texts name."""

    def value(self, rows: Universe, text: str) -> Value | None:
        return company_names(rows.world).key(text)

    def texts(self, rows: Universe, values: Collection[Value]) -> Mapping[Value, str]:
        return company_names(rows.world).slugs_of(values)

    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        return company_names(rows.world).labels


@dataclass(frozen=True)
class WordFacet(FrequentFacet):
    """Free words, such as names of publishers."""

    def value(self, rows: Universe, text: str) -> Value | None:
        return text if text != NOT_STATED else None

    def texts(self, rows: Universe, values: Collection[Value]) -> Mapping[Value, str]:
        return {value: str(value) for value in values}

    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        return {value: value for value in values}


@dataclass(frozen=True)
class UnitFacet(WordFacet):
    """Units of figures; each figure has one."""

    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        return {value: unit_label(value) for value in values}

    def has_not_stated(self) -> bool:
        return False


@dataclass(frozen=True)
class ChoiceFacet(Facet):
    """Fixed values, all of which are always listed."""

    choices: tuple[tuple[str, str], ...]

    def having(self, rows: Universe, value: str) -> BitMap:
        return rows.having(self.name, value)

    def stated(
        self, rows: Universe, chosen: BitMap, selected: Collection[str]
    ) -> Counts:
        return {
            value: chosen.intersection_cardinality(self.having(rows, value))
            for value, _ in self.choices
        }

    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        return {value: label[:1].upper() + label[1:] for value, label in self.choices}

    def has_not_stated(self) -> bool:
        return False


@dataclass(frozen=True)
class FlagFacet(ChoiceFacet):
    """A yes or no; the first choice is yes."""

    def having(self, rows: Universe, value: str) -> BitMap:
        flagged = rows.having("flagged", 1)
        if value == self.choices[0][0]:
            return flagged
        return rows.once((self.name, value), lambda: rows.shown - flagged)


@dataclass(frozen=True)
class YearFacet(Facet):
    """Years: every one between the first and the last of the archive, in order."""

    def having(self, rows: Universe, value: str) -> BitMap:
        return rows.having(self.name, int(value))

    def stated(
        self, rows: Universe, chosen: BitMap, selected: Collection[str]
    ) -> Counts:
        held = rows.values[self.name]
        years = sorted(held)
        if years and years[-1] - years[0] < MOST_YEARS:
            years = range(years[0], years[-1] + 1)
        asked = {int(value) for value in selected if value != NOT_STATED}
        return {
            str(year): chosen.intersection_cardinality(held.get(year, NOTHING))
            for year in sorted({*years, *asked})
        }

    def labels(self, rows: Universe, values: Collection[str]) -> Mapping[str, str]:
        return {value: value for value in values}


def unit_label(unit: str) -> str:
    """A unit as readers call it."""
    if unit.startswith("count:"):
        return f"number of {unit.removeprefix('count:').replace('_', ' ')}"
    return MONEY.get(unit) or UNITS.get(unit) or unit.replace("_", " ")
