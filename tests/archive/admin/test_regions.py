"""An editor states the region of a document whose deliveries contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from archive import decisions, originals
from archive.models import Decision, Delivery, Document
from districts.models import Region
from tests.archive.admin.pages import address, seen_on, told
from tests.archive.test_commands import STORY, run
from tests.seeded import load_seeds

DOUBT = "Delivered as of Federal Reserve districts and as of Shanghai: region unknown."


def take_in_twice(folder: Path) -> None:
    """As of two regions."""
    load_seeds()
    run("ingest", folder)
    run("ingest", folder, "--region", "federal-reserve")


@pytest.fixture
def folder(take_in_once) -> Path:
    """A folder whose one story came as of two regions."""
    return take_in_once({"story.txt": STORY}, take_in_twice)


@pytest.fixture
def desk(folder, desk) -> Client:
    """Logged in to the archive that was put back."""
    return desk


@pytest.fixture
def document(folder) -> Document:
    return Document.objects.get()


@pytest.fixture
def shanghai(folder) -> Region:
    return Region.objects.get(slug="shanghai")


def state(desk: Client, document: Document, region: Region | None, **more: str) -> str:
    sent = {"region": region.pk if region else "", **more}
    if "seen" not in sent:
        sent["seen"] = seen_on(desk.get(address(document)))
    return told(desk.post(address(document, "region"), sent, follow=True))


def districts(document: Document) -> set[str]:
    mentions = document.districtmention_set.visible()
    return set(mentions.values_list("district__name", flat=True))


def test_it_is_of_that_region_from_then_on_and_in_no_queue(desk, document, shanghai):
    assert (document.region, document.remarks) == (None, [DOUBT])
    assert "Its region is unknown" in told(desk.get(address(document)))

    page = state(desk, document, shanghai, reason="The paper is Shanghai’s")

    assert "Its region is stated: Shanghai." in page
    assert "ada stated it on" in page
    assert "The paper is Shanghai’s" in page
    document.refresh_from_db()
    assert (document.region, document.remarks) == (shanghai, [])
    assert districts(document) == {"Putuo"}
    queue = desk.get(address(Document, "changelist"), {"look": "yes"})
    assert not queue.context["cl"].result_list


def test_it_stays_so_however_often_and_as_of_whatever_it_comes(
    desk, folder, document, shanghai
):
    state(desk, document, shanghai)
    (folder / "renamed.txt").write_text(STORY)

    for region in ("federal-reserve", "shanghai", ""):
        given = ("--region", region) if region else ()
        assert run("ingest", folder, *given)[1] == ""
    run("reparse")
    run("reextract")

    document.refresh_from_db()
    assert (document.region, document.remarks) == (shanghai, [])
    assert districts(document) == {"Putuo"}
    # How it came is not rewritten.
    regions = Delivery.objects.values_list("name", "region__slug").order_by("name")
    assert set(regions) == {
        ("renamed.txt", "federal-reserve"),
        ("renamed.txt", "shanghai"),
        ("story.txt", "federal-reserve"),
        ("story.txt", "shanghai"),
    }


def test_the_book_of_decisions_has_it_with_its_reason(desk, document, shanghai):
    state(desk, document, shanghai, reason="The paper is Shanghai’s")

    line = Decision.objects.get()
    assert (line.target, line.action) == ("document", "correct")
    assert (line.made_by_name, line.reason) == ("ada", "The paper is Shanghai’s")
    assert (line.previous, line.values) == ({"region": ""}, {"region": "shanghai"})
    assert "shanghai" in told(desk.get(address(Decision, "changelist")))
    history = told(desk.get(address(document, "history")))
    assert "Its region is stated: Shanghai." in history


def test_taken_back_it_is_as_the_deliveries_say_again(desk, document, shanghai):
    state(desk, document, shanghai)
    page = state(desk, document, None)
    assert "Its region is again as its deliveries say." in page
    document.refresh_from_db()
    assert (document.region, document.remarks) == (None, [DOUBT])
    assert Decision.objects.count() == 2


def test_the_region_of_a_single_delivery_can_be_corrected_too(desk, document, shanghai):
    document.deliveries.filter(region=shanghai).delete()
    run("reparse")
    other = Region.objects.get(slug="federal-reserve")
    decisions.state_region(document, other, None)
    document.refresh_from_db()
    assert document.region == other

    assert "Its region is stated: Shanghai." in state(desk, document, shanghai)
    document.refresh_from_db()
    assert document.region == shanghai


def test_what_was_so_already_is_decided_once(desk, document, shanghai):
    state(desk, document, shanghai)
    assert "That was so already." in state(desk, document, shanghai)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("sent", [{"region": "999999"}, {"region": "x"}])
def test_a_region_that_is_not_there_is_said_and_nothing_is_stated(desk, document, sent):
    page = told(desk.post(address(document, "region"), sent, follow=True))
    assert "There is no such region: nothing was stated." in page
    assert not Decision.objects.exists()


def test_without_its_bytes_nothing_is_stated(desk, document, shanghai):
    originals.path_of(document.sha256).unlink()
    assert "Its raw bytes cannot be read" in state(desk, document, shanghai)
    document.refresh_from_db()
    assert (document.region, Decision.objects.count()) == (None, 0)


def test_the_region_of_a_refused_document_counts_when_it_is_read(desk, folder):
    noise = folder / "noise.txt"
    noise.write_bytes(b"\0\1\2\3" * 50)
    for region in ("shanghai", "federal-reserve"):
        run("ingest", noise, "--region", region)
    document = Document.objects.refused().get()
    shanghai = Region.objects.get(slug="shanghai")
    assert "Its region is stated: Shanghai." in state(desk, document, shanghai)
    document.refresh_from_db()
    assert (document.region, document.is_accepted) == (shanghai, False)


def test_who_does_not_know_what_another_has_stated_is_told(desk, document, shanghai):
    opened = seen_on(desk.get(address(document)))
    state(desk, document, shanghai)
    other = Region.objects.get(slug="federal-reserve")
    assert "Somebody stated its region" in state(desk, document, other, seen=opened)
    document.refresh_from_db()
    assert document.region == shanghai


def test_only_who_may_change_documents_can_state_it(
    document, shanghai, django_user_model
):
    reviewer = django_user_model.objects.create_user("eve", is_staff=True)
    reviewer.user_permissions.add(Permission.objects.get(codename="view_document"))
    client = Client()
    client.force_login(reviewer)
    assert "State its region" not in told(client.get(address(document)))
    sent = {"region": shanghai.pk}
    assert client.post(address(document, "region"), sent).status_code == 403
    assert Client().post(address(document, "region"), sent).status_code == 302
    assert client.get(address(document, "region")).status_code == 405
    assert not Decision.objects.exists()


def test_a_purged_document_has_no_region_to_state(desk, document, shanghai):
    opened = seen_on(desk.get(address(document)))
    run("purge", document.sha256, "--reason", "Court order 12", "--yes")
    assert "State its region" not in told(desk.get(address(document)))
    assert "It was purged" in state(desk, document, shanghai, seen=opened)


def test_the_delivery_says_what_is_to_be_done(desk, document, shanghai):
    delivery = document.deliveries.first()
    assert "state which one it is of" in told(desk.get(address(delivery)))
    state(desk, document, shanghai)
    assert "Nothing: it is in." in told(desk.get(address(delivery)))
