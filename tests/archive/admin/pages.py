"""The desk's pages as an editor's browser has them: filled in, changed, sent."""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse


def address(row: models.Model | type[models.Model], page: str = "change") -> str:
    args = [row.pk] if page not in ("changelist", "add") else []
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def filled(page: Any) -> dict[str, str]:
    """What a browser would send of a page's forms if nothing were changed."""
    sent: dict[str, str] = {}
    for formset in page.context["inline_admin_formsets"]:
        _take(sent, formset.formset.management_form)
        for form in formset.formset.forms:
            _take(sent, form)
    _take(sent, page.context["adminform"].form)
    return sent


def hidden(page: Any) -> dict[str, Any]:
    """What the button of a page with hidden fields alone sends."""
    fields = dict(page.context["hidden"])
    button = page.context["button"]
    return {**fields, button["name"]: button["label"]}


def _take(sent: dict[str, str], form: BaseForm) -> None:
    for bound in form:
        if bound.field.disabled:
            continue
        value = bound.value()
        if hasattr(bound.field.widget, "check_test") and not value:
            continue  # an empty box is not sent
        sent[bound.html_name] = _as_sent(value)


def _as_sent(value: Any) -> str:
    if value is None or value is False:
        return ""
    return str(value).replace("\r\n", "\n").replace("\n", "\r\n")


def save(desk: Client, row: models.Model, **changes: Any) -> Any:
    """Open a row's page, change some fields and save; gives the answer."""
    page = desk.get(address(row))
    assert page.status_code == 200
    return send(desk, row, filled(page), **changes)


def send(desk: Client, row: models.Model, sent: dict[str, str], **changes: Any) -> Any:
    return desk.post(address(row), {**sent, **changes}, follow=True)


def seen_on(page: Any) -> str:
    """How the page's button tells what stood there when the page was opened."""
    return re.search(r'name="seen" value="([^"]*)"', told(page))[1]


def delete(desk: Client, row: models.Model, **more: Any) -> Any:
    """Open the page that asks whether a row shall go, and say yes."""
    where = address(row, "delete")
    sent = {"post": "yes", "seen": seen_on(desk.get(where)), **more}
    return desk.post(where, sent, follow=True)


def press(desk: Client, row: models.Model, verb: str, **more: Any) -> Any:
    """Press a button of a row on the desk of its article; gives the answer."""
    version = more.pop("version", row.version)
    sent = {"decide": f"{verb} {row._meta.model_name} {row.pk} {version}", **more}
    return desk.post(address(row.article, "decide"), sent, follow=True)


def saved(answer: Any) -> bool:
    """Whether the answer led on, and did not show the form again."""
    return answer.status_code == 200 and bool(answer.redirect_chain)


def told(answer: Any) -> str:
    """What the page says, without its tags' noise."""
    return answer.content.decode()


def columns(words: str, label: str) -> list[str]:
    """What a page that tells of a conflict has of a field: before, theirs, yours."""
    row = words.split(f'<th scope="row">{label}</th>', 1)[1].split("</tr>", 1)[0]
    return re.findall(r"<td[^>]*>([^<]*)</td>", row)
