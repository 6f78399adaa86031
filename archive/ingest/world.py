"""The known names, taken from the database and handed to extraction."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Manager, QuerySet

from archive.checks import Rates
from archive.extraction import Gazetteer, IndicatorForm, SurfaceForm
from archive.ingest.labels import Label, Labelling
from districts.models import (
    Company,
    District,
    DistrictAlias,
    Form,
    Indicator,
    Industry,
    Region,
)


@dataclass
class World:
    """The gazetteers by region, and the rows behind their keys. Read once a run."""

    rates: Rates = field(default_factory=Rates)
    _gazetteers: dict[str, Gazetteer] = field(default_factory=dict)
    _ids: dict[type, dict[str, int]] = field(default_factory=dict)
    _labellings: dict[str, Labelling] = field(default_factory=dict)
    _rejected: frozenset[str] | None = None

    def gazetteer(self, region: str) -> Gazetteer:
        """All names known in a region; "" is a region that nobody knows."""
        if region not in self._gazetteers:
            row = Region.objects.filter(slug=region).first()
            self._gazetteers[region] = _compiled(
                _surface_forms(District.objects.of_region(region)),
                _surface_forms(Company.objects),
                _surface_forms(Industry.objects),
                tuple(
                    IndicatorForm(form.form, form.key, form.unit)
                    for form in Indicator.objects.surface_forms()
                ),
                row.name if row else "",
                row.country if row else "",
                tuple(row.other_cities.split("\n")) if row else (),
            )
        return self._gazetteers[region]

    def labelling(self, region: str) -> Labelling:
        """How the names of the region's files are read."""
        if region not in self._labellings:
            patterns = Region.objects.filter(slug=region)
            pattern = patterns.values_list("file_name_pattern", flat=True).first()
            districts = District.objects.of_region(region) if pattern else ()
            self._labellings[region] = Labelling(
                pattern or "", {d.code: (d.slug, d.name) for d in districts}
            )
        return self._labellings[region]

    def gather(self, region: str) -> None:
        """Read all that documents of a region need, for use without the database."""
        self.gazetteer(region)
        self.labelling(region)
        self.rates.years()
        self.is_rejected("")
        for model in (District, Company, Industry, Indicator):
            self.id_of(model, "")

    def label(self, region: str, name: str) -> Label:
        """What a file's name says in the region."""
        return self.labelling(region).read(name)

    def id_of(self, model: type, slug: str) -> int | None:
        """The row's key for a slug; None for "" and for what is not known.

        Companies that texts brought are not known: their rows come and go.
        """
        if model not in self._ids:
            rows = model.objects.all()
            if model is Company:
                rows = Company.objects.known() | Company.objects.merged()
            self._ids[model] = dict(rows.values_list("slug", "pk"))
        return self._ids[model].get(slug)

    def is_rejected(self, slug: str) -> bool:
        """Whether editors do not want this name of a company, as far as known here."""
        if self._rejected is None:
            rows = Company.objects.rejected()
            self._rejected = frozenset(rows.values_list("slug", flat=True))
        return slug in self._rejected


@lru_cache(maxsize=2)
def _compiled(
    *names: tuple[SurfaceForm | IndicatorForm | str, ...] | str,
) -> Gazetteer:
    """The gazetteer of these names: who reads one story after another makes it once."""
    return Gazetteer.build(*names)


def _surface_forms(things: QuerySet | Manager) -> tuple[SurfaceForm, ...]:
    return tuple(map(_surface_form, things.surface_forms()))


def _surface_form(form: Form) -> SurfaceForm:
    role = "area" if form.role in DistrictAlias.AREAS else form.role
    return SurfaceForm(
        form.form, form.key, role, form.weight, form.language, form.valid_to
    )
