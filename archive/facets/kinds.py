"""The kinds of facets: how each narrows rows, counts them and names its values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from archive.models import Article, Document, Figure, Mention
from archive.naming import families, with_descendants
from archive.wording import MONEY, UNITS
from districts.models import Company, District, Indicator, Industry

NOT_STATED = "none"
MOST_YEARS = 200
"""Years that a histogram shows in one row; over a longer time only those with rows."""

Counts = dict[str, int]


@dataclass(frozen=True)
class Facet(ABC):
    """What a list can be narrowed by: `name` in addresses, `label` on pages."""

    name: str
    label: str

    @abstractmethod
    def condition(self, values: Collection[str]) -> Q:
        """Rows with one of the values; the values were checked before."""

    @abstractmethod
    def counts(self, rows: QuerySet, selected: Collection[str]) -> Counts:
        """How many of the rows each value has; NOT_STATED for those with none."""

    @abstractmethod
    def labels(self, values: Collection[str]) -> dict[str, str]:
        """Labels of at least these values, in order, and of all that never vanish."""

    def has_not_stated(self) -> bool:
        return True

    def by_count(self) -> bool:
        """Whether the value most frequent in the archive comes first."""
        return True


@dataclass(frozen=True)
class MentionFacet(Facet):
    """Things that an article mentions; counted from the side of the mentions."""

    mentions: type[Mention]
    things: type[District] | type[Industry] | type[Company]
    whole: bool = True

    def condition(self, values: Collection[str]) -> Q:
        visible = self.mentions.objects.visible()
        stated = [value for value in values if value != NOT_STATED]
        wanted = Q()
        if stated:
            found = visible.filter(**{f"{self.field}__in": self._chosen(stated)})
            wanted |= Q(pk__in=found.values("article"))
        if NOT_STATED in values:
            wanted |= ~Q(pk__in=visible.values("article"))
        return wanted

    def counts(self, rows: QuerySet, selected: Collection[str]) -> Counts:
        visible = self.mentions.objects.visible()
        among = visible.filter(article__in=rows.order_by().values("pk"))
        number = Count("article", distinct=True)
        if self.whole:
            counts = _grouped(among, f"{self.field}__slug", number)
        else:
            every = visible.filter(article__in=Article.objects.leading())
            counts = _frequent(among, every, f"{self.field}__slug", number, selected)
        if self.things is Industry:
            counts |= self._with_branches(among)
        unstated = rows.order_by().exclude(pk__in=visible.values("article"))
        return counts | {NOT_STATED: unstated.count()}

    def labels(self, values: Collection[str]) -> dict[str, str]:
        return _names(self.things, values, self.whole)

    @property
    def field(self) -> str:
        return self.mentions.ENTITY

    def _chosen(self, slugs: Collection[str]) -> Collection:
        chosen = self.things.objects.filter(slug__in=slugs)
        return with_descendants(chosen) if self.things is Industry else chosen

    def _with_branches(self, among: QuerySet) -> Counts:
        """Counts of industries that have others under them, these included."""
        branches = {n: under for n, under in families().items() if len(under) > 1}
        if not branches:
            return {}
        sums = among.order_by().aggregate(
            **{
                f"under_{number}": Count(
                    "article", distinct=True, filter=Q(industry__in=under)
                )
                for number, under in branches.items()
            }
        )
        slugs = Industry.objects.filter(pk__in=branches).values_list("pk", "slug")
        return {slug: sums[f"under_{number}"] for number, slug in slugs}


@dataclass(frozen=True)
class RelationFacet(Facet):
    """A known thing that a row itself points to."""

    field: str
    things: type[District] | type[Company] | type[Indicator]
    whole: bool = True

    def condition(self, values: Collection[str]) -> Q:
        stated = [value for value in values if value != NOT_STATED]
        wanted = Q(**{f"{self.field}__slug__in": stated}) if stated else Q()
        if NOT_STATED in values:
            wanted |= Q(**{f"{self.field}__isnull": True})
        return wanted

    def counts(self, rows: QuerySet, selected: Collection[str]) -> Counts:
        slug, number = f"{self.field}__slug", Count("pk")
        stated = rows.exclude(**{f"{self.field}__isnull": True})
        if self.whole:
            counts = _grouped(stated, slug, number)
        else:
            every = visible_figures().exclude(**{f"{self.field}__isnull": True})
            counts = _frequent(stated, every, slug, number, selected)
        unstated = rows.filter(**{f"{self.field}__isnull": True})
        return counts | {NOT_STATED: unstated.count()}

    def labels(self, values: Collection[str]) -> dict[str, str]:
        return _names(self.things, values, self.whole)


@dataclass(frozen=True)
class WordFacet(Facet):
    """A column of free words, of which the most frequent values are listed."""

    column: str

    def condition(self, values: Collection[str]) -> Q:
        words = ["" if value == NOT_STATED else value for value in values]
        return Q(**{f"{self.column}__in": words})

    def counts(self, rows: QuerySet, selected: Collection[str]) -> Counts:
        stated = rows.exclude(**{self.column: ""})
        every = all_shown(rows).exclude(**{self.column: ""})
        counts = _frequent(stated, every, self.column, Count("pk"), selected)
        unstated = rows.filter(**{self.column: ""}).count()
        return counts | {NOT_STATED: unstated}

    def labels(self, values: Collection[str]) -> dict[str, str]:
        label = unit_label if self.column == "unit" else str
        return {value: label(value) for value in sorted(values)}

    def has_not_stated(self) -> bool:
        return self.column != "unit"


@dataclass(frozen=True)
class ChoiceFacet(Facet):
    """A column with fixed values, all of which are always listed."""

    column: str
    choices: tuple[tuple[str, str], ...]

    def condition(self, values: Collection[str]) -> Q:
        return Q(**{f"{self.column}__in": list(values)})

    def counts(self, rows: QuerySet, selected: Collection[str]) -> Counts:
        return _grouped(rows, self.column, Count("pk"))

    def labels(self, values: Collection[str]) -> dict[str, str]:
        return {value: label[:1].upper() + label[1:] for value, label in self.choices}

    def has_not_stated(self) -> bool:
        return False

    def by_count(self) -> bool:
        return False


@dataclass(frozen=True)
class FlagFacet(ChoiceFacet):
    """A yes or no; the first choice is yes."""

    def condition(self, values: Collection[str]) -> Q:
        return Q(**{f"{self.column}__in": [v == self.choices[0][0] for v in values]})

    def counts(self, rows: QuerySet, selected: Collection[str]) -> Counts:
        found = _grouped(rows, self.column, Count("pk"))
        (yes, _), (no, _) = self.choices
        return {yes: found.get("True", 0), no: found.get("False", 0)}


@dataclass(frozen=True)
class YearFacet(Facet):
    """The year of a day, or of the first day that is known of several columns.

    Every year between the first and the last of the archive is listed, in order.
    """

    columns: tuple[str, ...]

    def condition(self, values: Collection[str]) -> Q:
        wanted = Q()
        for value in values:
            if value == NOT_STATED:
                wanted |= Q(**{f"{column}__isnull": True for column in self.columns})
                continue
            before: dict[str, bool] = {}
            for column in self.columns:
                wanted |= Q(**{f"{column}__year": int(value)}, **before)
                before[f"{column}__isnull"] = True
        return wanted

    def counts(self, rows: QuerySet, selected: Collection[str]) -> Counts:
        by_year = _grouped(rows, ExtractYear(self._day()), Count("pk"))
        counts = {NOT_STATED: by_year.pop("None", 0), **by_year}
        ends = all_shown(rows).aggregate(low=Min(self._day()), high=Max(self._day()))
        if ends["low"] and ends["high"].year - ends["low"].year < MOST_YEARS:
            years = range(ends["low"].year, ends["high"].year + 1)
            counts = {str(year): 0 for year in years} | counts
        return counts

    def labels(self, values: Collection[str]) -> dict[str, str]:
        return {value: value for value in sorted(values, key=int)}

    def by_count(self) -> bool:
        return False

    def _day(self) -> F | Coalesce:
        return Coalesce(*self.columns) if len(self.columns) > 1 else F(self.columns[0])


def visible_figures() -> QuerySet[Figure]:
    """The figures that readers may see, of the stories that lists show."""
    shown = Article.objects.leading().values("pk")
    return Figure.objects.visible().filter(article__in=shown)


def unit_label(unit: str) -> str:
    """A unit as readers call it."""
    if unit.startswith("count:"):
        return f"number of {unit.removeprefix('count:').replace('_', ' ')}"
    return MONEY.get(unit) or UNITS.get(unit) or unit.replace("_", " ")


def all_shown(rows: QuerySet) -> QuerySet:
    """All rows of this kind that readers may see, however narrowed these are."""
    return Article.objects.leading() if rows.model is Article else visible_figures()


def _grouped(rows: QuerySet, by: str | ExtractYear, number: Count) -> Counts:
    """The number of rows by value; the values as text."""
    grouped = rows.order_by().values(by=F(by) if isinstance(by, str) else by)
    return {str(row["by"]): row["n"] for row in grouped.annotate(n=number)}


def _frequent(
    rows: QuerySet, every: QuerySet, by: str, number: Count, selected: Collection[str]
) -> Counts:
    """The most frequent values of the rows and those selected.

    Where the rows have few, those most frequent in the whole archive follow, at zero:
    a value does not vanish because a reader chose another one elsewhere.
    """
    most = settings.ARCHIVE_FACET_VALUES
    counts = _top(rows, by, number, most)
    if missing := [value for value in selected if value not in counts]:
        counts |= _grouped(rows.filter(**{f"{by}__in": missing}), by, number)
    if len(counts) < most:
        others = _top(every, by, number, most)
        counts = dict.fromkeys(others, 0) | counts
    return counts


def _top(rows: QuerySet, by: str, number: Count, most: int) -> Counts:
    grouped = rows.order_by().values(by=F(by)).annotate(n=number)
    return {row["by"]: row["n"] for row in grouped.order_by("-n", "by")[:most]}


def _names(things: type, slugs: Collection[str], whole: bool) -> dict[str, str]:
    """Slug and name of these things, by name; with `whole`, of all there are.

    All districts means those of regions that the archive has documents of. Districts
    that share a name carry their region's behind it.
    """
    wanted = Q(slug__in=slugs)
    if things is District and whole:
        wanted |= Q(Exists(Document.objects.filter(region=OuterRef("region"))))
    elif whole:
        wanted = Q()
    known = things.objects.filter(wanted).order_by("name", "slug")
    if things is not District:
        return dict(known.values_list("slug", "name"))
    rows = list(known.values_list("slug", "name", "region__name"))
    names = Counter(name for _, name, _ in rows)
    return {
        slug: f"{name} ({region})" if names[name] > 1 else name
        for slug, name, region in rows
    }
