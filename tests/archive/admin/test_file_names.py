"""What file names say, on the desk: rows without words, months, contradictions."""

from __future__ import annotations

import re
from datetime import date

import pytest

from archive.ingest import World, reextract, take_files
from archive.models import Article, DistrictMention, Document, Figure
from tests.archive.admin.pages import address, press, save, saved, told
from tests.factories import make_district, make_region

PATTERN = r"^(?P<year>\d{4})-(?P<month>\d\d)-(?P<district>[a-z]{2})"
REPORT = "Sales rose 4 percent. Westmark was mentioned.\n\nMills took on 300 workers.\n"


@pytest.fixture
def take(db, tmp_path):
    """Takes in a report under these names."""
    region = make_region("Twinland", currency="USD", file_name_pattern=PATTERN)
    make_district("Eastmark", region=region, code="ea")
    make_district("Westmark", region=region, code="we")

    def taken(*names: str, text: str = REPORT) -> Document:
        for name in names:
            (tmp_path / name).write_text(text)
        list(take_files([tmp_path / name for name in names], region))
        return Document.objects.get(deliveries__name=names[0])

    return taken


@pytest.fixture
def named(take) -> DistrictMention:
    take("1975-05-ea.txt")
    return DistrictMention.objects.get(basis="address")


def test_an_articles_page_with_such_a_row_can_be_saved(desk, named):
    page = told(desk.get(address(named.article)))
    assert "from the address" in page
    answer = save(desk, named.article)
    assert saved(answer)
    assert "Nothing was changed" in told(answer)


def test_it_is_changed_and_rejected_on_the_desk_of_its_article(desk, take):
    """The figures follow at once, and nothing comes back."""
    take("1975-05-ea.txt", text="Sales rose 4 percent. Mills took on 300 workers.\n")
    named = DistrictMention.objects.get()
    subjects = Figure.objects.values_list("subject_district__slug", flat=True)
    assert set(subjects) == {"eastmark"}
    west = make_district("Westmark")
    assert saved(save(desk, named, district=west.pk))
    named.refresh_from_db()
    assert (named.district, named.status) == (west, "corrected")
    assert set(subjects.all()) == {"westmark"}
    assert "Rejected, and kept" in told(press(desk, named, "reject"))
    reextract(named.document, World())
    named.refresh_from_db()
    assert named.status == "rejected"
    assert not DistrictMention.objects.visible().exists()
    assert set(subjects.all()) == {None}


def test_its_own_page_says_where_it_comes_from_and_confirms_it(desk, named):
    page = told(desk.get(address(named)))
    assert "the name of its file gives it: 1975-05-ea.txt" in page
    assert saved(save(desk, named))
    named.refresh_from_db()
    assert named.status == "confirmed"


def test_the_documents_text_has_no_mark_for_it(desk, named):
    page = told(desk.get(address(named.document, "text")))
    marks = re.findall(r'title="district: extracted">([^<]*)<', page)
    assert marks == ["Westmark"]  # which the text names


def test_readers_see_the_first_mention_linked_all_the_same(client, take):
    take("1975-05-ea.txt", text="Orders rose in Eastmark by 4 percent.\n")
    page = client.get(Article.objects.get().get_absolute_url()).content.decode()
    assert 'class="mark-district" title="district: Eastmark" href=' in page


def test_an_editor_sets_a_month_and_a_day_again(desk, named):
    article = named.article
    answer = save(desk, article, published_on="1975-07-19", date_precision="month")
    assert saved(answer)
    article.refresh_from_db()
    assert article.published_on == date(1975, 7, 1)
    assert (article.date_precision, article.date_basis) == ("month", "editor")
    assert "1975-07<" in told(desk.get(address(Article, "changelist")))

    assert saved(save(desk, article, published_on="1975-07-19", date_precision="day"))
    article.refresh_from_db()
    assert article.published_on == date(1975, 7, 19)
    assert article.date_precision == "day"


def test_a_month_has_no_time(desk, named):
    answer = save(desk, named.article, published_time="10:30", published_offset="0")
    assert not saved(answer)
    assert "A time needs a day, not a month." in told(answer)


def test_an_editor_may_empty_the_date(desk, named):
    assert saved(save(desk, named.article, published_on=""))
    article = Article.objects.get()
    assert (article.published_on, article.date_precision) == (None, "day")
    reextract(article.document, World())
    article.refresh_from_db()
    assert article.published_on is None


def test_contradicting_names_are_queued_for_a_look(desk, take):
    fine = take("1975-05-ea.txt")
    odd = take("1975-06-ea.txt", "1975-07-ea.txt", text="Mills sold 9 percent more.")
    shown = told(desk.get(address(Document, "changelist") + "?look=yes"))
    assert address(odd) in shown
    assert address(fine) not in shown
    rest = told(desk.get(address(Document, "changelist") + "?look=no"))
    assert address(fine) in rest
    assert address(odd) not in rest
    assert "Documents that need a look (1)" in told(desk.get("/admin/"))
    page = told(desk.get(address(odd)))
    assert "“1975-06-ea.txt” says 1975-06, Eastmark" in page
