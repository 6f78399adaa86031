"""The article desk: the text beside its rows, and the article's own form."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from archive import finding, search
from archive.models import Article, BodyRepair, Decision, DistrictMention, Figure
from tests.archive.admin.pages import (
    address,
    columns,
    delete,
    filled,
    press,
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


def test_the_text_stands_beside_its_rows_and_each_leads_to_the_other(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    mention = mention_district(article)
    page = told(desk.get(address(article)))
    mark = f'<a class="mark-figure" id="at-figure-{figure.pk}"'
    assert mark in page
    assert f'href="#figure-{figure.pk}">12 hubs</a>' in page
    assert f'id="figure-{figure.pk}"' in page
    assert f'href="#at-figure-{figure.pk}">12 hubs</a>' in page
    assert f'href="#districtmention-{mention.pk}">Putuo</a>' in page
    assert f"/admin/archive/document/{article.document_id}/text/#line-" in page


def test_a_row_says_what_it_is_read_as_and_what_is_odd_about_it(desk, article):
    make_figure(
        article,
        "12 hubs",
        12,
        "count:hubs",
        hedge="about",
        indicator=make_indicator("Innovation hubs"),
        subject_district=make_district("Putuo"),
        checks=[{"code": "conversion", "words": "Off by ten."}],
        flagged=True,
    )
    page = told(desk.get(address(article)))
    assert "about 12 hubs · Innovation hubs · period not stated · Putuo" in page
    assert "⚑ Off by ten." in page
    assert "<strong>0</strong> of 1 rows decided" in page
    assert "1 check raised" in page


def test_saving_the_form_untouched_decides_nothing(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    mention = mention_district(article)
    answer = save(desk, article)
    assert saved(answer)
    assert "Nothing was changed or confirmed" in told(answer)
    for row in (article, figure, mention):
        row.refresh_from_db()
        assert row.status == "extracted"
    assert not Decision.objects.exists()


def test_a_button_decides_on_its_row_and_leads_back_to_it(desk, article, editor):
    one = make_figure(article, "12 hubs", 12, "count:hubs")
    other = make_figure(article, "9 days", 9, "count:days")
    answer = press(desk, one, "confirm")
    assert answer.redirect_chain == [(f"{address(article)}#figure-{one.pk}", 302)]
    assert "Confirmed: “12 hubs”." in told(answer)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, other.status) == ("confirmed", "extracted")
    assert Decision.objects.get().made_by == editor


def test_a_rejected_row_is_out_of_the_way_until_it_is_restored(desk, article):
    mention = mention_district(article)
    page = told(press(desk, mention, "reject"))
    assert "Rejected, and kept: “Putuo”." in page
    assert "Rejected: 1" in page
    assert f'id="at-districtmention-{mention.pk}"' not in page
    mention.refresh_from_db()
    assert mention.status == "rejected"
    page = told(press(desk, mention, "restore"))
    assert f'id="at-districtmention-{mention.pk}"' in page
    mention.refresh_from_db()
    assert mention.status == "confirmed"


def test_a_check_is_dismissed_with_a_note_and_never_without(desk, article):
    make_figure(
        article,
        "12 hubs",
        12,
        "CNY",
        conversion_surface="9 days",
        conversion_value=1,
        conversion_unit="USD",
        checks=[{"code": "conversion", "words": "Off by ten."}],
        flagged=True,
    )
    figure = Figure.objects.get()
    answer = press(desk, figure, "dismiss", check="conversion")
    assert "Say why the check is dismissed" in told(answer)
    assert not Decision.objects.exists()
    note = {"check": "conversion", "note": "As printed, wrong."}
    page = told(press(desk, figure, "dismiss", **note))
    assert "Check “conversion” dismissed: As printed, wrong." in page
    figure.refresh_from_db()
    assert figure.dismissed_checks == {"conversion": "As printed, wrong."}
    assert figure.status == "extracted"


def test_a_script_gets_the_parts_of_the_page_that_are_others_now(desk, article):
    one = make_figure(article, "12 hubs", 12, "count:hubs")
    other = make_figure(article, "9 days", 9, "count:days")
    sent = {"decide": f"reject figure {one.pk} 1"}
    as_script = {"X-Requested-With": "XMLHttpRequest"}
    answer = desk.post(address(article, "decide"), sent, headers=as_script)
    parts = told(answer)
    assert answer.status_code == 200
    assert f'class="desk-row desk-row-rejected" id="figure-{one.pk}"' in parts
    assert f'id="figure-{other.pk}"' not in parts
    assert "<strong>0</strong> of 1 rows decided" in parts
    assert f'id="at-figure-{other.pk}"' in parts
    assert f'id="at-figure-{one.pk}"' not in parts
    assert "Rejected, and kept" in parts
    again = desk.post(address(article, "decide"), sent, headers=as_script)
    assert again.status_code == 409
    assert "It was changed in the meantime" in told(again)


@pytest.mark.parametrize(
    "decide",
    ["", "confirm", "drop figure 1 1", "confirm article 1 1", "confirm figure x 1"],
)
def test_what_no_button_says_is_refused(desk, article, decide):
    answer = desk.post(address(article, "decide"), {"decide": decide})
    assert answer.status_code == 400
    assert desk.get(address(article, "decide")).status_code == 405


def test_a_row_of_another_article_is_not_decided_on(desk, article):
    figure = make_figure()
    sent = {"decide": f"reject figure {figure.pk} 1"}
    answer = desk.post(address(article, "decide"), sent, follow=True)
    assert "The row is gone" in told(answer)
    figure.refresh_from_db()
    assert figure.status == "extracted"


def test_who_may_not_reject_is_offered_what_they_may(client, article):
    user = get_user_model().objects.create_user("bob", is_staff=True)
    rights = ["view_article", "view_figure", "change_figure"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    page = told(client.get(address(article)))
    assert f'value="confirm figure {figure.pk} 1"' in page
    assert f'value="reject figure {figure.pk} 1"' not in page
    assert 'href="/admin/archive/figure/add/' not in page
    assert press(client, figure, "reject").status_code == 403
    press(client, figure, "confirm")
    figure.refresh_from_db()
    assert figure.status == "confirmed"


def test_a_row_is_corrected_on_its_page_and_that_leads_back_to_the_desk(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    page = told(desk.get(address(article)))
    way = f"{address(figure)}?next={address(article).replace('/', '%2F')}"
    assert f'href="{way}"' in page
    sent = filled(desk.get(way)) | {"unit": "count:parks", "_save": "Save"}
    answer = desk.post(way, sent, follow=True)
    assert answer.redirect_chain == [(f"{address(article)}#figure-{figure.pk}", 302)]
    figure.refresh_from_db()
    assert (figure.status, figure.person_fields) == ("corrected", ["unit"])
    elsewhere = f"{address(figure)}?next=https%3A%2F%2Fexample.org%2F"
    answer = desk.post(elsewhere, filled(desk.get(way)) | {"_save": "Save"})
    assert answer.url == address(Figure, "changelist")


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


def test_what_was_decided_stands_when_a_repair_reads_the_text_again(desk, article):
    figure = make_figure(article, "9 days", 9, "count:days")
    press(desk, figure, "confirm")
    save(desk, article, body=BODY.replace("trail", "trial"))
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
    delete(desk, article, reason="By request.")
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


def test_a_second_editor_of_a_row_is_told_and_shown_both(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    save(desk, figure, unit="count:parks")  # another editor corrects it
    answer = press(desk, figure, "reject", version=1)
    page = told(answer)
    assert "It was changed in the meantime; nothing was saved." in page
    assert "you: corrected (unit: “count:hubs” → “count:parks”)." in page
    assert "It is corrected now; you wanted to reject it." in page
    figure.refresh_from_db()
    assert figure.status == "corrected"
    # The desk shows it as it stands now: whoever presses again overrules the other.
    assert f'value="reject figure {figure.pk} 2"' in page
    press(desk, figure, "reject", version=2)
    figure.refresh_from_db()
    assert figure.status == "rejected"


def test_a_note_is_not_lost_where_another_was_quicker(desk, article):
    check = {"code": "conversion", "words": "Off by ten."}
    figure = make_figure(article, "12 hubs", 12, "CNY", checks=[check], flagged=True)
    press(desk, figure, "confirm")
    sent = {"check": "conversion", "note": "As printed."}
    page = told(press(desk, figure, "dismiss", **sent))
    assert "you wanted to dismiss the check “conversion”: “As printed.”" in page


def test_a_row_that_is_gone_is_said_to_be_gone(desk, article):
    figure = make_figure(article, "12 hubs", 12, "count:hubs")
    key = figure.pk
    figure.delete()
    figure.pk = key
    answer = press(desk, figure, "confirm")
    assert "is gone: the document was read again" in told(answer)


def test_what_the_machine_says_of_a_corrected_headline_stays_in_sight(desk, article):
    article.extracted = {"fields": {"headline": "Hubs of Putuo"}}
    article.save()
    save(desk, article, headline="Mine")
    assert "The machine now says headline" in told(desk.get(address(article)))
