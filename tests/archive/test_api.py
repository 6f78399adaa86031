"""The API: the lists of the pages, for programs."""

import csv
import io

import pytest

from archive.changes import changed
from archive.models import Article, FormerAddress
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    make_industry,
    mention_company,
    mention_district,
    mention_industry,
)

pytestmark = pytest.mark.django_db

LISTS = (
    "/articles.json",
    "/articles.csv",
    "/figures.json",
    "/figures.csv",
    "/districts.json",
    "/districts.csv",
    "/companies.json",
    "/companies.csv",
    "/industries.json",
    "/industries.csv",
)


@pytest.fixture
def article():
    article = make_article(
        "Putuo and Harbour Batteries earned 9.78 billion yuan with new energy.",
        headline="普陀 grows",
        publisher="The Daily",
        published_on="2023-08-19",
    )
    mention_district(article, make_district("Putuo"))
    mention_company(article, make_company())
    mention_industry(article, make_industry(keywords=("wind",)), "new energy")
    make_figure(article, subject_district=make_district("Putuo"), flagged=True)
    return article


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("path", LISTS)
def test_every_list_answers_with_and_without_rows(client, path, request):
    assert client.get(path).status_code == 200
    request.getfixturevalue("article")
    response = client.get(path)
    assert response.status_code == 200
    if path.endswith(".csv"):
        assert len(rows_of(response)) == 1
    else:
        assert response.json()["total"] == 1


@pytest.mark.parametrize("path", LISTS)
def test_every_list_says_what_it_does_not_understand(client, path):
    response = client.get(path, {"excell": "1"})
    assert response.status_code == 400
    (problem,) = response.json()["problems"]
    assert "excell" in problem


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_read_only(client, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_a_list_has_rows_counts_and_the_way_on(client, article):
    for _ in range(3):
        make_article("Nothing new energy.")
    answer = client.get("/articles.json?q=energy&per_page=2&order=newest").json()
    assert (answer["total"], answer["pages"], answer["page"]) == (4, 2, 1)
    assert [row["id"] for row in answer["articles"]][0] == article.public_id
    assert answer["previous"] is None
    following = client.get(answer["next"]).json()
    assert following["page"] == 2
    assert following["next"] is None
    seen = [row["id"] for row in answer["articles"] + following["articles"]]
    assert len(set(seen)) == 4
    (district,) = [one for one in answer["facets"] if one["name"] == "district"]
    assert district["values"][0] == {
        "value": "putuo",
        "label": "Putuo",
        "count": 1,
        "selected": False,
    }


def test_a_page_that_is_not_there_is_a_404_with_its_reason(client, article):
    for page in ("2", "0", "x", "9" * 300):
        response = client.get("/articles.json", {"page": page})
        assert response.status_code == 404
        assert "page" in response.json()["problems"][0]


def test_a_typo_names_the_nearest(client, article):
    response = client.get("/figures.json?distrct=putuo")
    assert response.status_code == 400
    assert "Did you mean “district”?" in response.json()["problems"][0]
    response = client.get("/articles.json?industry=wnd")
    assert (
        "“new-energy”"
        in client.get("/articles.json?industry=new-enrgy").json()["problems"][0]
    )
    assert response.status_code == 400


def test_json_and_csv_are_the_same_list(client, article):
    make_article("Other.", published_on="2022-01-01")
    for kind, query in (
        ("articles", "industry=wind"),
        ("articles", "year=2022&year=2023"),
        ("articles", "q=other"),
        ("figures", "district=putuo&flagged=1"),
        ("figures", "unit=CNY&order=value"),
    ):
        answer = client.get(f"/{kind}.json?{query}")
        file = client.get(f"/{kind}.csv?{query}")
        ids = [row["id"] for row in answer.json()[kind]]
        assert ids == [row["id"] for row in rows_of(file)]
        assert file["X-Total-Count"] == answer["X-Total-Count"] == str(len(ids))
        assert file["X-Row-Count"] == str(len(ids))


def test_a_csv_is_a_file_and_excel_gets_its_mark(client, article):
    plain = client.get("/articles.csv")
    assert plain["Content-Type"] == "text/csv; charset=utf-8"
    assert plain["Content-Disposition"] == 'attachment; filename="articles.csv"'
    assert b"".join(plain.streaming_content).startswith(b"id,url,")
    excel = client.get("/articles.csv?excel=1")
    assert b"".join(excel.streaming_content).startswith(b"\xef\xbb\xbfid,url,")
    assert client.get("/articles.csv?excel=yes").status_code == 400


def test_a_csv_that_ends_early_says_so(client, article, settings):
    settings.ARCHIVE_EXPORT_ROWS = 1
    make_article()
    file = client.get("/articles.csv")
    assert "articles-first-1-of-2.csv" in file["Content-Disposition"]
    assert (file["X-Row-Count"], file["X-Total-Count"]) == ("1", "2")


def test_an_article_comes_with_all_that_was_found_in_it(client, article):
    answer = client.get(f"/articles/{article.public_id}.json").json()
    assert answer["headline"] == "普陀 grows"
    assert answer["date_basis"] == "stated"
    (mention,) = answer["district_mentions"]
    assert mention["slug"] == "putuo"
    assert article.body[mention["start"] : mention["end"]] == mention["surface"]
    ((start, end),) = mention["raw_ranges"]
    assert article.document.text[start:end] == mention["surface"]
    assert [m["slug"] for m in answer["company_mentions"]] == ["harbour-batteries"]
    assert [m["slug"] for m in answer["industry_mentions"]] == ["new-energy"]
    assert [figure["value"] for figure in answer["figures"]] == [9780000000]


def test_a_figure_comes_with_its_evidence(client, article):
    figure = article.figures.get()
    answer = client.get(f"/figures/{figure.public_id}.json").json()
    assert answer["value"] == 9780000000
    assert answer["surface"] in answer["quote"]
    assert answer["document_sha256"] == article.document.sha256
    assert answer["source_url"].endswith(f"/raw/?figure={figure.public_id}")


def test_rejected_rows_are_in_no_answer(client, article):
    article.company_mentions.update(status="rejected")
    figure = article.figures.get()
    article.figures.update(status="rejected")
    changed([article.pk])
    answer = client.get(f"/articles/{article.public_id}.json").json()
    assert answer["company_mentions"] == answer["figures"] == []
    assert client.get(f"/figures/{figure.public_id}.json").status_code == 410
    assert client.get("/companies.json").json()["companies"][0]["articles"] == 0
    Article.objects.update(status="rejected")
    changed([article.pk])
    assert client.get(f"/articles/{article.public_id}.json").status_code == 410
    assert client.get("/articles.json").json()["total"] == 0


def test_an_old_address_leads_to_the_new_one(client, article):
    figure = article.figures.get()
    FormerAddress.objects.create(public_id="aaaaaaaaaaaa", article=article)
    FormerAddress.objects.create(public_id="bbbbbbbbbbbb", figure=figure)
    FormerAddress.objects.create(public_id="cccccccccccc")
    response = client.get("/articles/aaaaaaaaaaaa.json")
    assert response.status_code == 301
    assert response["Location"] == f"/articles/{article.public_id}.json"
    response = client.get("/figures/bbbbbbbbbbbb.json")
    assert response["Location"] == f"/figures/{figure.public_id}.json"
    assert client.get("/articles/cccccccccccc.json").status_code == 410
    assert client.get("/figures/cccccccccccc.json").status_code == 410


def test_what_never_was_is_not_found(client):
    for path in ("/articles/zzzzzzzzzzzz.json", "/figures/zzzzzzzzzzzz.json"):
        response = client.get(path)
        assert response.status_code == 404
        assert response.json()["problems"]
    assert client.get("/articles/zzz.json?x=1").status_code == 400


def test_parameters_that_follow_readers_are_dropped(client, article):
    response = client.get("/articles.json?q=energy&utm_source=x&fbclid=1")
    assert response.status_code == 302
    assert response["Location"] == "/articles.json?q=energy"


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%22",
        "q=*",
        "q=" + "a" * 5000,
        "year=0",
        "year=99999999999999999999",
        "district=%00",
        "publisher=%F0%9F%98%80",
        "q=%ff%fe",
        "q=figure:1e999",
        "q=NEAR(a,b)",
        "%00=1",
        "per_page=0",
        "per_page=99999",
        "page=1%00",
        "&".join(f"year={n}" for n in range(1000, 1300)),
        "q=" + "%20OR%20".join(f"w{n}" for n in range(20)),
    ],
)
def test_odd_requests_get_an_answer(client, article, query):
    for path in ("/articles.json", "/figures.json", "/articles.csv", "/articles.atom"):
        response = client.get(f"{path}?{query}")
        assert response.status_code in (200, 400, 404), (path, query)
