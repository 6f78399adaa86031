"""Companies merged on the desk, with a preview of what moves, and taken apart again."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from archive import likely_companies
from archive.ingest import World, reextract
from archive.models import CompanyMention, Decision, Figure
from districts.models import Company
from tests.archive.admin.pages import address, filled, save, saved, seen_on, told
from tests.factories import make_article, make_company, make_figure, mention_company

LONG = "Qingteng Cloud Security"


@pytest.fixture
def short(db) -> Company:
    company = make_company("Qingteng")
    article = make_article("Qingteng hires 40 people.", headline="Forty people")
    mention_company(article, company)
    figure = make_figure(article, "40 people", 40, "count:people")
    Figure.objects.filter(pk=figure.pk).update(subject_company=company)
    return company


@pytest.fixture
def long(short) -> Company:
    company = make_company(LONG, aliases=("QCS",))
    for n in range(2):
        article = make_article(f"{LONG} opens works {n}.", headline=f"Works {n}")
        mention_company(article, company)
    return company


def preview(desk, *companies: Company):
    """Tick some in the list, and press the button."""
    ticked = [company.pk for company in companies]
    sent = {"action": ["merge_companies", ""], "_selected_action": ticked}
    return desk.post(address(Company, "changelist"), sent, follow=True)


def merge(desk, into: Company, *others: Company, **sent):
    page = preview(desk, into, *others)
    members = [company.slug for company in (into, *others)]
    sent = {"stays": into.slug, "member": members, "seen": seen_on(page)} | sent
    return desk.post(page.redirect_chain[-1][0], sent, follow=True)


def apart(desk, company: Company):
    return desk.post(address(company, "apart"), follow=True)


def shown_under(company: Company) -> int:
    return CompanyMention.objects.filter(company=company).count()


def test_the_preview_shows_all_that_moves_and_proposes_which_stays(desk, short, long):
    page = preview(desk, short, long)

    assert page.status_code == 200
    first, second = page.context["members"]
    assert (first.company, second.company) == (long, short)
    assert page.context["stays"] == long.slug
    assert {link.name: link.count for link in second.links} == {
        "mentions": 1,
        "figures about it": 1,
    }
    assert [story.title for story in second.stories] == ["Forty people"]
    assert "QCS" in told(page)
    assert shown_under(short) == 1


def test_a_known_company_stays_before_a_found_one_of_more_stories(desk, short, long):
    Company.objects.filter(pk=long.pk).update(standing="found", spelling=f"0{LONG}")
    page = preview(desk, long, short)
    assert page.context["stays"] == short.slug


def test_four_actions_merge_and_one_takes_apart_again(desk, short, long):
    answer = merge(desk, long, short, reason="one firm")

    assert answer.redirect_chain[-1][0] == address(long)
    assert f"Qingteng merged into {LONG}" in told(answer)
    assert address(short, "apart") in told(answer)
    assert shown_under(long) == 3
    entry = Decision.objects.get(action="merge")
    assert (entry.made_by_name, entry.reason) == ("ada", "one firm")

    answer = apart(desk, short)

    assert f"Qingteng and {LONG} are two companies again" in told(answer)
    assert (shown_under(long), shown_under(short)) == (2, 1)
    assert Figure.objects.get().subject_company == short


def test_one_of_those_ticked_can_be_left_out(desk, short, long):
    other = make_company("Harbour Batteries")
    page = preview(desk, short, long, other)
    sent = {"stays": long.slug, "member": [short.slug], "seen": seen_on(page)}

    desk.post(page.redirect_chain[-1][0], sent)

    short.refresh_from_db(), other.refresh_from_db()
    assert (short.standing, other.standing) == ("merged", "known")


@pytest.mark.parametrize("sent", [{"member": []}, {"stays": "nobody"}, {"stays": ""}])
def test_what_is_not_wholly_said_merges_nothing(desk, short, long, sent):
    answer = merge(desk, long, short, **{"member": [long.slug], **sent})
    assert "Choose the one that stays" in told(answer)
    assert not Company.objects.merged().exists()


def test_one_alone_cannot_be_merged(desk, short):
    assert "Choose two or more" in told(preview(desk, short))


def test_a_merged_companys_page_says_into_which_and_keeps_its_names(desk, short, long):
    merge(desk, long, short)

    page = told(desk.get(address(short)))
    assert f'Merged into <a href="{address(long)}">' in page
    assert saved(save(desk, short, name_zh="青藤"))
    short.refresh_from_db()
    assert (short.standing, short.name_zh) == ("merged", "青藤")


def test_an_alias_given_to_a_merged_company_is_read_as_the_other_one(desk, short, long):
    merge(desk, long, short)
    article = make_article("Greenvine Shield opened a works in the east.")
    sent = filled(desk.get(address(short))) | {"aliases-0-name": "Greenvine Shield"}

    assert saved(desk.post(address(short), sent, follow=True))

    mention = CompanyMention.objects.get(article=article)
    assert (mention.company, mention.merged_from) == (long, "qingteng")


def test_what_was_renamed_since_the_preview_is_not_merged(desk, short, long):
    seen = seen_on(preview(desk, short, long))
    assert saved(save(desk, short, name="Qingteng Tea"))
    assert "One of them was changed" in told(merge(desk, long, short, seen=seen))
    short.refresh_from_db()
    assert not short.is_merged


def test_a_merged_company_is_not_deleted_while_rows_name_it(desk, short, long):
    merge(desk, long, short)
    for company in (short, long):
        answer = desk.post(address(company, "delete"), {"post": "yes"})
        assert answer.status_code == 200  # it says why
    assert Company.objects.count() == 2


def test_taking_apart_what_is_apart_says_so(desk, short, long):
    assert "not merged into another" in told(apart(desk, short))
    assert desk.get(address(short, "apart")).status_code == 405


def test_its_address_and_filters_lead_to_the_company_it_went_into(
    desk, client, short, long
):
    merge(desk, long, short)

    answer = client.get("/companies/qingteng/")
    assert (answer.status_code, answer.url) == (301, long.get_absolute_url())
    listed = client.get("/articles.json", {"company": "qingteng"}).json()["articles"]
    assert {entry["headline"] for entry in listed} == {
        "Works 0",
        "Works 1",
        "Forty people",
    }
    found = client.get("/articles.json", {"q": "company:qingteng"}).json()["articles"]
    assert len(found) == 3
    companies = client.get("/companies.json").json()["companies"]
    assert [one["slug"] for one in companies] == [long.slug]

    apart(desk, short)
    assert client.get("/companies/qingteng/").status_code == 200
    listed = client.get("/articles.json", {"company": "qingteng"}).json()["articles"]
    assert [entry["headline"] for entry in listed] == ["Forty people"]


def test_likely_ones_are_listed_with_the_reason_until_they_are_told_apart(
    desk, short, long
):
    likely = address(Company, "changelist") + "likely/"
    assert likely in told(desk.get(address(Company, "changelist")))
    page = desk.get(likely)
    (pair,) = page.context["pairs"]
    assert {one.name for one in pair["companies"]} == {"Qingteng", LONG}
    assert "begins like" in told(page)
    assert desk.get(pair["merge"]).status_code == 200

    sent = {"one": short.slug, "other": long.slug}
    page = desk.post(likely, sent, follow=True)

    assert page.context["pairs"] == []
    assert likely_companies.suggest(short) == []


def test_a_likely_one_is_offered_on_a_companys_page(desk, short, long):
    page = told(desk.get(address(short)))
    assert f"{LONG}: “{LONG}” begins like “Qingteng”" in page


def test_who_may_only_look_merges_nothing(client, short, long):
    client.force_login(get_user_model().objects.create_user("bob", is_staff=True))
    query = f"?company={short.slug}&company={long.slug}"
    for page in ("merge/" + query, "likely/"):
        address_of_it = address(Company, "changelist") + page
        assert client.get(address_of_it).status_code == 403
        assert client.post(address_of_it, {}).status_code == 403
    assert client.post(address(short, "apart")).status_code == 403


def test_a_text_read_after_it_names_the_company_that_stays(desk, short, long):
    merge(desk, long, short)
    article = make_article("The works of Qingteng is closed.")
    reextract(article.document, World())
    assert {m.company for m in article.company_mentions.all()} == {long}
