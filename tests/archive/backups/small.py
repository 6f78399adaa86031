"""A small archive that has something in every table a backup holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType

from archive import decisions
from archive.models import Article, Figure, FormerAddress, IndustryMention, Reading
from districts.models import Company
from tests.commands import run
from tests.seeded import load_seeds


def fill(folder: Path | str) -> None:
    """The seeds and all that `take_in` leaves."""
    load_seeds()
    take_in(folder)


def take_in(*folders: Path | str) -> None:
    """The documents of the folders, an editor in a group, and decisions."""
    _, errors, code = run("ingest", *folders)
    assert code == 1, errors  # some are refused, as they should be
    decide(an_editor())


def an_editor() -> User:
    editor = User.objects.create_user(
        "wen", password="a lantern over the water", is_staff=True
    )
    reviewers = Group.objects.create(name="reviewers")
    permission = Permission.objects.get(codename="change_figure")
    reviewers.permissions.add(permission)
    editor.groups.add(reviewers)
    editor.user_permissions.add(permission)
    editor.last_login = datetime(2023, 8, 19, 0, 50, 1, 123456, tzinfo=UTC)
    editor.save()
    return editor


def decide(editor: User) -> None:
    """Confirm, correct, reject, repair; a company that was made and is gone; and what
    an extractor said.
    """
    figure = Figure.objects.get(surface__contains="1.3 billion")
    decisions.correct(figure, {"hedge": "nearly"}, editor, reason="says the bureau")
    decisions.reject(Figure.objects.get(surface__contains="412"), editor)
    decisions.confirm(IndustryMention.objects.order_by("pk").first(), editor)
    article = Article.objects.get(headline__contains="Harbour")
    body = article.body.replace("artificial", "artful")
    decisions.repair_body(article, body, editor, article.version)
    FormerAddress.objects.create(public_id="oldaddress12", article=article)
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Figure),
        object_id=str(figure.pk),
        object_repr=str(figure),
        action_flag=CHANGE,
        change_message="[]",
    )
    Company.objects.create(slug="gone", name="Gone").delete()
    Reading.objects.create(
        document=article.document,
        texts="0" * 64,
        extractor="sample",
        version="1",
        annotations=[["company", "body", 0, 9, {"name": "“Ödemiş”"}, 0.5, [[3, 12]]]],
        taken_at=datetime(2023, 8, 19, 0, 50, 1, 123456, tzinfo=UTC),
    )
