"""ARCHIVE_PUBLIC_TEXT: what visitors may read, and what is for staff alone."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from archive import rights
from archive.models import Article
from archive.search import parse
from archive.views.reading import Reading
from tests.archive.pages.reading import read
from tests.factories import make_article, make_figure, mention_company

pytestmark = pytest.mark.django_db

FIGURED = "Revenue reached 9.78 billion yuan last year, the office said."
PLAIN = (
    "The mayor opened the quay on a rainy morning.",
    "Nobody had seen so many umbrellas by the river.",
    "A brass band played until the afternoon ferry left.",
    "Children of two schools painted the harbour wall.",
    "Old sailors told of storms, and of smugglers.",
    "Then everybody went home by the northern bridge.",
)
LAST = "It hired 300 clerks in spring."
BODY = "\n\n".join([f"{PLAIN[0]} {FIGURED} {PLAIN[1]}", *PLAIN[2:], LAST])
CAPTION = "Ferries at dusk. The old crane lifts 40 tons."
NOTE = "The writer is a former ferryman."
ADDRESS = "https://news.example/2031/quay.html"


@pytest.fixture
def story() -> Article:
    article = make_article(
        BODY,
        headline="A quay opens",
        standfirst="Umbrellas and trombones greeted the mayor. More was to come.",
        captions=CAPTION,
        notes=NOTE,
        published_on="2031-05-04",
        publisher="Quay News",
        address=ADDRESS,
    )
    make_figure(article)
    make_figure(article, "300 clerks", 300, "count:clerks")
    make_figure(article, "40 tons", 40, "tons", part="captions")
    return article


@pytest.fixture
def excerpts(settings) -> None:
    settings.ARCHIVE_PUBLIC_TEXT = "excerpt"


@pytest.fixture
def staff(django_user_model) -> Client:
    client = Client()
    client.force_login(django_user_model.objects.create_user("ada", is_staff=True))
    return client


def everywhere(client: Client, story: Article) -> str:
    """All that anybody can fetch about a story."""
    figure = story.figures.first()
    page = f"/articles/{story.public_id}"
    addresses = [
        *(story.get_absolute_url(), f"{page}.json", f"{page}/raw/"),
        f"{page}/raw/?figure={figure.public_id}",
        *(f"{page}/cite.bib", f"{page}/cite.ris"),
        *("/", "/articles/", "/articles.json", "/articles.csv", "/articles.atom"),
        *("/figures/", "/figures.json", "/figures.csv", "/figures.atom"),
        f"/figures/{figure.public_id}.json",
    ]
    answers = [client.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} <= {200, 403}
    return "\n".join(answer.getvalue().decode() for answer in answers)


def test_by_default_everybody_reads_the_whole_story_and_its_source(client, story):
    page = read(client.get(story.get_absolute_url()))
    assert all(page.says(sentence) for sentence in (*PLAIN, FIGURED, LAST, NOTE))
    assert not page.says("Read it at")
    raw = read(client.get(f"/articles/{story.public_id}/raw/"))
    assert raw.says(PLAIN[4])


def test_a_visitor_reads_the_sentences_with_figures_and_the_way_to_the_publisher(
    client, story, excerpts
):
    page = read(client.get(story.get_absolute_url()))
    assert page.says("A quay opens")
    assert page.says("Quay News")
    assert page.says(f"… {FIGURED}")
    assert page.says(LAST)
    assert page.says("The old crane lifts 40 tons.")
    assert page.href("Read it at Quay News") == ADDRESS
    assert [href for _, href in page.links if "/raw/" in href] == []
    for figure in story.figures.all():
        assert figure.anchor in page.ids


@pytest.mark.parametrize("query", ["", "?q=nothing", "?q=revenue"])
def test_no_other_words_of_it_are_anywhere_a_visitor_comes(
    client, story, excerpts, query
):
    said = everywhere(client, story)
    said += client.get(story.get_absolute_url() + query).content.decode()
    for sentence in (*PLAIN, "Ferries at dusk", "More was to come", NOTE):
        assert sentence not in said
    assert FIGURED in re.sub(r"<[^>]+>", "", said)


def test_a_search_shows_a_few_sentences_with_its_words_and_lands_on_one(
    client, story, excerpts
):
    page = read(client.get(story.get_absolute_url() + "?q=smugglers"))
    assert page.says("… " + PLAIN[4])
    assert not any(page.says(PLAIN[n]) for n in (0, 1, 2, 3, 5))
    results = read(client.get("/articles/?q=smugglers"))
    target = results.href("A quay opens").partition("#")[2]
    assert target
    assert target in page.ids


def test_no_search_shows_more_than_its_share(client, story, excerpts):
    words = "mayor OR nobody OR brass OR children OR sailors OR everybody OR ferries"
    page = read(client.get(story.get_absolute_url(), {"q": words}))
    shown = sum(page.says(sentence) for sentence in PLAIN)
    shown += page.says("Ferries at dusk") + page.says("greeted the mayor.")
    assert shown == rights.MOST_MATCHES


@pytest.mark.parametrize(
    "sentences",
    [
        ["The quay opened.", "The band played."],
        ["The quay opened.", "The band played.", "The quay closed."],
    ],
)
def test_a_search_never_shows_a_short_story_to_its_end(client, sentences, excerpts):
    story = make_article("\n\n".join(sentences), headline="News in brief")
    page = read(client.get(story.get_absolute_url(), {"q": "quay OR band"}))
    shown = sum(page.says(sentence) for sentence in sentences)
    assert shown == len(sentences) - 1


def test_words_without_an_end_are_cut_around_what_was_searched(client, excerpts):
    body = " ".join(f"word{n}" for n in range(2000))
    story = make_article(body)
    page = client.get(story.get_absolute_url(), {"q": "word1000"}).content.decode()
    assert "word1000" in page
    assert len(set(re.findall(r"word\d+", page))) < 120


def test_staff_read_all_and_no_cache_keeps_it_for_others(
    client, story, excerpts, staff
):
    page = staff.get(story.get_absolute_url())
    assert all(read(page).says(sentence) for sentence in PLAIN)
    raw = staff.get(f"/articles/{story.public_id}/raw/")
    assert read(raw).says(PLAIN[4])
    data = staff.get(f"/articles/{story.public_id}.json")
    assert data.json()["source_url"].endswith("/raw/")
    figure = story.figures.first()
    evidence = staff.get(f"/figures/{figure.public_id}.json")
    assert "/raw/?figure=" in evidence.json()["source_url"]
    for answer in (page, raw, data, evidence):
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]


def test_what_a_visitor_gets_depends_on_who_asks_and_says_so(client, story, excerpts):
    figure = story.figures.first()
    for address in (
        story.get_absolute_url(),
        f"/articles/{story.public_id}.json",
        f"/articles/{story.public_id}/raw/",
        f"/figures/{figure.public_id}.json",
    ):
        assert "Cookie" in client.get(address)["Vary"]


def test_an_account_without_the_desk_is_a_visitor(
    client, story, excerpts, django_user_model
):
    client.force_login(django_user_model.objects.create_user("eve"))
    assert PLAIN[4] not in everywhere(client, story)


def test_the_source_is_refused_with_the_reason_and_a_way_on(client, story, excerpts):
    figure = story.figures.first()
    page = f"/articles/{story.public_id}/raw/"
    for address in (page, f"{page}?figure={figure.public_id}", f"{page}page/1.png"):
        answer = client.get(address)
        assert answer.status_code == 403
        shown = read(answer)
        assert shown.says("is not public here")
        assert shown.href("Read it at Quay News") == ADDRESS
    assert client.get(f"/articles/{story.public_id}.json").json()["source_url"] is None
    evidence = client.get(f"/figures/{figure.public_id}.json").json()
    assert evidence["source_url"] is None
    assert evidence["quote"] == FIGURED


@pytest.mark.parametrize("address", ["javascript:alert(1)", "quay.html", "//x.example"])
def test_only_a_web_address_becomes_a_link(client, excerpts, address):
    story = make_article(BODY, address=address, publisher="Quay News")
    assert not read(client.get(story.get_absolute_url())).says("Read it at")


def test_a_story_without_figures_shows_the_sentence_that_lists_show(client, excerpts):
    story = make_article("\n\n".join(PLAIN))
    page = read(client.get(story.get_absolute_url()))
    assert page.says(f"{PLAIN[0]} …")
    assert not any(page.says(sentence) for sentence in PLAIN[1:])


@pytest.mark.parametrize("mode", ["full", "excerpt"])
def test_feeds_exports_and_json_ld_carry_an_excerpt_in_any_case(
    client, story, settings, mode
):
    settings.ARCHIVE_PUBLIC_TEXT = mode
    lists = ("/articles.atom", "/articles.csv", "/articles.json", "/figures.atom")
    said = [client.get(address).getvalue().decode() for address in lists]
    for text in said:
        assert "Quay News" in text
        assert not any(sentence in text for sentence in PLAIN)
    page = client.get(story.get_absolute_url()).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1]
    data = json.loads(block)
    assert data["description"] == "Umbrellas and trombones greeted the mayor."
    assert data["isBasedOn"] == ADDRESS
    assert data["publisher"]["name"] == "Quay News"


def test_json_ld_of_a_short_story_is_not_the_story(client):
    story = make_article("Ships came in. Ships went out. Nobody was hurt.")
    page = client.get(story.get_absolute_url()).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1]
    assert json.loads(block)["description"] == "Ships came in."


def test_hostile_words_stay_words_in_an_excerpt(client, excerpts):
    attack = "<script>alert(1)</script>"
    story = make_article(f"Before. {attack} paid 9 yuan & more. After that, nothing.")
    make_figure(story, "9 yuan", 9)
    mention_company(story, None, "paid")
    page = client.get(story.get_absolute_url(), {"q": "script"}).content.decode()
    assert attack not in page
    assert "&lt;script&gt;" in page


def test_to_know_that_all_is_public_nobody_is_asked_who_they_are(
    client, story, django_assert_num_queries
):
    """A page that is the same for all can be kept by any cache."""
    answer = client.get(story.get_absolute_url())
    assert "Cookie" not in answer.get("Vary", "")


def test_a_long_story_full_of_matches_is_cut_in_linear_time(excerpts):
    from time import perf_counter

    def spent(times: int) -> float:
        article = make_article("The quay grew by the quay. " * times, indexed=False)
        start = perf_counter()
        Reading.of(article, parse("quay"), whole=False)
        return perf_counter() - start

    spent(100)
    short, long = min(spent(1000) for _ in range(3)), min(spent(4000) for _ in range(3))
    assert long < 4 * 2.6 * max(short, 0.01)


@pytest.mark.parametrize("word", ["harbour ", "波"])
def test_of_a_text_without_sentence_ends_a_visitor_gets_600_characters(excerpts, word):
    story = make_article(
        word * 5000 + "9.78 billion yuan " + word * 5000, headline="Quay"
    )
    make_figure(story)
    body = Reading.of(story, whole=False).body
    text = re.sub(r"<[^>]+>", "", body)
    assert "9.78 billion yuan" in text
    assert text.startswith("… ")
    assert text.endswith(" …\n")
    assert 300 < len(text) <= rights.LONGEST_SENTENCE + 6
    assert not re.search(r"(?<!\w)(arbour|our|harb)(?!\w)", text)


@pytest.mark.parametrize("query", [None, "cranes"])
def test_of_a_story_full_of_figures_a_visitor_gets_5000_characters(excerpts, query):
    lines = [f"{number} tons came in, {'word ' * 40}" for number in range(1000, 1060)]
    story = make_article(
        "\n".join([*lines, "Old cranes fell.", "The end."]), headline="Quay"
    )
    for number in range(1000, 1060):
        make_figure(story, f"{number} tons", number, "tons")
    body = Reading.of(story, query and parse(query), whole=False).body
    text = re.sub(r"<[^>]+>", "", body)
    assert 3000 < len(text) <= rights.LONGEST_EXCERPT + 100
    assert text.endswith(" …\n")
    assert "1000 tons came in" in text
    assert ("Old cranes fell." in text) == bool(query)
