"""What the parameters of a list mean: one definition for pages, API, feeds, exports.

A filter reads the query string, says in `problems` what is wrong with it, and gives a
`selection`. Its parameters:

- `q` words, see `archive/search/query.py`
- one for each facet, repeated for OR; `none` is "not stated"
- `flagged=1` only what carries a check that stands
- `value_min`, `value_max` of figures: the range of their values, in base units
- `order`, `page`, and `per_page` where the list takes it
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from decimal import Decimal
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import QueryDict

from archive import finding, listing, search
from archive.facets import (
    FACETS,
    FIGURE_FACETS,
    NOT_STATED,
    Facet,
)
from archive.listing import FIGURE_ORDERS, ORDERS, PageNotFound, Selection
from archive.models import Article, Figure, Status
from archive.naming import named, nearest, offered, shown, suggestion
from districts.models import Company, District, Indicator, Industry

TRACKING = re.compile(r"utm_[a-z_]{1,40}|fbclid|gclid")
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
MOST_SHOWN = 60
"""Characters of a wrong value that are repeated in its message."""
LONGEST_VALUE = 200
SCALES = {
    "": 1,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_WHOLE = re.compile("[1-9][0-9]{0,8}", re.ASCII)
"""A number of pages or rows."""
_AMOUNT = re.compile(
    r"(?P<number>[-−+]?[0-9][0-9,]{0,30}(?:\.[0-9]{1,6})?)"
    r"(?: ?(?P<scale>thousand|million|billion|trillion))?",
    re.ASCII | re.IGNORECASE,
)
HIGHEST_AMOUNT = 10**21
"""No figure is as high; six decimals more, and a number is still exact."""
MOST_PROBLEMS = 20

Checked = tuple[list[str], list[str]]
"""Values in their usual form, and what is wrong with the others."""


class Values(forms.Field):
    """The values of a parameter that may be repeated, each checked by `check`."""

    widget = forms.SelectMultiple

    def __init__(self, check: Callable[[list[str]], Checked], **kwargs: object) -> None:
        super().__init__(required=False)
        self.check = check

    def clean(self, value: Sequence[str] | str | None) -> tuple[str, ...]:
        value = [value] if isinstance(value, str) else value or ()
        given = [one for one in dict.fromkeys(one.strip() for one in value) if one]
        if not given:
            return ()
        most = settings.ARCHIVE_FACET_SELECTED
        if len(given) > most:
            raise forms.ValidationError(
                f"{len(given)} values are chosen here; {most} is the most."
            )
        if too_long := [one for one in given if len(one) > LONGEST_VALUE]:
            raise forms.ValidationError(f"{_quoted(too_long[0])} is too long a value.")
        if any(_UNREADABLE.search(one) for one in given):
            raise forms.ValidationError("A value has signs in it that no name has.")
        chosen, problems = self.check(given)
        if problems:
            raise forms.ValidationError(problems)
        return tuple(dict.fromkeys(chosen))


class Words(forms.Field):
    """The words of a search, as a tree; None where there are none."""

    def clean(self, value: str | None) -> search.Query | None:
        try:
            query = search.parse(value or "")
        except search.BrokenQuery as broken:
            raise forms.ValidationError(broken.explanation) from broken
        if query and (problems := search.unknown(query)):
            raise forms.ValidationError(problems)
        return query


class OneOf(forms.Field):
    """One of a few values, or nothing."""

    def __init__(self, values: Iterable[str], **kwargs: object) -> None:
        super().__init__(required=False)
        self.values = tuple(values)

    def clean(self, value: str | None) -> str:
        value = (value or "").strip()
        if value and value not in self.values:
            raise forms.ValidationError(_unknown(value, self.values, self.values))
        return value


class Amount(forms.Field):
    """A number as readers write it, 9,781,000,000 or 9.781 billion; None for none."""

    def clean(self, value: str | None) -> Decimal | None:
        value = " ".join((value or "").split())
        if not value:
            return None
        match = _AMOUNT.fullmatch(value)
        if not match:
            raise forms.ValidationError(
                f"{_quoted(value)} is no number. Write 9781000000 or 9.781 billion."
            )
        number = Decimal(match["number"].replace(",", "").replace("−", "-"))
        scale = SCALES[(match["scale"] or "").lower()]
        if abs(number) >= HIGHEST_AMOUNT / scale:
            raise forms.ValidationError(
                f"{_quoted(value)} is too high a number for a figure here."
            )
        return number * scale


class Parameter(django_filters.Filter):
    """A filter whose field holds nothing of one request: all requests share it."""

    def __deepcopy__(self, memo: dict) -> Parameter:
        return copy(self)


class ValuesFilter(Parameter):
    field_class = Values


class WordsFilter(Parameter):
    field_class = Words


class OneOfFilter(Parameter):
    field_class = OneOf


class AmountFilter(Parameter):
    field_class = Amount


class ListFilter(django_filters.FilterSet):
    """What article and figure lists share."""

    FACETS: tuple[Facet, ...] = ()
    SINGLE = ("q", "order", "flagged", "value_min", "value_max")
    PAGING = ("page", "per_page")

    def __init__(
        self,
        data: QueryDict | None = None,
        *args: object,
        also: Sequence[str] = (),
        **kwargs: object,
    ) -> None:
        """`also` names parameters that mean something to the caller alone."""
        super().__init__(QueryDict() if data is None else data, *args, **kwargs)
        self.also = tuple(also)

    @property
    def problems(self) -> list[str]:
        """What is wrong with the query string, in plain words; empty if nothing is."""
        problems = [
            f"There is no parameter {_quoted(name)}.{suggestion(name, self.names)}"
            for name in self.data
            if name not in self.names
        ]
        problems += [
            f"{name} is given {len(values)} times; once is the most."
            for name, values in self._lists()
            if name in (*self.SINGLE, *self.PAGING, *self.also) and len(values) > 1
        ]
        for name, messages in self._read[1].items():
            problems += [f"{name}: {message}" for message in messages]
        rows = self.data.get("per_page")
        if rows and not _WHOLE.fullmatch(rows):
            problems.append(f"per_page: {_quoted(rows)} is no number of rows.")
        return problems[:MOST_PROBLEMS]

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that the list knows."""
        return (*self.base_filters, *self.PAGING, *self.also)

    def selection(self) -> Selection:
        """What was asked for; call it only where there are no problems."""
        cleaned, _ = self._read
        chosen = {facet.name: cleaned.get(facet.name, ()) for facet in self.FACETS}
        return Selection(
            query=cleaned["q"],
            selected={name: values for name, values in chosen.items() if values},
            order=cleaned["order"],
            flagged=bool(cleaned["flagged"]),
            least=cleaned.get("value_min"),
            most=cleaned.get("value_max"),
        )

    @cached_property
    def _read(self) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """What the parameters mean, and what is wrong with them, each by its name.

        The fields of the class do it: a form would copy them all for each page.
        """
        cleaned, problems = {}, {}
        for name, one in self.base_filters.items():
            field = one.field
            given = self.data.get(name)
            if isinstance(field, Values) and isinstance(self.data, QueryDict):
                given = self.data.getlist(name)
            try:
                cleaned[name] = field.clean(given)
            except forms.ValidationError as wrong:
                problems[name] = wrong.messages
        return cleaned, problems

    @property
    def page(self) -> int:
        """The page's number, 1 by default; raises PageNotFound for what is none."""
        value = self.data.get("page") or "1"
        if not _WHOLE.fullmatch(value):
            raise PageNotFound(f"{_quoted(value)} is not the number of a page.")
        return int(value)

    def per_page(self, usual: int, most: int) -> int:
        """Rows on a page, no more than `most`; call it where there are no problems."""
        return min(int(self.data.get("per_page") or usual), most)

    def _lists(self) -> Iterable[tuple[str, list[str]]]:
        if isinstance(self.data, QueryDict):
            return self.data.lists()
        return [(name, [value]) for name, value in self.data.items()]


def known(model: type[Model]) -> Callable:
    """A check for slugs; all also answer to their names, industries to their keywords.

    A keyword that several industries share means all of them.
    """

    def check(given: list[str]) -> Checked:
        if model is Company:
            rows = shown(model).filter(slug__in=given)
            present = set(rows.values_list("slug", flat=True))
        else:
            present = finding.slugs(model)
        chosen, problems = [], []
        for value in given:
            if value == NOT_STATED or value in present:
                chosen.append(value)
                continue
            slugs = _slugs(model, value)
            chosen += slugs
            if not slugs:
                problems.append(_unknown(value, offered(model, "slug")))
        return chosen, problems

    return check


def years(given: list[str]) -> Checked:
    """Years of four digits."""
    problems = [
        f"{_quoted(value)} is not a year. Write it with four digits: 2023."
        for value in given
        if value != NOT_STATED and not re.fullmatch("[1-9][0-9]{3}", value, re.ASCII)
    ]
    return given, problems


def words_of(model: type[Article | Figure], facet: str) -> Callable:
    """A check for the words that rows have that readers may see."""

    def check(given: list[str]) -> Checked:
        present = finding.words(model, facet) if given else {}
        problems = [
            _unknown(value, present)
            for value in given
            if value not in present and value != NOT_STATED
        ]
        return given, problems

    return check


def choices(*values: str) -> Callable[[list[str]], Checked]:
    """A check for fixed values."""

    def check(given: list[str]) -> Checked:
        wrong = [value for value in given if value not in values]
        return given, [_unknown(value, values, values) for value in wrong]

    return check


class ArticleFilter(ListFilter):
    """The parameters of lists of articles."""

    class Meta:
        model = Article
        fields = ()

    FACETS = FACETS

    q = WordsFilter()
    district = ValuesFilter(check=known(District))
    industry = ValuesFilter(check=known(Industry))
    year = ValuesFilter(check=years)
    company = ValuesFilter(check=known(Company))
    publisher = ValuesFilter(check=words_of(Article, "publisher"))
    indicator = ValuesFilter(check=known(Indicator))
    basis = ValuesFilter(check=choices(*Article.DateBasis.values))
    flagged = OneOfFilter(values=("1",))
    order = OneOfFilter(values=ORDERS)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """As many of the list's articles as an export has."""
        most = settings.ARCHIVE_EXPORT_ROWS
        return queryset.filter(pk__in=listing.article_ids(self.selection(), most)[0])


class FigureFilter(ListFilter):
    """The parameters of lists of figures; `q` asks for words of their articles."""

    class Meta:
        model = Figure
        fields = ()

    FACETS = FIGURE_FACETS

    q = WordsFilter()
    district = ValuesFilter(check=known(District))
    indicator = ValuesFilter(check=known(Indicator))
    unit = ValuesFilter(check=words_of(Figure, "unit"))
    kind = ValuesFilter(check=choices(*Figure.Kind.values))
    year = ValuesFilter(check=years)
    company = ValuesFilter(check=known(Company))
    checks = ValuesFilter(check=choices("flagged", "clear"))
    status = ValuesFilter(
        check=choices(*(s.value for s in Status if s != Status.REJECTED))
    )
    flagged = OneOfFilter(values=("1",))
    value_min = AmountFilter()
    value_max = AmountFilter()
    order = OneOfFilter(values=FIGURE_ORDERS)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """As many of the list's figures as an export has."""
        most = settings.ARCHIVE_EXPORT_ROWS
        return queryset.filter(pk__in=listing.figure_ids(self.selection(), most)[0])


def dropped_tracking(query: QueryDict) -> QueryDict | None:
    """The query without what other sites add to follow readers; None if it has none."""
    if not any(TRACKING.fullmatch(name) for name in query):
        return None
    kept = query.copy()
    for name in query:
        if TRACKING.fullmatch(name):
            del kept[name]
    return kept


def _slugs(model: type[Model], value: str) -> list[str]:
    if model is Indicator:
        found = Indicator.objects.filter(name__iexact=value)
    elif model is Industry:
        found = Industry.objects.named(value)
    else:
        found = named(model, value)
    return list(found.values_list("slug", flat=True))


def _unknown(value: str, names: Iterable[str], listed: Sequence[str] = ()) -> str:
    near = nearest(value, names)
    more = f" Did you mean “{near}”?" if near else ""
    more += f" It can be {', '.join(listed)}." if listed else ""
    return f"There is no {_quoted(value)} here.{more}"


def _quoted(value: str) -> str:
    shown = value[:MOST_SHOWN] + ("…" if len(value) > MOST_SHOWN else "")
    return f"“{shown}”"
