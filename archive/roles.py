"""Who may do what on the desk: three groups and the permissions of each.

Reviewers decide on what was read; editors also cut texts, merge companies and change
the world's names; administrators also say who is who. The groups are brought in step
with this after each `migrate`; who needs other permissions makes a group of their own.
"""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps

DECIDED = ("districtmention", "companymention", "industrymention", "figure")
"""What reviewers decide on, besides an article's own fields."""

NAMED = (
    "region",
    "district",
    "districtalias",
    "industry",
    "industrykeyword",
    "company",
    "companyalias",
    "indicator",
    "indicatoralias",
)
"""What editors name, with its names."""

READ = (
    *("article", "bodyrepair", "decision", "delivery", "document", "formeraddress"),
    *("piecemove", "reading", *DECIDED),
)
"""The record, which all may look at."""

REVIEWERS, EDITORS, ADMINISTRATORS = "Reviewers", "Editors", "Administrators"


def _all(verbs: str, app: str, models: tuple[str, ...]) -> set[str]:
    return {f"{app}.{verb}_{model}" for verb in verbs.split() for model in models}


_REVIEWERS = (
    _all("view", "archive", READ)
    | _all("view", "districts", (*NAMED, "exchangerate"))
    | _all("add change delete", "archive", DECIDED)
    | {"archive.change_article"}
)
_EDITORS = (
    _REVIEWERS
    | {"archive.delete_article", "archive.change_document"}
    | _all("add change delete", "districts", (*NAMED, "exchangerate"))
)
_ADMINISTRATORS = (
    _EDITORS
    | _all("view add change delete", "auth", ("user", "group"))
    | _all("view delete", "axes", ("accessattempt", "accessfailurelog"))
    | _all("view", "axes", ("accesslog",))
)

MATRIX = {
    REVIEWERS: frozenset(_REVIEWERS),
    EDITORS: frozenset(_EDITORS),
    ADMINISTRATORS: frozenset(_ADMINISTRATORS),
}
"""The permissions of each group, as `app.verb_model`."""


def settle(apps: Apps, **sent: Any) -> None:
    """Give each group just these permissions, as far as they are there.

    For the signal after a migration, which tells what there is by then.
    """
    try:
        group = apps.get_model("auth", "Group")
        permission = apps.get_model("auth", "Permission")
    except LookupError:
        return
    known = {
        f"{app}.{codename}": key
        for key, app, codename in permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, wanted in MATRIX.items():
        row, _ = group.objects.get_or_create(name=name)
        row.permissions.set(known[each] for each in wanted if each in known)
