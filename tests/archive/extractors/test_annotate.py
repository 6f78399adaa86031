"""manage.py annotate: stories are shown, answers are kept, decisions stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import decisions, verifying
from archive.ingest import World, reextract
from archive.models import Article, CompanyMention, Document, Figure, Reading, Status
from districts.models import Region
from tests.archive.ingest.directly import take_directly
from tests.commands import run, run_well
from tests.factories import make_company, make_district, make_region

pytestmark = pytest.mark.django_db(transaction=True)

PLUGINS = "tests.archive.extractors.plugins"
NICKNAMES = f"{PLUGINS}.Nicknames"
STORY = """{headline}

Putuo District took in {number}.5 billion yuan last year, officials said on Monday.

Star Motors 300 shops were built beside the old mill, and nobody {verb}.
"""


def make_world() -> Region:
    region = make_region()
    make_district("Putuo")
    make_company("Amber Mill")
    make_company("Star Motors")
    return region


@pytest.fixture
def world(db) -> Region:
    return make_world()


@pytest.fixture
def shown(tmp_path, monkeypatch) -> Path:
    """Where the plug-in notes what it was shown."""
    path = tmp_path / "shown.txt"
    path.touch()
    monkeypatch.setenv("SHOWN", str(path))
    return path


def story(number: int, verb: str = "sold them") -> str:
    headline = f"Number {number} of the mills has shops"
    return STORY.format(headline=headline, number=number, verb=verb)


def write(folder: Path, number: int, verb: str = "sold them") -> Path:
    path = folder / f"{number}.txt"
    path.write_text(story(number, verb))
    return path


def take_in(folder: Path) -> None:
    take_directly(sorted(folder.iterdir()), make_world())


@pytest.fixture
def paths(take_in_once) -> list[Path]:
    """Three stories that were taken in."""
    folder = take_in_once({f"{n}.txt": story(n) for n in (1, 2, 3)}, take_in)
    return sorted(folder.iterdir())


def said(status: str = Status.EXTRACTED) -> list[tuple[str, str]]:
    """The rows that rest on what the plug-in said."""
    rows = [
        *CompanyMention.objects.filter(rule__startswith="nicknames", status=status),
        *Figure.objects.filter(rule__startswith="nicknames", status=status),
    ]
    return sorted((row.surface, row.rule) for row in rows)


OF_ONE = [("300 shops", "nicknames 1"), ("the old mill", "nicknames 1")]


def test_what_it_says_becomes_rows_that_name_their_source(paths):
    assert said() == []
    output = run_well("annotate", NICKNAMES)
    assert said() == sorted(OF_ONE * 3)
    mention = CompanyMention.objects.filter(rule="nicknames 1").first()
    assert mention.company.slug == "amber-mill"
    assert mention.article.body[mention.start : mention.end] == "the old mill"
    figure = Figure.objects.filter(rule="nicknames 1").first()
    assert (figure.value, figure.unit) == (300, "count:shops")
    assert output.splitlines() == [
        "nicknames 1: 3 stories read, 0 failed, 0 left; 6 finds, 3 dropped.",
        "  3 × figure: it is blurred",
    ]
    assert list(verifying.faults()) == []


def test_a_company_that_nobody_listed_is_found_by_the_name_that_is_printed(
    world, tmp_path
):
    path = write(tmp_path, 1, "asked the blue ferry")
    take_directly([path], world)
    run_well("annotate", f"{PLUGINS}.Ferries")
    mention = CompanyMention.objects.get(rule="ferries 1")
    company = mention.company
    assert (company.slug, company.name) == ("blue-ferry", "blue ferry")
    assert (company.kind, company.standing) == ("institution", "found")
    run_well("annotate", "ferries", "--forget")
    assert not type(company).objects.filter(slug="blue-ferry").exists()


def test_no_story_is_shown_twice_unless_it_is_asked_for(paths, shown):
    run_well("annotate", NICKNAMES, "--limit", "2")
    assert len(shown.read_text().splitlines()) == 2
    output = run_well("annotate", NICKNAMES)
    assert "1 stories read, 0 failed, 0 left" in output
    run_well("annotate", NICKNAMES, "--jobs", "2")
    assert len(shown.read_text().splitlines()) == 3
    run_well("annotate", NICKNAMES, "--again")
    assert len(shown.read_text().splitlines()) == 6
    assert Reading.objects.count() == 3


def test_a_new_version_is_asked_anew(paths, shown):
    run_well("annotate", NICKNAMES)
    run_well("annotate", f"{PLUGINS}.BetterNicknames")
    assert len(shown.read_text().splitlines()) == 6
    assert {rule for _, rule in said()} == {"nicknames 2"}
    assert Reading.objects.count() == 3


def test_one_story_that_fails_stops_nothing_and_is_tried_again(world, tmp_path, shown):
    paths = [write(tmp_path, 1), write(tmp_path, 2, "was jammed"), write(tmp_path, 3)]
    take_directly(paths, world)
    output, errors, code = run("annotate", NICKNAMES)
    assert code == 1
    assert "2 stories read, 1 failed, 0 left" in output
    assert "“Number 2 of the mills has shops”: not read: it is jammed" in errors
    assert said() == sorted(OF_ONE * 2)
    assert run("annotate", NICKNAMES)[2] == 1
    assert shown.read_text().count("Number 2") == 2
    assert len(shown.read_text().splitlines()) == 4


def test_one_that_can_read_nothing_any_more_ends_the_run(world, tmp_path):
    paths = [
        write(tmp_path, 1),
        *(write(tmp_path, n, "unplugged") for n in range(2, 9)),
    ]
    take_directly(paths, world)
    output, errors, code = run("annotate", NICKNAMES)
    assert code == 1
    assert "Stopped: it is unplugged" in errors
    assert "0 failed" in output
    assert Reading.objects.count() <= 1


def test_ingest_and_reextract_and_reparse_keep_what_was_said(paths, world):
    run_well("annotate", NICKNAMES)
    for again in (
        lambda: take_directly(paths, world),
        lambda: run_well("ingest", paths[0].parent / "1.txt", "--region", world.slug),
        lambda: run_well("reextract"),
        lambda: run_well("reparse"),
    ):
        Document.objects.update(extractor_version="older")
        again()
        assert said() == sorted(OF_ONE * 3)


def test_an_editor_who_repairs_a_word_loses_nothing_that_was_said(
    paths, admin_user, shown
):
    run_well("annotate", NICKNAMES)
    article = Article.objects.get(headline__contains="Number 1")
    body = article.body.replace("Putuo District", "The whole district of Putuo")
    decisions.repair_body(article, body, admin_user, article.version)
    assert said() == sorted(OF_ONE * 3)
    assert list(verifying.faults()) == []
    run_well("annotate", NICKNAMES)
    assert len(shown.read_text().splitlines()) == 4  # these are other words
    assert said() == sorted(OF_ONE * 3)
    assert Reading.objects.count() == 3


def test_words_that_an_editor_replaced_are_no_longer_what_was_said(paths, admin_user):
    run_well("annotate", NICKNAMES)
    article = Article.objects.get(headline__contains="Number 1")
    body = article.body.replace("the old mill", "the new hall")
    decisions.repair_body(article, body, admin_user, article.version)
    assert said() == sorted([*OF_ONE * 2, ("300 shops", "nicknames 1")])


def test_what_an_editor_decided_stands(paths, admin_user):
    run_well("annotate", NICKNAMES)
    mention = CompanyMention.objects.filter(rule="nicknames 1").first()
    figure = Figure.objects.filter(rule="nicknames 1").first()
    decisions.reject(mention, admin_user)
    decisions.correct(figure, {"hedge": "nearly"}, admin_user)
    run_well("annotate", NICKNAMES, "--again")
    run_well("annotate", "nicknames", "--forget")
    assert said(Status.REJECTED) == [("the old mill", "nicknames 1")]
    figure.refresh_from_db()
    assert (figure.hedge, figure.status) == ("nearly", Status.CORRECTED)


def test_what_is_forgotten_leaves_with_all_that_rests_on_it(paths):
    before = _rows()
    run_well("annotate", NICKNAMES)
    assert _rows() != before
    output = run_well("annotate", "nicknames", "--forget")
    assert output.strip() == "What nicknames said of 3 documents is removed."
    assert _rows() == before
    assert not Reading.objects.exists()
    _, errors, code = run("annotate", "nicknames", "--forget")
    assert code == 1
    assert "kept are: none" in errors


def _rows() -> list[tuple]:
    return [
        *CompanyMention.objects.order_by("raw_start", "pk").values_list("surface"),
        *Figure.objects.order_by("raw_start", "pk").values_list("surface", "rule"),
    ]


def test_one_that_speaks_alone_is_heard_alone_after_the_next_run(
    paths, settings, shown
):
    run_well("annotate", NICKNAMES)
    rules = CompanyMention.objects.exclude(rule="nicknames 1")
    assert rules.filter(company__slug="star-motors").count() == 3
    settings.ARCHIVE_EXTRACTORS_REPLACE = "company=nicknames"
    run_well("annotate", NICKNAMES)
    assert len(shown.read_text().splitlines()) == 3  # nothing was asked again
    assert not rules.exists()
    settings.ARCHIVE_EXTRACTORS_REPLACE = ""
    run_well("annotate", NICKNAMES)
    assert rules.count() == 3


def test_all_that_the_settings_name_are_asked_in_their_order(paths, settings):
    settings.ARCHIVE_EXTRACTORS = f"{PLUGINS}.OtherNicknames, {NICKNAMES}"
    output = run_well("annotate")
    assert [line.split(":")[0] for line in output.splitlines() if ": 3" in line] == [
        "others 1",
        "nicknames 1",
    ]
    assert said() == []
    rules = CompanyMention.objects.values_list("rule", flat=True)
    assert list(rules).count("others 1") == 3


def test_one_that_is_not_there_is_named_and_the_others_are_asked(paths, settings):
    settings.ARCHIVE_EXTRACTORS = f"nobody,{NICKNAMES}"
    output, errors, code = run("annotate")
    assert code == 1
    assert "there is no extractor 'nobody'" in errors
    assert "3 stories read" in output


@pytest.mark.parametrize("pair", ["company", "town=chat", "company=", "figure=A b"])
def test_a_setting_that_cannot_be_followed_is_named(paths, settings, pair):
    settings.ARCHIVE_EXTRACTORS_REPLACE = pair
    _, errors, code = run("annotate", NICKNAMES)
    assert code == 1
    assert f"ARCHIVE_EXTRACTORS_REPLACE has {pair!r}" in errors


def test_without_any_extractor_it_says_how_to_name_one(world):
    _, errors, code = run("annotate")
    assert code == 1
    assert "set ARCHIVE_EXTRACTORS" in errors


def test_what_readers_do_not_see_is_shown_to_nobody(paths, admin_user, shown):
    article = Article.objects.get(headline__contains="Number 2")
    decisions.reject(article, admin_user)
    run_well("annotate", NICKNAMES)
    assert "Number 2" not in shown.read_text()
    assert len(shown.read_text().splitlines()) == 2


def test_a_purge_removes_what_was_said(paths):
    run_well("annotate", NICKNAMES)
    document = Document.objects.get(deliveries__name="1.txt")
    run_well("purge", document.sha256, "--reason", "asked for", "--yes")
    assert not document.readings.exists()
    assert Reading.objects.count() == 2
    assert run_well("annotate", NICKNAMES).startswith("nicknames 1: 0 stories read")


def test_a_kept_answer_that_was_altered_brings_no_lie(paths):
    run_well("annotate", NICKNAMES)
    reading = Reading.objects.first()
    for row in reading.annotations:
        row[2], row[3] = row[2] + 1, row[3] + 1
    reading.save()
    reextract(reading.document, World())
    assert said() == sorted(OF_ONE * 2)
    assert list(verifying.faults()) == []
