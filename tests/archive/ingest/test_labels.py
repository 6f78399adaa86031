"""What the names of files say, and what becomes of it: invented reports only."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from archive import decisions
from archive.ingest import Reader, World, reextract, reparse, take_files
from archive.ingest.labels import NOTHING, Label, Labelling, agreed
from archive.models import Article, DistrictMention, Document, Figure
from archive.verifying import faults
from districts.models import District
from tests.archive.ingest.crude import stories
from tests.archive.ingest.directly import take_directly
from tests.contents import contents
from tests.factories import make_district, make_region

PATTERN = (
    r"^(?P<year>\d{4})-(?P<month>\d{2})(-(?P<day>\d{2}))?-(?P<district>[a-z]{2})\b"
)
LABELLING = Labelling(PATTERN, {"ea": ("eastmark", "Eastmark")})
REPORT = (
    "Retail sales rose 4 percent from a year ago, merchants say. Orders at the mills "
    "grew by 12 percent.\n\n"
    "In the District, home sales fell by 300 units on Monday, brokers report, and "
    "employment grew 2 percent last month. Westmark is said to do worse.\n"
)


@pytest.fixture
def region(db):
    region = make_region("Twinland", currency="USD", file_name_pattern=PATTERN)
    make_district("Eastmark", region=region, code="ea")
    make_district("Westmark", region=region, code="we")
    return region


def write(folder: Path, name: str, text: str = REPORT) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def ingest(region, *paths: Path) -> list:
    return take_directly(paths, region)


def named() -> list[tuple[str, str]]:
    """Code and status of the districts that names give, of every story."""
    rows = DistrictMention.objects.filter(basis="address")
    return sorted((row.district.code, row.status) for row in rows)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1975-05-ea.txt", Label(date(1975, 5, 1), "month", "ea")),
        ("1975-05-17-ea.txt", Label(date(1975, 5, 17), "day", "ea")),
        ("1975-13-ea.txt", Label(None, "day", "ea")),
        ("1975-02-30-ea.txt", Label(None, "day", "ea")),
        ("notes.txt", NOTHING),
        ("1975-05-ea" + "x" * 300, NOTHING),
    ],
)
def test_a_name_says_what_its_pattern_finds_and_no_more(name, expected):
    label = LABELLING.read(name)
    assert (label.on, label.code) == (expected.on, expected.code)
    assert label.precision == expected.precision or label.on is None
    assert label.district == ("eastmark" if expected.code else "")


def test_a_code_of_no_district_means_no_district():
    label = LABELLING.read("1975-05-zz.txt")
    assert label.code == "zz"
    assert label.district == ""
    assert label.on == date(1975, 5, 1)


def test_names_that_say_less_do_not_contradict():
    said = {
        name: LABELLING.read(name)
        for name in ("1975-05-ea.txt", "1975-05-17-ea.txt", "copy.txt")
    }
    label, doubts = agreed(said)
    assert (label.on, label.precision) == (date(1975, 5, 17), "day")
    assert label.district == "eastmark"
    assert doubts == []


def test_a_story_takes_month_and_district_from_its_files_name(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt"))

    story = Article.objects.get()
    assert story.published_on == date(1975, 5, 1)
    assert story.date_precision == "month"
    assert story.date_basis == "address"
    mention = DistrictMention.objects.get(basis="address")
    assert mention.district.slug == "eastmark"
    assert mention.role == "about"
    assert (mention.start, mention.end, mention.surface) == (0, 0, "")
    assert mention.raw_start == story.anchor
    assert not list(faults())


def test_its_figures_are_the_districts_unless_they_name_another(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt"))

    subjects = Figure.objects.values_list("subject_district__slug", flat=True)
    assert subjects
    assert set(subjects) == {"eastmark"}
    the_district = DistrictMention.objects.get(surface="the District")
    assert the_district.district.slug == "eastmark"
    west = DistrictMention.objects.get(district__slug="westmark")
    assert west.role == "passing"


def test_a_month_is_no_day_to_count_weekdays_from(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt"))

    monday = Figure.objects.get(period_words__icontains="monday")
    assert (monday.period_start, monday.period_symbol) == (None, "day")
    month = Figure.objects.get(period_words__icontains="last month")
    assert month.period_start == date(1975, 4, 1)


def test_a_date_in_the_text_wins_over_the_names(region, tmp_path):
    text = "Mills reopen\n\nMay 12, 1976\n\n" + REPORT
    ingest(region, write(tmp_path, "1975-05-ea.txt", text))

    story = Article.objects.get()
    if story.date_basis != "stated":
        pytest.fail("the text's own date was not read")
    assert story.published_on == date(1976, 5, 12)
    assert named() == [("ea", "extracted")]


@pytest.mark.parametrize("other", ["1975-06-ea.txt", "1975-05-we.txt"])
def test_contradicting_names_leave_date_and_district_unknown(region, tmp_path, other):
    names = ("1975-05-ea.txt", other, "copy.txt")
    kept = []
    for order in permutations(names):
        Document.objects.all().delete()
        ingest(region, *(write(tmp_path, name) for name in order))
        story = Article.objects.get()
        assert (story.published_on, story.date_basis) == (None, "unknown")
        assert named() == []
        remark = Document.objects.get().remarks[-1]
        assert "“1975-05-ea.txt” says 1975-05, Eastmark" in remark
        assert other in remark
        kept.append((remark, story.body, Figure.objects.count()))
    assert len(set(kept)) == 1


def test_a_run_that_is_repeated_changes_nothing(region, tmp_path):
    paths = [write(tmp_path, name) for name in ("1975-05-ea.txt", "1975-06-ea.txt")]
    ingest(region, *paths)
    before = contents()

    assert [o.state.value for o in ingest(region, *paths)] == ["unchanged"] * 2
    for document in Document.objects.all():
        reparse(document, World())
        reextract(document, World())
    assert contents() == before


def test_a_contradiction_that_arrives_is_told(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-zz.txt"))
    (outcome,) = ingest(region, write(tmp_path, "1975-06-zz.txt"))
    assert outcome.state.value == "changed"
    assert "contradict" in outcome.remarks[-1]


def test_a_new_pattern_reaches_stored_stories(region, tmp_path):
    region.file_name_pattern = ""
    region.save()
    ingest(region, write(tmp_path, "1975-05-ea.txt"))
    assert Article.objects.get().published_on is None
    region.file_name_pattern = PATTERN
    region.save()

    reextract(Document.objects.get(), World())

    story = Article.objects.get()
    assert (story.published_on, story.date_precision) == (date(1975, 5, 1), "month")
    assert named() == [("ea", "extracted")]
    region.file_name_pattern = ""
    region.save()
    reextract(Document.objects.get(), World())
    story.refresh_from_db()
    assert (story.published_on, story.date_basis) == (None, "unknown")
    assert named() == []


def again(document: Document, reader: Reader | None = None) -> None:
    reextract(document, World())
    reparse(document, World(), reader)


def test_a_rejected_district_stays_away(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt"))
    mention = DistrictMention.objects.get(basis="address")
    decisions.reject(mention, None)

    again(mention.document)

    assert named() == [("ea", "rejected")]
    assert DistrictMention.objects.get(pk=mention.pk).placed
    about = DistrictMention.objects.visible().filter(district__slug="eastmark")
    assert not about.exists()


def test_a_corrected_district_stays_and_figures_follow_it(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt"))
    mention = DistrictMention.objects.get(basis="address")
    west = District.objects.get(slug="westmark")
    decisions.correct(mention, {"district": west}, None)

    again(mention.document)

    assert named() == [("we", "corrected")]
    row = DistrictMention.objects.get(pk=mention.pk)
    assert row.disagreements() == {"district": "eastmark"}
    subjects = Figure.objects.values_list("subject_district__slug", flat=True)
    assert set(subjects) == {"westmark"}


def test_a_confirmed_district_outlives_a_contradicting_name(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt"))
    decisions.confirm(DistrictMention.objects.get(basis="address"), None)
    ingest(region, write(tmp_path, "1975-05-we.txt"))
    assert named() == [("ea", "confirmed")]
    assert DistrictMention.objects.visible().filter(basis="address").exists()
    assert not list(faults())


def test_a_district_named_at_the_first_word_stands_beside_the_files(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt", "Eastmark did well. " + REPORT))
    start = DistrictMention.objects.filter(district__slug="eastmark", start=0)
    assert sorted(start.values_list("basis", flat=True)) == ["address", "text"]
    decisions.reject(start.get(basis="text"), None)
    added = DistrictMention(
        article=Article.objects.get(),
        district=District.objects.get(slug="eastmark"),
        role="about",
    )
    decisions.add(added, "Eastmark", None)
    again(Document.objects.get())
    assert sorted(start.values_list("basis", "status")) == [
        ("address", "extracted"),
        ("text", "added"),
    ]


def test_an_editors_day_is_not_undone_by_the_name(region, tmp_path):
    ingest(region, write(tmp_path, "1975-05-ea.txt"))
    story = Article.objects.get()
    values = {"published_on": date(1975, 5, 20), "date_precision": "day"}
    decisions.correct(story, values, None)

    again(story.document)

    story.refresh_from_db()
    assert story.published_on == date(1975, 5, 20)
    assert (story.date_precision, story.date_basis) == ("day", "editor")


@pytest.mark.parametrize("after", [[[1, 2]], [[2]], [[1], [2]], [[2, 0, 1]]])
def test_a_rejection_follows_its_story_when_the_document_is_cut_anew(
    region, tmp_path, after
):
    text = "First came the mills.\n\nThen boats were sold.\n\nPrices rose last.\n"
    path = write(tmp_path, "1975-05-ea.txt", text)
    list(take_files([path], region, reader=stories([0, 1, 2])))
    rejected = DistrictMention.objects.get()
    decisions.reject(rejected, None)

    list(take_files([path], region, reader=stories(*after)))

    home = DistrictMention.objects.get(pk=rejected.pk)
    assert home.status == "rejected"
    shown = DistrictMention.objects.visible()
    assert not shown.filter(article=home.article).exists()
    # What was cut off is a story of its own, and filed as the file is.
    assert shown.count() == len(after) - 1
    assert not list(faults())
    again(Document.objects.get(), stories(*after))
    assert named().count(("ea", "rejected")) == 1
