"""A very long story is shown in parts; every link lands on the part it means."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest

from archive.models import Article
from archive.views import raw
from tests.archive.pages.reading import Page, read
from tests.archive.pages.test_budgets import queries
from tests.factories import (
    make_article,
    make_company,
    make_district,
    make_figure,
    mention_company,
    mention_district,
)

pytestmark = pytest.mark.django_db

PARAGRAPH = "The quay of Riverside was mended by Maker {n}, for {n}00 yuan in all."
PARAGRAPHS = 60
MOST = 1_000


@pytest.fixture(autouse=True)
def short_pages(settings):
    settings.ARCHIVE_ARTICLE_CHARACTERS = MOST


@pytest.fixture
def story() -> Article:
    """A story of five parts with a figure and two mentions in each paragraph."""
    numbers = range(1, PARAGRAPHS + 1)
    story = make_article(
        "\n\n".join(PARAGRAPH.format(n=n) for n in numbers),
        headline="Quays are mended for 7 yuan",
        standfirst="Sixty quays, sixty makers.",
        captions="The last quay, for 5 yuan.",
        notes="The editor walked them all.",
    )
    riverside, maker = make_district("Riverside"), make_company("Maker")
    make_figure(story, "7 yuan", 7, part="headline")
    make_figure(story, "5 yuan", 5, part="captions")
    for n in numbers:
        make_figure(story, f"{n}00 yuan", n * 100)
        mention_district(story, riverside, occurrence=n - 1)
        mention_company(story, maker, f"Maker {n},")
    return story


def parts_of(client, story: Article, query: str = "") -> list[Page]:
    """All parts, as one comes to them by the link to the next."""
    address = story.get_absolute_url()
    found = [read(client.get(address + query))]
    while following := [h for words, h in found[-1].links if words == "Next part"]:
        found.append(read(client.get(address + following[0])))
    return found


def test_the_parts_show_all_of_the_story_once_and_no_page_is_long(client, story):
    pages = parts_of(client, story)
    assert len(pages) == 5
    for n in range(1, PARAGRAPHS + 1):
        words = PARAGRAPH.format(n=n)
        assert sum(page.text.count(words) for page in pages) == 1, n
    for page in pages:
        assert page.text.count("The quay of Riverside") < 2 * PARAGRAPHS / len(pages)
        assert page.says("Quays are mended for 7 yuan")


def test_each_part_says_which_it_is_and_leads_to_the_others(client, story):
    page = read(client.get(story.get_absolute_url() + "?part=3"))
    assert page.says("This story is very long. Here is part 3 of 5")
    assert "Quays are mended for 7 yuan, part 3 –" in page.html
    assert page.href("Previous part") == "?part=2"
    assert page.href("Next part") == "?part=4"
    current = [a for tag, a in page.tags if a.get("aria-current") == "page"]
    assert len(current) == 2
    labels = [a.get("aria-label") for tag, a in page.tags if tag == "nav"]
    assert len(labels) == len(set(labels))


def test_standfirst_captions_and_notes_are_on_the_first_and_the_last_part(
    client, story
):
    first, *middle, last = parts_of(client, story)
    assert first.says("Sixty quays, sixty makers.")
    assert last.says("The last quay, for 5 yuan.")
    assert last.says("The editor walked them all.")
    for page in middle:
        assert 'class="standfirst"' not in page.html
        assert not page.says("Editor’s note in the source")


def test_each_figure_is_listed_beside_its_words_and_on_no_other_part(client, story):
    pages = parts_of(client, story)
    for figure in story.figures.all():
        rows = [page for page in pages if f"row-{figure.public_id}" in page.ids]
        assert len(rows) == 1
        if figure.part != "headline":
            assert figure.anchor in rows[0].ids
        assert f"#{figure.anchor}" in [href for _, href in rows[0].links]
    assert all(page.says("Figures 62") for page in pages)


def addresses_of(client, story: Article) -> dict[str, list[str]]:
    """The addresses of all places of figures on pages, by who gives them."""
    figures = story.figures.filter(part__in=("body", "captions"))
    told = {
        path: re.findall(r"[^\"\s,<>]+#figure-\w+", client.get(path).text)
        for path in ("/figures.json", "/figures.atom")
    }
    told["/figures.csv"] = [
        address
        for address in client.get("/figures.csv").getvalue().decode().split(",")
        if "#figure-" in address
    ]
    told["page"] = [client.get(f.get_absolute_url())["Location"] for f in figures]
    return told


def test_every_link_to_a_figure_lands_on_its_words(client, story):
    """Also where it is in a list as JSON or CSV, or in a feed."""
    pages = {}
    for giver, addresses in addresses_of(client, story).items():
        assert len(addresses) > 20, giver
        for parts in map(urlsplit, addresses):
            address = f"{parts.path}?{parts.query}"
            if address not in pages:
                pages[address] = client.get(address).text
            assert f'id="{parts.fragment}"' in pages[address], giver


def test_what_is_named_is_counted_in_the_whole_story(client, story):
    for page in parts_of(client, story):
        assert page.says("Maker 60×")
        assert page.says("Riverside")
        assert [href for words, href in page.links if words == "Riverside"]


def test_a_search_result_lands_on_the_part_that_has_the_words(client, settings):
    settings.ARCHIVE_SNIPPET_CHARACTERS = 20_000
    body = "\n\n".join(f"The quay {n} was mended." for n in range(200))
    story = make_article(f"{body}\n\nA heron stood there.", headline="Quays")
    address = read(client.get("/articles/?q=heron")).href("Quays")
    path, _, place = address.partition("#")
    assert re.search(r"\?q=heron&part=[2-9]$", path)
    page = read(client.get(path))
    assert place in page.ids
    # The words stay marked on the way to the other parts.
    assert "q=heron" in page.href("Previous part")
    assert story.get_absolute_url() in path


def test_each_part_is_its_own_page_to_search_engines(client, story):
    address = "http://testserver" + story.get_absolute_url()
    for query, canonical in (("", ""), ("?part=1", ""), ("?part=2", "?part=2")):
        html = client.get(story.get_absolute_url() + query).content.decode()
        assert f'<link rel="canonical" href="{address}{canonical}">' in html


@pytest.mark.parametrize("part", ["0", "6", "x", "", "-1", "1e1", "99999999999"])
def test_a_part_that_is_not_there_is_not_found(client, story, part):
    for address in (
        story.get_absolute_url(),
        f"/articles/{story.public_id}.json",
        f"/articles/{story.public_id}/raw/",
    ):
        assert client.get(address, {"part": part}).status_code == 404


def test_a_story_of_usual_length_has_no_parts(client):
    page = read(client.get(make_article("One quay.").get_absolute_url()))
    assert not page.says("very long")
    assert not [words for words, _ in page.links if words == "Next part"]
    assert page.href("As JSON").endswith(".json")


def test_a_part_costs_as_many_queries_as_any_other(client, story):
    address = story.get_absolute_url()
    spent = {queries(client, f"{address}?part={part}") for part in (1, 3, 5)}
    assert len(spent) == 1
    assert spent.pop() <= 14


def test_visitors_who_get_excerpts_get_the_same_one_at_every_part(
    client, story, settings
):
    settings.ARCHIVE_PUBLIC_TEXT = "excerpt"
    settings.ARCHIVE_ARTICLE_FIGURES = 3
    address = story.get_absolute_url()
    pages = [client.get(address + query) for query in ("", "?part=3")]
    first, third = (re.sub(r"csrf\w+", "", page.text) for page in pages)
    assert first == third
    assert "very long" not in first


# As JSON


def records(client, story: Article) -> list[dict]:
    found = [client.get(f"/articles/{story.public_id}.json").json()]
    while found[-1]["next"]:
        found.append(client.get(found[-1]["next"]).json())
    return found


def test_as_json_the_parts_hold_everything_once(client, story):
    parts = records(client, story)
    assert [part["part"] for part in parts] == [1, 2, 3, 4, 5]
    assert {(part["parts"], part["figure_count"]) for part in parts} == {(5, 62)}
    figures = [figure["id"] for part in parts for figure in part["figures"]]
    assert sorted(figures) == sorted(story.figures.values_list("public_id", flat=True))
    for name in ("district_mentions", "company_mentions"):
        assert sum(len(part[name]) for part in parts) == PARAGRAPHS
    assert parts[2]["previous"].endswith(".json?part=2")
    text = story.document.text
    shown = "".join(
        text[start:end] for part in parts for start, end in part["raw_ranges"]
    )
    for n in (1, 30, 60):
        assert shown.count(PARAGRAPH.format(n=n)) == 1


def test_the_page_of_a_part_leads_to_its_json(client, story):
    page = read(client.get(story.get_absolute_url() + "?part=2"))
    record = client.get(page.href("This part as JSON")).json()
    beside = [id.removeprefix("row-") for id in page.ids if id.startswith("row-")]
    assert [figure["id"] for figure in record["figures"]] == beside


def test_a_story_of_usual_length_is_one_part_as_json(client):
    story = make_article("It paid 9 yuan.")
    make_figure(story, "9 yuan", 9)
    record = client.get(f"/articles/{story.public_id}.json").json()
    assert [record[name] for name in ("part", "parts", "next")] == [1, 1, None]
    assert len(record["figures"]) == 1


# The document as it came


@pytest.fixture
def short_source(monkeypatch):
    monkeypatch.setattr(raw, "MOST_CHARACTERS", MOST)


def lines_of(page: Page) -> dict[int, str]:
    found = re.findall(r'<li id="line-(\d+)"><code>(.*?)</code>', page.html)
    return {int(number): re.sub("<[^>]+>", "", line) for number, line in found}


def test_the_source_of_a_long_document_is_shown_in_parts(client, story, short_source):
    address = f"/articles/{story.public_id}/raw/"
    shown = {}
    for part in range(1, 20):
        answer = client.get(address, {"part": part})
        if answer.status_code == 404:
            break
        page = read(answer)
        lines = lines_of(page)
        assert shown.keys().isdisjoint(lines)
        (start,) = [a.get("start") for tag, a in page.tags if tag == "ol"]
        assert int(start or 1) == min(lines)
        shown |= lines
    assert part > 4
    texts = [shown[number] for number in sorted(shown)]
    assert "\n".join(texts).strip() == story.document.text.strip()
    assert page.says("This text is very long. Here is part")


def test_a_figure_in_the_source_is_on_the_part_that_is_shown(
    client, story, short_source
):
    for figure in story.figures.all():
        address = f"/articles/{story.public_id}/raw/?figure={figure.public_id}"
        assert figure.anchor in read(client.get(address)).ids


def test_the_source_is_shown_from_where_the_story_begins(client, short_source):
    other = "\n".join(f"Another story's line {n}." for n in range(200))
    story = make_article("The quay is mended.")
    story.document.text = f"{other}\n\nThe quay is mended."
    story.document.save()
    start = story.document.text.index("The quay")
    story.raw_ranges = [[start, start + 19]]
    story.save()
    page = read(client.get(f"/articles/{story.public_id}/raw/"))
    assert page.says("The quay is mended.")
    assert 'class="mark-story"' in page.html
    assert len(page.html) < 20_000


# As long as a document may be


def test_a_story_of_nineteen_million_characters_is_shown_at_once(client, settings):
    settings.ARCHIVE_ARTICLE_CHARACTERS = 50_000
    paragraph = "The quay was mended for 9 million yuan, officials said. " * 9
    body = "\n\n".join([paragraph.strip()] * (19_000_000 // len(paragraph)))
    story = make_article(body, headline="A long story", indexed=False)
    figure = make_figure(story, "9 million yuan", 9_000_000, occurrence=9_000)

    address = client.get(figure.get_absolute_url())["Location"]
    page = client.get(address)
    source = client.get(f"/articles/{story.public_id}/raw/?figure={figure.public_id}")
    record = client.get(f"/articles/{story.public_id}.json")

    assert f'id="{figure.anchor}"' in page.text
    assert f'id="{figure.anchor}"' in source.text
    assert len(page.content) < 200_000
    assert len(source.content) < 1_500_000
    assert len(record.content) < 200_000
    assert json.loads(record.content)["parts"] > 300
