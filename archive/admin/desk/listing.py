"""An article's rows as its desk lists them: light, without a form of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.safestring import SafeString

from archive.admin.showing import (
    Difference,
    differences,
    figure_in_words,
    kind_of,
    period_of,
    place_of,
    source_parts,
)
from archive.decisions.alike import counts
from archive.ingest.placing import is_wordless
from archive.models import (
    DOUBTFUL,
    Article,
    CompanyMention,
    DistrictMention,
    Figure,
    IndustryMention,
    Mention,
    Status,
)

Row = Mention | Figure


class Kind(NamedTuple):
    """Rows of one model, and what is loaded with them."""

    model: type[Row]
    one: str
    label: str
    related: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.model._meta.model_name


KINDS = (
    Kind(
        Figure,
        "Figure",
        "Figures",
        ("indicator", "subject_district", "subject_company"),
    ),
    Kind(DistrictMention, "District", "Districts", ("district",)),
    Kind(CompanyMention, "Company", "Companies", ("company",)),
    Kind(IndustryMention, "Industry", "Industries", ("industry",)),
)


def may(user: AbstractBaseUser, model: type[Row], what: str) -> bool:
    """Whether the user may add, change or delete (which is to reject) such rows."""
    codename = get_permission_codename(what, model._meta)
    return user.has_perm(f"{model._meta.app_label}.{codename}")


@dataclass
class Line:
    """A row in the words of the desk. `alike` is None until somebody counts."""

    row: Row
    address: str
    alike_address: str
    may_decide: bool
    may_reject: bool
    alike: int | None = None
    trouble: str = ""
    note: str = ""

    @property
    def place(self) -> str:
        return place_of(self.row)

    @property
    def kind(self) -> str:
        return kind_of(self.row)

    @property
    def call(self) -> str:
        """What a button says of the row: its model, its key, the version seen."""
        return f"{self.row._meta.model_name} {self.row.pk} {self.row.version}"

    @property
    def words(self) -> str:
        return self.row.surface or "the file's name"

    @property
    def reads(self) -> str:
        """What the machine, or an editor, takes the words for."""
        row = self.row
        if isinstance(row, Figure):
            return " · ".join(_figure_reads(row))
        said = [str(row.entity)]
        if isinstance(row, DistrictMention):
            said.append("filed under it" if is_wordless(row) else row.role)
        if isinstance(row, IndustryMention) and row.keyword:
            said.append(f"by “{row.keyword}”")
        return " · ".join(said)

    @property
    def differences(self) -> list[Difference]:
        return differences(self.row)

    @property
    def is_doubtful(self) -> bool:
        """Whether the machine itself was not sure, and nobody has looked yet."""
        return self.row.is_unconfirmed and self.row.confidence < DOUBTFUL

    @property
    def is_rejected(self) -> bool:
        return self.row.status == Status.REJECTED

    @property
    def may_confirm(self) -> bool:
        settled = (Status.CONFIRMED, Status.REJECTED)
        return self.may_decide and self.row.status not in settled


@dataclass
class Group:
    """The rows of one kind: those that count, and those that are out of the way."""

    kind: Kind
    lines: list[Line]
    add_address: str

    @property
    def shown(self) -> list[Line]:
        return [line for line in self.lines if not line.is_rejected]

    @property
    def rejected(self) -> list[Line]:
        return [line for line in self.lines if line.is_rejected]


class Desk:
    """All that stands on the desk of an article, for a user with these rights."""

    def __init__(self, article: Article, user: AbstractBaseUser) -> None:
        self.article = article
        self.address = reverse("admin:archive_article_change", args=[article.pk])
        self._query = "?" + urlencode({"next": self.address})
        self.groups = [self._group(kind, user) for kind in KINDS]

    @property
    def lines(self) -> Iterator[Line]:
        for group in self.groups:
            yield from group.lines

    def line(self, row: Row) -> Line | None:
        return next((line for line in self.lines if line.row == row), None)

    @cached_property
    def totals(self) -> dict[str, int]:
        rows = [line.row for line in self.lines if not line.is_rejected]
        return {
            "rows": len(rows),
            "decided": sum(row.is_decided for row in rows),
            "checks": sum(len(getattr(row, "standing_checks", ())) for row in rows),
        }

    @property
    def parts(self) -> list[tuple[str, SafeString]]:
        """The texts with what counts marked in them."""
        rows = (line.row for line in self.lines if not line.is_rejected)
        return source_parts(self.article, rows)

    def count_alike(self) -> list[Line]:
        """The lines that have rows alike to theirs in the archive, with how many."""
        known = counts(line.row for line in self.lines)
        for line in self.lines:
            line.alike = known.get(line.row, 0)
        return [line for line in self.lines if line.alike]

    def _group(self, kind: Kind, user: AbstractBaseUser) -> Group:
        rows = kind.model.objects.filter(article=self.article)
        rights: dict[str, Any] = {
            "may_decide": may(user, kind.model, "change"),
            "may_reject": may(user, kind.model, "delete"),
        }
        prefix = f"admin:archive_{kind.name}"
        lines = [
            Line(
                row,
                reverse(f"{prefix}_change", args=[row.pk]) + self._query,
                reverse(f"{prefix}_alike", args=[row.pk]) + self._query,
                **rights,
            )
            for row in rows.select_related(*kind.related).order_by("raw_start", "id")
        ]
        add_address = ""
        if may(user, kind.model, "add"):
            given = urlencode({"article": self.article.pk, "next": self.address})
            add_address = reverse(f"{prefix}_add") + f"?{given}"
        return Group(kind, lines, add_address)


def _figure_reads(figure: Figure) -> Iterator[str]:
    yield f"{figure.hedge} {figure_in_words(figure)}".strip()
    if figure.kind != Figure.Kind.LEVEL:
        yield figure.get_kind_display()
    if figure.indicator or figure.indicator_words:
        yield str(figure.indicator or f"“{figure.indicator_words}”")
    yield period_of(figure)
    if figure.subject:
        yield figure.subject
