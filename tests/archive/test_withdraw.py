"""An article is withdrawn: it answers 410 everywhere, and stays out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError

from archive import verifying
from archive.models import Article, Decision, Figure
from tests.archive.test_commands import run
from tests.seeded import load_seeds

pytestmark = pytest.mark.django_db

ADDRESS = "https://news.example/2021/05/cranes.html"
STORY = """<!doctype html><html lang="en"><head>
<title>Harbour cranes are replaced</title>
<link rel="canonical" href="{address}">
<meta property="og:url" content="{address}">
<meta property="article:published_time" content="2021-05-12T08:00:00+08:00">
<meta property="og:site_name" content="Quay News"></head><body><article>
<h1>Harbour cranes are replaced</h1>
<p>Cargo handled in Putuo District rose 3.5 percent to 2.4 billion yuan last year, the
district government said on Wednesday.</p>
<p>More than 300 companies have settled beside the quay since the old cranes were sold
to a museum, and a further {more} are expected to follow by the end of next year.</p>
</article></body></html>"""


def take_in(folder: Path) -> None:
    load_seeds()
    assert run("ingest", folder)[2] == 0


@pytest.fixture
def folder(take_in_once) -> Path:
    story = STORY.format(address=ADDRESS, more="twenty")
    return take_in_once({"cranes.html": story}, take_in)


@pytest.fixture
def article(folder) -> Article:
    return Article.objects.get()


def answers(client, article: Article) -> dict[str, int]:
    """The status of every address of an article and of its first figure."""
    figure = article.figures.visible().first()
    page = f"/articles/{article.public_id}"
    addresses = [
        *(article.get_absolute_url(), f"{page}.json", f"{page}/raw/"),
        *(f"{page}/cite.bib", f"{page}/cite.ris"),
        *(figure.get_absolute_url(), f"/figures/{figure.public_id}.json"),
    ]
    return {a: client.get(a, follow=True).status_code for a in addresses}


def lists(client) -> str:
    """All that lists, feeds, exports, search and the sitemap say."""
    addresses = (
        *("/", "/articles/", "/articles/?q=museum", "/figures/", "/sitemap.xml"),
        *("/articles.json", "/articles.csv", "/articles.atom"),
        *("/figures.json", "/figures.csv", "/figures.atom"),
        "/articles.json?q=museum",
    )
    pages = [client.get(address) for address in addresses]
    assert {page.status_code for page in pages} == {200}
    return "".join(page.getvalue().decode() for page in pages)


def test_a_withdrawn_article_is_gone_from_every_page_feed_and_export(client, article):
    assert set(answers(client, article).values()) == {200}
    assert "Harbour cranes" in lists(client)

    output, _, code = run("withdraw", article.public_id, "--reason", "Asked by Quay")

    assert (code, "Withdrawn, with 3 figures" in output) == (0, True)
    assert set(answers(client, article).values()) == {410}
    said = lists(client)
    assert "Harbour cranes" not in said
    assert article.public_id not in said


@pytest.mark.parametrize(
    "name",
    [
        "{id}",
        "/articles/{id}/",
        "https://archive.example/articles/{id}/harbour-cranes/?q=x#figure-1",
        "https://archive.example/articles/{id}.json",
        ADDRESS,
        ADDRESS.replace("https", "http") + "#top",
    ],
)
def test_an_article_is_known_by_its_id_its_page_and_its_publishers_address(
    client, article, name
):
    run("withdraw", name.format(id=article.public_id), "--reason", "Asked")
    assert client.get(article.get_absolute_url()).status_code == 410


def test_the_decision_stands_in_the_book_with_its_reason_and_whose_it_is(
    article, django_user_model
):
    django_user_model.objects.create_user("ada")
    run("withdraw", article.public_id, "--reason", "Court order 12", "--by", "ada")
    line = Decision.objects.get()
    assert (line.action, line.target, line.target_id) == (
        Decision.Action.REJECT,
        Decision.Target.ARTICLE,
        article.pk,
    )
    assert (line.reason, line.made_by_name) == ("Court order 12", "ada")


def test_it_stays_out_when_its_document_is_read_again(client, folder, article):
    run("withdraw", article.public_id, "--reason", "Asked")
    (folder / "other-name.html").write_bytes((folder / "cranes.html").read_bytes())
    run("ingest", folder)
    run("reextract")
    run("reparse")
    assert set(answers(client, article).values()) == {410}
    assert "Harbour cranes" not in lists(client)
    assert Article.objects.count() == 1
    assert list(verifying.faults()) == []


def test_restored_it_is_back_with_all_its_figures(client, article):
    before = lists(client)
    run("withdraw", article.public_id, "--reason", "Asked")
    output, _, code = run("withdraw", ADDRESS, "--restore")
    assert (code, "It counts again" in output) == (0, True)
    assert set(answers(client, article).values()) == {200}
    assert lists(client).count("Harbour cranes") == before.count("Harbour cranes")
    actions = Decision.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["reject", "restore"]


def test_to_do_it_twice_says_so_and_decides_once(article):
    run("withdraw", article.public_id, "--reason", "Asked")
    assert "already" in run("withdraw", article.public_id, "--reason", "Again")[0]
    assert Decision.objects.count() == 1


def test_its_copy_of_another_document_is_named_and_goes_only_when_asked(
    client, folder, article
):
    other = ADDRESS.replace("cranes", "reprint")
    (folder / "again.html").write_text(STORY.format(address=other, more="twenty"))
    run("ingest", folder)
    copy = Article.objects.exclude(pk=article.pk).get()
    assert Article.objects.leading().count() == 1

    _, errors, _ = run("withdraw", article.public_id, "--reason", "Asked")

    assert f"Still shown, nearly the same: {copy.public_id}" in errors
    assert list(Article.objects.leading()) == [copy]
    assert client.get(copy.get_absolute_url()).status_code == 200
    run("withdraw", article.public_id, "--restore")
    run("withdraw", article.public_id, "--reason", "Asked", "--copies")
    assert not Article.objects.leading().exists()
    assert client.get(copy.get_absolute_url()).status_code == 410


def test_an_address_of_several_articles_is_refused_unless_all_are_meant(folder):
    (folder / "later.html").write_text(STORY.format(address=ADDRESS, more="thirty-one"))
    run("ingest", folder)
    assert Article.objects.count() == 2
    with pytest.raises(CommandError, match="address of 2 articles"):
        run("withdraw", ADDRESS, "--reason", "Asked")
    assert Article.objects.published().count() == 2
    run("withdraw", ADDRESS, "--reason", "Asked", "--all")
    assert not Article.objects.published().exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothinghere2", "--reason", "x"], "No article is known"),
        (["https://news.example/other", "--reason", "x"], "No article is known"),
        (["https://[broken", "--reason", "x"], "No article is known"),
        ([ADDRESS], "Give the --reason"),
        ([ADDRESS, "--reason", "  "], "Give the --reason"),
        ([ADDRESS, "--reason", "x", "--by", "nobody"], "no account 'nobody'"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_withdrawn(
    article, arguments, said
):
    with pytest.raises(CommandError, match=said):
        run("withdraw", *arguments)
    assert Article.objects.published().exists()
    assert Figure.objects.visible().exists()


@pytest.fixture
def copy(folder, article) -> Article:
    other = ADDRESS.replace("cranes", "reprint")
    (folder / "again.html").write_text(STORY.format(address=other, more="twenty"))
    run("ingest", folder)
    return Article.objects.exclude(pk=article.pk).get()


def test_restored_with_its_copies_all_are_back(client, article, copy):
    run("withdraw", article.public_id, "--reason", "Asked", "--copies")
    output, errors, _ = run("withdraw", article.public_id, "--restore", "--copies")
    assert output.count("It counts again") == 2
    assert errors == ""
    for one in (article, copy):
        assert client.get(one.get_absolute_url()).status_code == 200


def test_restored_alone_it_names_the_copies_that_are_still_withdrawn(
    client, article, copy
):
    run("withdraw", article.public_id, "--reason", "Asked", "--copies")
    _, errors, _ = run("withdraw", article.public_id, "--restore")
    assert f"Still withdrawn, nearly the same: {copy.public_id}" in errors
    assert client.get(copy.get_absolute_url()).status_code == 410


def test_copies_of_a_story_that_is_shown_are_restored_and_nothing_else(
    client, folder, article, copy
):
    unlike = STORY.format(address="https://news.example/other", more="x").partition(
        "<p>Cargo"
    )[0]
    words = " ".join(f"Ferry {name} sailed past pier {name}." for name in "abcdefghij")
    (folder / "unlike.html").write_text(f"{unlike}<p>{words}</p></article></html>")
    run("ingest", folder)
    other = Article.objects.exclude(pk__in=[article.pk, copy.pk]).get()
    run("withdraw", other.public_id, "--reason", "Another matter")
    run("withdraw", copy.public_id, "--reason", "Asked")

    output, _, _ = run("withdraw", article.public_id, "--restore", "--copies")

    assert f"It is not withdrawn: {article.public_id}" in output
    assert f"It counts again: {copy.public_id}" in output
    assert client.get(copy.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 410


def test_copies_of_a_story_withdrawn_before_are_found_and_withdrawn(
    client, article, copy
):
    run("withdraw", article.public_id, "--reason", "Asked")
    assert client.get(copy.get_absolute_url()).status_code == 200

    output, errors, code = run(
        "withdraw", article.public_id, "--reason", "Asked again", "--copies"
    )

    assert (errors, code) == ("", 0)
    assert f"It was withdrawn already: {article.public_id}" in output
    assert f"Withdrawn, with 3 figures: {copy.public_id}" in output
    assert client.get(copy.get_absolute_url()).status_code == 410
    assert "Harbour cranes" not in lists(client)


def test_a_copy_that_came_later_is_named_when_it_is_withdrawn_again(
    client, folder, article
):
    run("withdraw", article.public_id, "--reason", "Asked")
    other = ADDRESS.replace("cranes", "reprint")
    (folder / "again.html").write_text(STORY.format(address=other, more="twenty"))
    run("ingest", folder)
    late = Article.objects.exclude(pk=article.pk).get()

    _, errors, _ = run("withdraw", article.public_id, "--reason", "Asked")

    assert f"Still shown, nearly the same: {late.public_id}" in errors
    assert client.get(late.get_absolute_url()).status_code == 200


def test_the_whole_group_of_a_copy_goes_with_a_story_withdrawn_before(
    folder, article, copy
):
    """Also when the story's own place in its document is gone."""
    third = STORY.format(address=ADDRESS.replace("cranes", "third"), more="thirty")
    (folder / "third.html").write_text(third)
    run("ingest", folder)
    run("withdraw", article.public_id, "--reason", "Asked")
    Article.objects.filter(pk=article.pk).update(placed=False)

    output, _, _ = run("withdraw", article.public_id, "--reason", "Asked", "--copies")

    assert output.count("Withdrawn, with") == 2
    assert not Article.objects.published().exists()


def test_a_story_on_another_matter_is_no_copy_of_one_withdrawn_before(folder, article):
    start = STORY.partition("<p>Cargo")[0].format(address="https://news.example/other")
    words = " ".join(f"Ferry {name} sailed past pier {name}." for name in "abcdefghij")
    (folder / "unlike.html").write_text(f"{start}<p>{words}</p></article></html>")
    run("ingest", folder)
    run("withdraw", article.public_id, "--reason", "Asked")

    output, errors, _ = run(
        "withdraw", article.public_id, "--reason", "Asked", "--copies"
    )

    assert (errors, "Withdrawn, with" in output) == ("", False)
    assert Article.objects.published().count() == 1
