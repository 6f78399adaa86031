"""What the desk shows of rows: their words in place, and the machine's last word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.highlighting import Mark, highlight
from archive.models import Article, Document, Figure, Mention, Placed, Reviewed
from archive.passages import sentence_of
from archive.wording import period_in_words, value_in_words


class Difference(NamedTuple):
    """A field where the machine and a person disagree."""

    label: str
    machine: str
    person: str


def differences(row: Reviewed) -> list[Difference]:
    """Where the machine's last word differs from what a person set."""
    found = []
    for name, said in row.disagreements().items():
        column = row._meta.get_field(name)
        if _same(column, said, getattr(row, name)):
            continue
        found.append(
            Difference(
                str(column.verbose_name),
                as_column(column, said),
                as_column(column, getattr(row, name)),
            )
        )
    return found


def in_words(value: Any) -> str:
    """A field's value as a person reads it."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, dict):
        return " ".join(in_words(one) for one in value.values() if one)
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    text = str(value)
    return text if len(text) <= 200 else text[:200] + " …"


def as_column(column: models.Field, value: Any) -> str:
    """A plain value of a column in words: no idle zeros, a choice by its label."""
    if value in (None, "") or isinstance(value, models.Model):
        return in_words(value)
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, models.DecimalField | models.DateTimeField):
        try:
            value = column.to_python(value)
        except ValidationError:
            return in_words(value)  # it was written by another version
        if isinstance(column, models.DateTimeField):
            return f"{value:%Y-%m-%d %H:%M} UTC"
        return f"{value.normalize():f}"
    return in_words(value)


def _same(column: models.Field, said: Any, value: Any) -> bool:
    """Whether two ways to write a value are the same: 5 and 5.000000, one moment."""
    if said is None or isinstance(column, models.ForeignKey | models.JSONField):
        return False
    try:
        return column.to_python(said) == value
    except ValidationError:
        return False


def figure_in_words(figure: Figure) -> str:
    return str(value_in_words(figure.value, figure.unit, figure.kind))


def period_of(figure: Figure) -> str:
    return period_in_words(
        figure.period_start,
        figure.period_end,
        figure.period_symbol,
        figure.period_words,
    )


def change_link(row: models.Model, text: str) -> SafeString:
    address = reverse(
        f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk]
    )
    return format_html('<a href="{}">{}</a>', address, text)


def text_address(document: Document, row: Placed | Article | None = None) -> str:
    """The document's raw text on the desk, at the line where a row begins."""
    address = reverse("admin:archive_document_text", args=[document.pk])
    if row is None:
        return address
    start = row.anchor if isinstance(row, Article) else row.raw_start
    line = document.text.count("\n", 0, start) + 1
    return f"{address}#line-{line}"


def place_of(row: Mention | Figure) -> str:
    """The row's place on the page of its article; its words have `at-` before it."""
    return f"{row._meta.model_name}-{row.pk}"


def kind_of(row: Mention | Figure) -> str:
    """As what its words are marked."""
    return "figure" if isinstance(row, Figure) else row.ENTITY


def sentence(row: Mention | Figure) -> SafeString | str:
    """The sentence of a row with its words marked."""
    if not row.placed:
        return row.surface
    found = sentence_of(row.article, row)
    return highlight(found.text, [Mark(found.start, found.end, kind_of(row))])


def passage(row: Mention | Figure) -> SafeString:
    """The sentence of a row, and the ways to its source."""
    context = {
        "row": row,
        "words": sentence(row),
        "article": row.article,
        "article_address": reverse(
            "admin:archive_article_change", args=[row.article_id]
        ),
        "place": place_of(row),
        "text_address": text_address(row.document, row),
    }
    return render_to_string("admin/archive/_passage.html", context)


def state(row: Reviewed) -> SafeString:
    """Status, doubts and the machine's last word on a row, in a few lines."""
    context = {
        "row": row,
        "differences": differences(row),
        "checks": getattr(row, "standing_checks", []),
        "dismissed": getattr(row, "dismissed_checks", {}),
    }
    return render_to_string("admin/archive/_state.html", context)


def source_parts(
    article: Article, rows: Iterable[Mention | Figure]
) -> list[tuple[str, SafeString]]:
    """The article's parts with their rows marked; each mark leads to its row."""
    marks: dict[str, list[Mark]] = {part: [] for part in Article.PARTS}
    for row in rows:
        if row.placed and row.part in marks:
            place, kind = place_of(row), kind_of(row)
            title = f"{kind}: {row.get_status_display()}"
            mark = Mark(row.start, row.end, kind, f"at-{place}", title, f"#{place}")
            marks[row.part].append(mark)
    parts = [(part, getattr(article, part)) for part in Article.PARTS]
    return [(part, highlight(text, marks[part])) for part, text in parts if text]
