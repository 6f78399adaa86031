"""Documents on the desk: every verdict is listed, found, and can be tried again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError
from django.test import Client

from archive import originals
from archive.ingest import Reader, World, take_files
from archive.ingest.again import Result, read_again
from archive.models import Article, Delivery, Document
from archive.parsing import UnreadableDocument
from tests.archive.admin.pages import address, told
from tests.archive.test_commands import run
from tests.factories import make_document, make_region

STORY = (
    "Docks {n} are dredged\n\nDredging of the northern docks cost {n}2 million yuan, "
    "the port office said, and took eleven weeks.\n\nShips of 200 meters moor again.\n"
)


def refuse(data: bytes, charset: str, **limits: int) -> None:
    raise UnreadableDocument("cut_short", "Rules of yesterday could not read it.")


@pytest.fixture
def take(db, tmp_path):
    """Takes in files of these names; `refuse` has yesterday's rules refuse them."""
    region = make_region()

    def taken(*names: str, data: bytes | None = None, refused: bool = False):
        for n, name in enumerate(names, 1):
            story = STORY.format(n=n).encode() + name.encode()
            (tmp_path / name).write_bytes(story if data is None else data)
        rules = Reader(refuse, "yesterday") if refused else None
        paths = [tmp_path / name for name in names]
        return list(take_files(paths, region, reader=rules))

    return taken


def of(name: str) -> Document:
    return Document.objects.get(deliveries__name=name)


def listed(desk: Client, **query: str) -> list[str]:
    page = desk.get(address(Document, "changelist"), query)
    assert page.status_code == 200
    rows = page.context["cl"].result_list
    return sorted(str(row) for row in rows)


def test_every_document_is_listed_with_its_verdict_and_why(desk, take):
    take("good.txt")
    take("bad.txt", refused=True)
    page = told(desk.get(address(Document, "changelist")))
    for words in ("good.txt", "bad.txt", "cut_short", "Rules of yesterday"):
        assert words in page


def test_they_are_found_by_verdict_reason_type_region_name_and_container(desk, take):
    take("good.txt")
    take("bad.txt", refused=True)
    take("page.html", data=b"<!doctype html><p>" + b"A quay. " * 60)
    north = make_region("Northland")
    make_document("A report of the north.", name="report.txt", region=north)
    document = of("report.txt")
    Document.objects.filter(pk=document.pk).update(remarks=["The order is unsure."])
    document.deliveries.update(container="parcel.zip")

    assert listed(desk, verdict__exact="refused") == ["bad.txt"]
    assert listed(desk, reason_code="cut_short") == ["bad.txt"]
    assert listed(desk, media_type="text/html") == ["page.html"]
    assert listed(desk, region__id__exact=str(north.pk)) == ["report.txt"]
    assert listed(desk, look="yes") == ["report.txt"]
    assert listed(desk, q="bad.t") == ["bad.txt"]
    assert listed(desk, q="parcel.zip") == ["report.txt"]


def test_what_has_no_bytes_is_listed_with_its_reason_and_what_to_do(
    desk, take, tmp_path
):
    take("good.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "good.txt")
    (outcome,) = take_files([tmp_path / "link.txt"], make_region())
    problem = Delivery.objects.get(document=None)

    page = told(desk.get(address(Document, "changelist")))
    assert "no bytes could be read (1)" in page
    found = desk.get(address(Delivery, "changelist"), {"problem": "yes"})
    assert [row.name for row in found.context["cl"].result_list] == ["link.txt"]
    assert outcome.reason_code in told(found)
    by_code = desk.get(address(Delivery, "changelist"), {"code": outcome.reason_code})
    assert list(by_code.context["cl"].result_list) == [problem]
    page = told(desk.get(address(problem)))
    assert outcome.reason in page
    assert "run `manage.py ingest` on it again" in page


def test_the_list_of_all_that_came_tells_verdicts_and_is_narrowed_by_them(desk, take):
    take("good.txt")
    take("bad.txt", refused=True)
    for query in (
        {"document__verdict__exact": "refused"},
        {"code": "cut_short"},
        {"q": "bad"},
    ):
        page = desk.get(address(Delivery, "changelist"), query)
        assert [row.name for row in page.context["cl"].result_list] == ["bad.txt"]
        assert "Rules of yesterday" in told(page)
    page = desk.get(address(Delivery, "changelist"), {"look": "no"})
    assert len(page.context["cl"].result_list) == 2


def test_a_search_that_finds_it_by_many_names_counts_its_stories_once(desk, take):
    take("one.txt", "once.txt")
    document = of("one.txt")
    Delivery.objects.filter(name="once.txt").update(name="one-again.txt")
    document.deliveries.create(name="one-more.txt", region=make_region())
    page = desk.get(address(Document, "changelist"), {"q": "one"})
    assert {row.stories for row in page.context["cl"].result_list} == {1}


def test_the_button_takes_in_what_the_rules_can_read_now(desk, take):
    take("bad.txt", refused=True)
    document = of("bad.txt")
    assert "It was refused, and its bytes are kept" in told(desk.get(address(document)))

    answer = desk.post(address(document, "again"), follow=True)

    assert "Read again: 1 in now." in told(answer)
    document.refresh_from_db()
    assert (document.is_accepted, document.reason_code) == (True, "")
    assert document.articles.get().title == "Docks 1 are dredged"
    assert desk.get(document.articles.get().get_absolute_url()).status_code == 200
    history = told(desk.get(address(document, "history")))
    assert "Read again: in now." in history


def test_the_action_tries_many_and_says_what_came_of_them(desk, take):
    take("one.txt", "two.txt", refused=True)
    take("noise.bin", data=b"\0\1\2\3" * 50)
    take("lost.txt", refused=True)
    originals.path_of(of("lost.txt").sha256).unlink()
    chosen = [d.pk for d in Document.objects.all()]

    answer = desk.post(
        address(Document, "changelist"),
        {"action": "try_again", "_selected_action": chosen},
        follow=True,
    )

    page = told(answer)
    assert "Read again: 2 in now, 1 still refused, 1 without bytes." in page
    assert of("noise.bin").reason in page.replace("&#x27;", "'")
    assert listed(desk, verdict__exact="accepted") == ["one.txt", "two.txt"]


def test_too_many_at_once_are_left_to_the_command(desk, take, monkeypatch):
    monkeypatch.setattr("archive.admin.documents.MOST_AT_ONCE", 1)
    take("one.txt", "two.txt", refused=True)
    chosen = [d.pk for d in Document.objects.all()]
    data = {"action": "try_again", "_selected_action": chosen}
    page = told(desk.post(address(Document, "changelist"), data, follow=True))
    assert "manage.py reparse" in page
    assert not Document.objects.accepted().exists()


def test_only_who_may_change_documents_can_have_them_read_again(
    take, django_user_model
):
    take("bad.txt", refused=True)
    document = of("bad.txt")
    reviewer = django_user_model.objects.create_user("eve", is_staff=True)
    reviewer.user_permissions.add(Permission.objects.get(codename="view_document"))
    client = Client()
    client.force_login(reviewer)
    page = client.get(address(document))
    assert page.status_code == 200
    assert "Try again</button>" not in told(page)
    assert client.post(address(document, "again")).status_code == 403
    data = {"action": "try_again", "_selected_action": [document.pk]}
    client.post(address(Document, "changelist"), data)
    assert Client().post(address(document, "again")).status_code == 302
    document.refresh_from_db()
    assert not document.is_accepted


def test_to_look_at_the_address_of_the_button_reads_nothing(desk, take):
    take("bad.txt", refused=True)
    assert desk.get(address(of("bad.txt"), "again")).status_code == 405
    assert not of("bad.txt").is_accepted


def test_a_purged_document_says_so_and_has_no_button(desk, take):
    take("good.txt")
    document = of("good.txt")
    run("purge", document.sha256, "--reason", "Court order 12", "--yes")
    page = told(desk.get(address(document)))
    assert "Court order 12" in page
    assert "Try again</button>" not in page
    assert read_again(Document.objects.get(), World()).result == Result.PURGED
    assert listed(desk, reason_code="purged") == ["good.txt"]


def test_the_page_of_a_pdf_says_how_many_pages_it_has(desk):
    page = {"start": 0, "end": 4, "width": 595.0, "height": 842.0, "words": []}
    document = make_document("Text", media_type="application/pdf", pages=[page, page])
    assert "2, in points 595 × 842" in told(desk.get(address(document)))


# The command


def test_reparse_takes_in_what_the_rules_can_read_now(take):
    take("one.txt", "two.txt", refused=True)
    take("noise.bin", data=b"\0\1\2\3" * 50)
    take("good.txt")

    output, errors, code = run("reparse", "--refused", "--jobs", 1)

    assert output == "3 documents: 2 in now, 1 still refused.\n"
    assert (errors.startswith("noise.bin ("), code) == (True, 1)
    assert Article.objects.count() == 3
    output, errors, code = run("reparse", "--reason-code", "cut_short")
    assert (output, errors, code) == ("0 documents: none.\n", "", 0)


def test_reparse_of_what_is_in_changes_nothing(take):
    take("good.txt")
    before = Article.objects.values().get()
    output, errors, code = run("reparse", "--document", of("good.txt").sha256[:9])
    assert (output, errors, code) == ("1 documents: 1 read.\n", "", 0)
    assert Article.objects.values().get() == before


def test_a_rehearsal_tells_the_same_and_stores_nothing(take):
    take("one.txt", refused=True)
    before = list(Document.objects.values())
    output, _, code = run("reparse", "--refused", "--dry-run")
    said = "1 documents: 1 in now (dry run: nothing was changed).\n"
    assert (output, code) == (said, 0)
    assert list(Document.objects.values()) == before
    assert not Article.objects.exists()


def test_reparse_finds_what_is_behind_the_rules(take):
    take("good.txt")
    take("old.txt", refused=True)
    assert run("reparse", "--behind")[0] == "1 documents: 1 in now.\n"
    assert run("reparse", "--behind")[0] == "0 documents: none.\n"


def test_altered_and_missing_bytes_are_not_read(take):
    take("one.txt", "two.txt", refused=True)
    one, two = of("one.txt"), of("two.txt")
    originals.path_of(one.sha256).unlink()
    path = originals.path_of(two.sha256)
    path.chmod(0o644)
    path.write_text("Forged. Revenue rose 99 percent, the office said.\n" * 9)

    output, errors, code = run("reparse")

    assert (output, code) == ("2 documents: 2 without bytes.\n", 1)
    assert "No such file" in errors
    assert "not those that were received" in errors
    assert not Article.objects.exists()


def test_what_is_in_stays_in_where_the_rules_cannot_read_it_any_more(take, monkeypatch):
    take("good.txt")
    article = Article.objects.get()
    monkeypatch.setattr("archive.parsing.parse", refuse)

    output, errors, code = run("reparse", "--jobs", 1)

    assert (output, code) == ("1 documents: 1 kept as read before.\n", 1)
    assert "Rules of yesterday could not read it" in errors
    assert Article.objects.get() == article
    assert of("good.txt").is_accepted


def test_reparse_names_a_document_that_is_not_there(take):
    with pytest.raises(CommandError, match="no such document"):
        run("reparse", "--document", "ffff")
