"""Names of companies that texts brought, reviewed on the desk."""

from __future__ import annotations

import pytest

from archive import decisions
from archive.ingest import World, reextract
from archive.models import Article, CompanyMention
from archive.verifying import faults
from districts.models import Company
from tests.archive.admin.pages import address, save, saved, told
from tests.factories import make_article

BODY = (
    "Kelvo Motors Co Ltd opened a works. Kelvo Motors will hire, the carmaker said.\n"
)


def read(*bodies: str) -> list[Article]:
    articles = [make_article(body) for body in bodies]
    for article in articles:
        reextract(article.document, World())
    return articles


@pytest.fixture
def kelvo(db) -> Company:
    read(BODY)
    return Company.objects.get(slug="kelvo-motors")


def act(desk, action: str, *companies: Company):
    chosen = [company.pk for company in companies]
    sent = {"action": action, "_selected_action": chosen}
    return desk.post(address(Company, "changelist"), sent, follow=True)


def standing() -> str:
    return Company.objects.get(slug="kelvo-motors").standing


def test_the_names_of_most_stories_are_reviewed_first(desk, kelvo):
    read("Ailo Foods Co Ltd sold cheese.", *2 * ["Brandal Logistics Inc moved it."])

    page = desk.get(address(Company, "changelist"), {"standing__exact": "found"})

    rows = [(row.name, row.story_count) for row in page.context["cl"].result_list]
    assert rows == [("Brandal Logistics", 2), ("Ailo Foods", 1), ("Kelvo Motors", 1)]


def test_a_confirmed_name_is_read_as_known(desk, kelvo):
    (other,) = read("The works of Kelvo Motors is closed.")

    answer = act(desk, "confirm_names", kelvo)

    assert "1 name confirmed, 2 articles read again." in told(answer)
    assert standing() == "known"
    assert {m.rule for m in other.company_mentions.all()} == {"company-name"}
    assert {row.pk for row in Company.objects.all()} == {kelvo.pk}


def test_a_name_saved_with_a_change_is_confirmed_by_that(desk, kelvo):
    assert saved(save(desk, kelvo, name="Kelvo Motors Group"))
    assert standing() == "known"

    (article,) = read(BODY)

    assert {m.company.name for m in article.company_mentions.all()} == {
        "Kelvo Motors Group"
    }


def test_a_name_saved_as_it_is_stays_found(desk, kelvo):
    assert saved(save(desk, kelvo))
    assert standing() == "found"


def test_a_rejected_name_goes_from_all_pages_and_stays_away(desk, client, kelvo):
    answer = act(desk, "reject_names", kelvo)

    assert "1 name rejected, 1 article read again." in told(answer)
    assert not CompanyMention.objects.exists()
    assert client.get(kelvo.get_absolute_url()).status_code == 410
    read(BODY.replace("hire", "build"))
    assert standing() == "rejected"
    assert not CompanyMention.objects.exists()
    assert "Kelvo" not in client.get("/companies/").content.decode()
    assert client.get("/companies.json").json()["companies"] == []
    assert "companies/kelvo" not in client.get("/sitemap.xml").content.decode()


def test_a_name_whose_mention_a_person_confirmed_is_not_rejected(desk, kelvo):
    decisions.confirm(CompanyMention.objects.first(), None)

    answer = act(desk, "reject_names", kelvo)

    assert "A person kept 1 of its mentions" in told(answer)
    assert standing() == "found"


def test_a_known_company_is_not_rejected(desk, kelvo):
    act(desk, "confirm_names", kelvo)

    answer = act(desk, "reject_names", kelvo)

    assert "Only names found in texts can be rejected" in told(answer)
    assert standing() == "known"


def test_a_rejected_name_can_be_confirmed_after_all(desk, kelvo):
    act(desk, "reject_names", kelvo)

    act(desk, "confirm_names", kelvo)

    assert standing() == "known"
    assert CompanyMention.objects.filter(company=kelvo).exists()
    assert not [fault for fault in faults() if fault.kind == "misnamed"]


def test_a_rejected_name_is_not_offered_for_a_mention(desk, kelvo):
    asked = {
        "app_label": "archive",
        "model_name": "companymention",
        "field_name": "company",
        "term": "kelvo",
    }
    assert desk.get("/admin/autocomplete/", asked).json()["results"]
    act(desk, "reject_names", kelvo)
    assert not desk.get("/admin/autocomplete/", asked).json()["results"]
