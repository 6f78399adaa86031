"""Taking in the world's things: in any order, and only what can stand so here."""

from __future__ import annotations

import pytest

from archive import decisions
from archive.decisions import things
from archive.decisions.thing_states import Thing
from archive.ingest import World, reextract
from archive.models import CompanyMention, Decision, Document, IndustryMention
from archive.removal import erase
from districts.models import Company, District, Industry, Region
from tests.archive.decision_files.telling import told_elsewhere
from tests.factories import make_company, make_district

pytestmark = pytest.mark.django_db


def added(thing: Thing) -> Thing:
    """A thing that somebody made on the desk."""
    thing.save()
    things.record(Decision.Action.ADD, thing, {}, None)
    return thing


def put_in(thing: Thing, **values: object) -> None:
    """Let somebody set these of a thing on the desk."""
    stood = things.state_of(thing)
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()
    things.record(Decision.Action.CORRECT, thing, stood, None)


def test_a_branch_may_come_before_what_it_belongs_to(story, take_in):
    def decide() -> None:
        zeta = added(Industry(slug="zeta", name="Zeta"))
        alpha = added(Industry(slug="alpha", name="Alpha", parent=zeta))
        decisions.add(IndustryMention(article=story, industry=alpha), "revenue", None)

    told = told_elsewhere(decide)
    assert take_in(told)[1] == 0
    assert IndustryMention.objects.get().industry.parent.slug == "zeta"
    assert "New lines taken in: none" in take_in(told)[0]


def test_a_region_goes_with_its_district(story, take_in):
    region = Region.objects.create(slug="delta", name="Delta", currency="EUR")
    make_district("Middle", region=region)

    def decide() -> None:
        things.delete(District.objects.get(slug="middle"), None)
        things.delete(Region.objects.get(slug="delta"), None)

    told = told_elsewhere(decide)
    assert take_in(told)[1] == 0
    assert not Region.objects.filter(slug="delta").exists()


@pytest.fixture
def swap() -> tuple[District, District, list]:
    """Two districts, and a file by which each has the code and tile of the other."""
    one = make_district("Jingan", code="1", tile_row=0, tile_column=0)
    other = make_district("Yangpu", code="2", tile_row=0, tile_column=1)

    def decide() -> None:
        put_in(one, code="aside", tile_row=None, tile_column=None)
        put_in(other, code="1", tile_column=0)
        put_in(one, code="2", tile_row=0, tile_column=1)

    return one, other, told_elsewhere(decide)


def test_two_districts_may_have_swapped_their_codes(story, take_in, swap):
    one, other, told = swap
    assert take_in(told)[1] == 0
    for district, code, column in ((one, "2", 1), (other, "1", 0)):
        district.refresh_from_db()
        assert (district.code, district.tile_column) == (code, column)


def test_districts_keep_their_codes_where_one_cannot_swap(story, take_in, swap):
    one, other, told = swap
    put_in(District.objects.get(pk=other.pk), name="Yangpu New Town")
    assert take_in(told)[1] == 1
    one.refresh_from_db()
    assert (one.code, one.tile_column) == ("1", 0)


def test_what_was_left_is_taken_in_once_it_can_stand(story, take_in):
    """So are the rows that name it, and the lines of the book on both, not before."""

    def decide() -> None:
        steel = added(Industry(slug="steel", name="Steel"))
        decisions.add(IndustryMention(article=story, industry=steel), "revenue", None)

    told = told_elsewhere(decide)
    thing = next(line for line in told if line.get("slug") == "steel")
    thing["state"]["parent"] = "metal"
    assert "is not there" in take_in(told)[0]
    assert not Decision.objects.exists()
    Industry.objects.create(slug="metal", name="Metal")
    assert take_in(told)[1] == 0
    assert Industry.objects.get(slug="steel").parent.slug == "metal"
    mention = IndustryMention.objects.get()
    assert mention.industry.slug == "steel"
    entry = Decision.objects.get(target="industrymention")
    assert entry.target_id == mention.pk


def test_told_apart_here_a_found_company_is_vouched_for_by_a_merge(story, take_in):
    """That two names only look alike does not say that one is none."""
    found, other = Company.objects.found().get(), make_company("Xavier Ltd")
    told = told_elsewhere(lambda: decisions.merge(other, found, None))
    decisions.tell_apart(found, Company.objects.get(slug="harbour-batteries"), None)
    assert take_in(told)[1] == 0
    other.refresh_from_db()
    assert other.merged_into == found
    erase(Document.objects.get(), "a court said so")
    found.refresh_from_db()
    assert found.standing == Company.Standing.KNOWN


def test_nothing_is_merged_into_a_name_that_was_rejected_here(story, take_in):
    batteries = Company.objects.get(slug="harbour-batteries")
    rejected = Company.objects.found().get()
    told = told_elsewhere(lambda: decisions.merge(batteries, rejected, None))
    decisions.reject_name(rejected, None)
    said, code = take_in(told)
    assert (code, "is not known here" in said) == (1, True)
    reextract(Document.objects.get(), World())
    assert CompanyMention.objects.get(company=batteries).merged_from == ""
