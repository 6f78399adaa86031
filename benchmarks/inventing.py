"""Invented district news for benchmarks: any number of stories, no two alike.

`story(number)` gives the same words for the same number on every machine. As in news,
a story is about few companies and names each several times, and the stories of an
archive share companies: few are in the news again and again, most hardly ever. Of its
wording a story shares little with others: of 1,280 one in ten has so much in common
with another that their texts are compared, of as many Beige Book reports one in 14.
"""

from __future__ import annotations

import random
from functools import cache
from html import escape

DISTRICTS = (
    *("Putuo", "Jiading", "Yangpu", "Minhang", "Baoshan", "Songjiang", "Qingpu"),
    *("Fengxian", "Jing'an", "Xuhui", "Changning", "Hongkou"),
)
INDUSTRIES = (
    *("biomedicine", "software", "new energy vehicles", "integrated circuits"),
    *("robotics", "finance", "logistics", "retail", "aviation", "fashion design"),
)
NAMES = (
    *("Linden", "Harrow", "Quayside", "Amber", "Northgate", "Kestrel", "Solway"),
    *("Marlow", "Tidewater", "Corvid", "Bramble", "Ashdown", "Fenwick", "Pellam"),
)
SORTS = ("Technology Co Ltd", "Group", "Bio Co Ltd", "Motors", "Holdings", "Systems")
NOUNS = (
    *("workshop", "laboratory", "campus", "warehouse", "terminal", "test track"),
    *("data center", "office tower", "training school", "pilot line", "showroom"),
)
ACTS = (
    *("opened", "expanded", "refitted", "leased out", "rebuilt", "equipped"),
    *("handed over", "licensed", "connected", "surveyed", "reopened"),
)
ENDS = (
    *("after {count} days of {topic} talks", "ahead of plan", "by {adjective} loans"),
    *("despite {adjective} wages", "as {adjective} orders recovered", "by winter"),
    *("following {topic} talks", "in spite of {adjective} markets", "at last"),
)
ADJECTIVES = (
    *("higher", "lower", "local", "foreign", "careful", "costly", "cheap", "modern"),
    *("rare", "seasonal", "private", "public", "shared", "urgent", "steady", "weak"),
    *("small", "large", "early", "late", "secret", "open", "simple", "complex"),
    *("quiet", "noisy", "green", "heavy", "light", "spare", "fresh", "worn"),
    *("digital", "manual", "rural", "urban", "coastal", "inland", "novel", "proven"),
)
TOPICS = (
    *("wages", "rents", "parking", "training", "exports", "patents", "housing"),
    *("energy use", "waste water", "night buses", "customs papers", "power lines"),
)
VERBS = (
    *("praised", "questioned", "explained", "put off", "welcomed", "criticized"),
    *("compared", "outlined", "turned down", "defended", "reviewed", "signed"),
)
PEOPLE = (
    *("a foreman", "the mayor", "an engineer", "two shopkeepers", "a banker"),
    *("the union", "local teachers", "a lawyer", "a driver", "the park's director"),
)
FORMS = (
    "{company} {act} a {noun} in {district} District {end}, investing {money}.",
    "{adjective} output of {industry} in {district} rose {percent} percent {year}.",
    "Fiscal {adjective} revenue reached {money} {year}, up {percent} percent.",
    "More than {count} {adjective} {industry} companies {verb} {topic} {year}.",
    "{company}, a {adjective} maker for {industry}, hired {count} people {end}.",
    "A {noun} of {count} square meters was {act} beside {adjective} {industry} parks.",
    "“We {act} the {noun} {end},” said {person} of {company} in {district}.",
    "{company} and {other} {verb} {adjective} plans for {topic} and {topic2} {end}.",
    "{person} {verb} what {company} does about {topic} in {district} and {district2}.",
    "Demand for {adjective} {industry} and {industry2} held in {district} {end}.",
    "{person} and {person2} {verb} the {noun} that {other} {act} {end}.",
    "In {district2}, {topic} {verb} {adjective} {industry} rather than {topic2}.",
    "The {adjective} {noun} was {act} by {company} before {person} {verb} {topic}.",
    "Neither {topic} nor {topic2} kept {company} from the {noun} in {district}.",
    "{person} {verb} {adjective} {industry} as {other} {act} its {noun} {end}.",
)


SYLLABLES = (
    *("ka", "lor", "ven", "mi", "tor", "sel", "dan", "bru", "fel", "gan", "hol"),
    *("jor", "lin", "mar", "nev", "os", "per", "qua", "ris", "sul", "tam", "ul"),
)


POOL = 20_000
"""Companies that may be in the news."""


def story(number: int, sentences: int = 16) -> str:
    """A story as a scraped page: headline, byline, date, paragraphs.

    With 16 sentences it is as long as news pages on districts are: some 1,650
    characters.
    """
    dice = random.Random(number)
    cast = [_company(dice) for _ in range(dice.randint(2, 5))]
    paragraphs = []
    while sentences > 0:
        size = min(sentences, dice.randint(2, 3))
        paragraphs.append(" ".join(_sentence(dice, cast) for _ in range(size)))
        sentences -= size
    headline = f"{dice.choice(NAMES)} {dice.choice(NOUNS)} is {dice.choice(ACTS)}"
    day = f"2023-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    head = f"{headline} {_end(dice)}\n\nBy Ada Writer\n\n{day} 09:30\n\n"
    return head + "\n\n".join(paragraphs) + "\n"


def page(number: int, sentences: int = 16) -> str:
    """The same story as a web page with its menus, about 30 kB."""
    headline, byline, date, *paragraphs = story(number, sentences).strip().split("\n\n")
    menu = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/s/{n}">Section {n}</a></li>'
        for n in range(120)
    )
    related = "".join(
        f'<div class="card"><a href="/r/{number + n}"><h4>Read this too: part {n}</h4>'
        "</a></div>"
        for n in range(60)
    )
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(headline)} - The News'
        f'</title><meta property="og:title" content="{escape(headline)}">'
        f'<meta property="article:published_time" content="{date.replace(" ", "T")}">'
        f"<style>{'.a{color:red}' * 400}</style></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><article><h1>{escape(headline)}</h1><p class=byline>{byline}</p>{body}"
        f"</article><aside>{related}</aside></main><footer><p>Copyright The News. All "
        "rights reserved.</p></footer></body></html>"
    )


def _name(dice: random.Random) -> str:
    """A name that hardly comes twice."""
    return "".join(dice.choices(SYLLABLES, k=3)).capitalize()


def _company(dice: random.Random) -> str:
    """A company, the n-th of the pool about n times as seldom as the first."""
    return _pool()[int(POOL ** dice.random()) - 1]


@cache
def _pool() -> list[str]:
    dice = random.Random(POOL)
    return [f"{_name(dice)} {dice.choice(SORTS)}" for _ in range(POOL)]


def _sentence(dice: random.Random, cast: list[str]) -> str:
    company, other = dice.sample(cast, 2)
    said = dice.choice(FORMS).format(
        company=company,
        other=other,
        noun=dice.choice(NOUNS),
        person2=dice.choice(PEOPLE),
        person=dice.choice(PEOPLE),
        topic2=dice.choice(TOPICS),
        district=dice.choice(DISTRICTS),
        district2=dice.choice(DISTRICTS),
        industry=dice.choice(INDUSTRIES),
        industry2=dice.choice(INDUSTRIES),
        end=f"{_end(dice)} in {_name(dice)}",
        money=f"{dice.uniform(1, 90):.{dice.randint(0, 2)}f} "
        f"{dice.choice(('million', 'billion'))} yuan",
        percent=f"{dice.uniform(0.5, 40):.1f}",
        year=dice.choice(("last year", "in 2022", "in the first half", "in May")),
        **_words(dice),
    )
    return said[0].upper() + said[1:]


def _end(dice: random.Random) -> str:
    return dice.choice(ENDS).format(**_words(dice))


def _words(dice: random.Random) -> dict[str, str]:
    return {
        "act": dice.choice(ACTS),
        "adjective": dice.choice(ADJECTIVES),
        "count": f"{dice.randint(3, 9000):,}",
        "topic": dice.choice(TOPICS),
        "verb": dice.choice(VERBS),
    }
