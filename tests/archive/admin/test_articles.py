"""The article's page: the text beside the forms of all that was read in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from archive import finding, search
from archive.models import Article, BodyRepair, Decision, DistrictMention, Figure
from tests.archive.admin.pages import (
    address,
    columns,
    filled,
    save,
    saved,
    send,
    told,
)
from tests.factories import (
    make_article,
    make_district,
    make_figure,
    make_indicator,
    mention_district,
)

BODY = "Putuo has 12 hubs.\n\nThe trail run took 9 days.\n\nJiading has none."


@pytest.fixture
def article(db) -> Article:
    """A story of which the machine reads the two districts, and a person the rest."""
    make_district("Putuo")
    make_district("Jiading")
    return make_article(BODY, headline="Hubs of Putuo", published_on="2023-08-19")


def found(words: str) -> bool:
    return bool(finding.articles(search.parse(words), {}, flagged=False).total)


def test_the_text_stands_beside_the_forms_and_its_marks_lead_to_them(desk, article):
    make_figure(article, "12 hubs", 12, "count:hubs")
    mention_district(article)
    page = told(desk.get(address(article)))
    assert 'class="mark-figure" id="at-figures-0"' in page
    assert 'href="#figures-0">12 hubs</a>' in page
    assert 'href="#district_mentions-0">Putuo</a>' in page
    assert 'id="figures-0"' in page
    assert f"/admin/archive/document/{article.document_id}/text/#line-" in page


def test_saving_the_page_untouched_decides_nothing(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    mention = mention_district(article)
    answer = save(desk, article)
    assert saved(answer)
    assert "Nothing was changed, and nothing confirmed" in told(answer)
    for row in (article, figure, mention):
        row.refresh_from_db()
        assert row.status == "extracted"
    assert not Decision.objects.exists()


def test_a_tick_confirms_a_row_and_leaves_its_neighbours(desk, article):
    one = make_figure(article, "12 hubs", 12, "count:hubs")
    other = make_figure(article, "9 days", 9, "count:days")
    save(desk, article, **{"figures-0-confirm": "on"})
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, other.status) == ("confirmed", "extracted")


def test_rows_are_corrected_rejected_and_added_in_one_go(desk, article):
    one = make_figure(article, "12 hubs", 12, "count:hubs")
    other = make_figure(article, "9 days", 9, "count:days")
    answer = save(
        desk,
        article,
        **{
            "figures-0-unit": "count:parks",
            "figures-1-DELETE": "on",
            "district_mentions-0-words": "Jiading",
            "district_mentions-0-district": make_district("Jiading").pk,
            "district_mentions-0-role": "passing",
        },
    )
    assert saved(answer)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, one.unit, one.person_fields) == (
        "corrected",
        "count:parks",
        ["unit"],
    )
    assert other.status == "rejected"
    added = DistrictMention.objects.get()
    assert added.status == "added"
    assert article.body[added.start : added.end] == "Jiading"


def test_words_of_a_new_row_that_stand_nowhere_are_an_error_and_save_nothing(
    desk, article
):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    answer = save(
        desk,
        article,
        **{
            "figures-0-confirm": "on",
            "district_mentions-0-words": "Yangpu",
            "district_mentions-0-district": make_district("Jiading").pk,
            "district_mentions-0-role": "about",
        },
    )
    assert not saved(answer)
    assert "“Yangpu” does not stand in the article" in told(answer)
    figure.refresh_from_db()
    assert figure.status == "extracted"


def test_two_new_rows_at_one_place_are_refused_together(desk, article):
    sent = filled(desk.get(address(article)))
    sent["district_mentions-TOTAL_FORMS"] = "2"
    for n in range(2):
        sent |= {
            f"district_mentions-{n}-words": "Jiading",
            f"district_mentions-{n}-district": str(make_district("Jiading").pk),
            f"district_mentions-{n}-role": "about",
            f"district_mentions-{n}-id": "",
        }
    answer = send(desk, article, sent)
    assert not saved(answer)
    assert "Nothing was saved. “Jiading” is taken" in told(answer)
    assert not DistrictMention.objects.exists()


def test_rejected_rows_are_out_of_the_way_and_a_link_leads_to_them(desk, article):
    make_figure(article, "12 hubs", 12, "count:hubs", status="rejected")
    page = told(desk.get(address(article)))
    assert 'id="figures-0-id"' not in page
    link = f"/admin/archive/figure/?article__id__exact={article.pk}"
    assert link in page
    listed = desk.get(
        "/admin/archive/figure/",
        {"article__id__exact": article.pk, "status__exact": "rejected"},
    )
    assert "12 hubs" in told(listed)


def test_a_headline_and_a_byline_are_corrected(desk, article):
    save(desk, article, headline="Putuo's hubs", bylines="Ann Lee\r\nBo Li\r\n")
    article.refresh_from_db()
    assert article.headline == "Putuo's hubs"
    assert article.bylines == ["Ann Lee", "Bo Li"]
    assert article.person_fields == ["bylines", "headline"]
    assert article.status == "corrected"
    assert found('headline:"Putuo\'s hubs"')


def test_what_was_read_in_a_headline_stays_at_its_words(desk, article):
    save(desk, article, headline="Twelve new hubs of Putuo")
    row = DistrictMention.objects.get(part="headline")
    article.refresh_from_db()
    assert article.headline[row.start : row.end] == row.surface == "Putuo"
    start, end = row.raw_ranges[0]
    assert row.document.text[start:end] == "Putuo"


def test_the_body_is_repaired_in_layers_and_the_source_stays(desk, article):
    source = article.document.text
    body = BODY.replace("trail", "trial").replace("\n", "\r\n")
    save(desk, article, body=body)
    article.refresh_from_db()
    assert "trial run" in article.body
    assert article.document.text == source
    repair = BodyRepair.objects.get()
    assert (repair.quote, repair.replacement) == ("trail", "trial")
    assert found('"trial run"')
    # The page shows the repaired body; saving it again changes nothing.
    save(desk, article)
    assert BodyRepair.objects.count() == Decision.objects.count() == 1


def test_rows_are_decided_before_a_repair_reads_the_text_again(desk, article):
    figure = make_figure(article, "9 days", 9, "count:days")
    body = BODY.replace("trail", "trial")
    save(desk, article, body=body, **{"figures-0-confirm": "on"})
    figure.refresh_from_db()
    article.refresh_from_db()
    assert figure.status == "confirmed"
    assert article.body[figure.start : figure.end] == "9 days"


def test_an_empty_body_is_refused(desk, article):
    assert not saved(save(desk, article, body=""))
    article.refresh_from_db()
    assert article.body == BODY


def test_a_day_set_by_hand_says_so(desk, article):
    save(desk, article, published_on="2024-05-14", reason="From the printed paper.")
    article.refresh_from_db()
    assert article.published_on == date(2024, 5, 14)
    assert article.date_basis == "editor"
    assert set(Article.DATE_FIELDS) <= set(article.person_fields)


def test_a_time_is_kept_with_the_zone_of_its_source(desk, article):
    answer = save(desk, article, published_time="00:50")
    assert "A time needs its zone" in told(answer)
    save(desk, article, published_time="00:50", published_offset="480")
    article.refresh_from_db()
    assert article.published_at == datetime(2023, 8, 18, 16, 50, tzinfo=UTC)
    assert article.published_on == date(2023, 8, 19)
    # Opened and saved again it is the same moment.
    assert "Nothing was changed" in told(save(desk, article))


def test_an_inferred_date_has_a_range_and_a_reason(desk, article):
    inferred = {"published_on": "", "date_basis": "inferred"}
    assert "say why" in told(save(desk, article, **inferred))
    inferred |= {"date_earliest": "2022-11-24", "date_latest": "2021-01-01"}
    inferred["date_reason"] = "It speaks of the fair."
    assert "ends before it begins" in told(save(desk, article, **inferred))
    save(desk, article, **inferred | {"date_latest": "2023-01-31"})
    article.refresh_from_db()
    assert article.published_on is None
    assert article.date_basis == "inferred"
    assert article.date_earliest == date(2022, 11, 24)
    assert article.date_reason == "It speaks of the fair."


def test_a_day_that_is_emptied_is_unknown(desk, article):
    save(desk, article, published_on="")
    article.refresh_from_db()
    assert (article.published_on, article.date_basis) == (None, "unknown")


def test_an_article_is_confirmed_by_its_tick(desk, article):
    save(desk, article, confirm="on")
    article.refresh_from_db()
    assert article.status == "confirmed"


def test_a_withdrawn_article_is_gone_for_readers_and_can_come_back(
    desk, article, client
):
    where = article.get_absolute_url()
    assert client.get(where).status_code == 200
    assert "withdrawn" in told(desk.get(address(article, "delete")))
    desk.post(address(article, "delete"), {"post": "yes", "reason": "By request."})
    assert client.get(where).status_code == 410
    assert not found("hubs")
    assert "(withdrawn)" in told(desk.get(address(Article, "changelist")))
    desk.post(
        address(Article, "changelist"),
        {"action": "restore_rows", "_selected_action": article.pk},
    )
    assert client.get(where).status_code == 200
    assert found("hubs")


def test_a_second_editor_of_an_article_is_told_and_shown_both(desk, article):
    page = filled(desk.get(address(article)))
    save(desk, article, headline="Theirs", section="News")
    answer = send(desk, article, page, headline="Mine", publisher="Daily")
    assert not saved(answer)
    opened, theirs, yours = columns(told(answer), "Headline")
    assert (opened, theirs, yours) == ("Hubs of Putuo", "Theirs", "Mine")
    article.refresh_from_db()
    assert (article.headline, article.publisher) == ("Theirs", "")
    assert saved(desk.post(address(article), filled(answer), follow=True))
    article.refresh_from_db()
    assert (article.headline, article.publisher) == ("Mine", "Daily")


def test_a_row_changed_elsewhere_stops_only_who_touches_it(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    page = filled(desk.get(address(article)))
    save(desk, figure)  # another editor confirms it
    assert saved(send(desk, article, page, headline="Mine"))
    page["seen"] = "2"
    page["headline"] = "Mine"
    for touch in ({"figures-0-unit": "count:parks"}, {"figures-0-DELETE": "on"}):
        answer = send(desk, article, page, **touch)
        assert not saved(answer)
        assert "changed in the meantime" in told(answer)
    figure.refresh_from_db()
    assert (figure.status, figure.unit) == ("confirmed", "count:hubs")


def test_a_row_that_is_gone_is_said_to_be_gone(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    page = filled(desk.get(address(article)))
    Figure.objects.filter(pk=figure.pk).delete()
    answer = send(desk, article, page, headline="Mine")
    assert not saved(answer)
    assert "is gone: the document was read again" in told(answer)
    article.refresh_from_db()
    assert article.headline == "Hubs of Putuo"


def test_what_the_machine_says_of_a_corrected_headline_stays_in_sight(desk, article):
    article.extracted = {"fields": {"headline": "Hubs of Putuo"}}
    article.save()
    save(desk, article, headline="Mine")
    assert "The machine now says headline" in told(desk.get(address(article)))


def test_figures_are_searched_for_their_indicator(desk, article):
    make_figure(article, "12 hubs", 12, "count:hubs", indicator=make_indicator("Hubs"))
    page = told(desk.get(address(article)))
    assert "selected>Hubs</option>" in page
