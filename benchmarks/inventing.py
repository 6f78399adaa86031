"""Invented district news for benchmarks: any number of stories, no two alike.

`story(number)` gives the same words for the same number on every machine.
"""

from __future__ import annotations

import random
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
    *("after two years of work", "ahead of plan", "with help from local banks"),
    *("despite higher wages", "as orders from abroad recovered", "over the winter"),
    *("following talks with suppliers", "in spite of a slow spring market"),
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
    "Output of the {industry} industry in {district} rose {percent} percent {year}.",
    "The district's fiscal revenue reached {money} {year}, up {percent} percent.",
    "More than {count} companies from the {industry} sector have settled there.",
    "{company}, a maker of parts for {industry}, hired {count} people {end}.",
    "A {noun} of {count} square meters was {act} beside the {industry} park.",
    "“We {act} the {noun} {end},” said {person} of {company} in {district}.",
    "{company} and {other} {verb} the plan for {topic} and {topic2} {end}.",
    "{Person} {verb} what {company} does about {topic} in {district} and {district2}.",
    "Demand for {industry} and {industry2} held in {district} {end}.",
    "{Person} and {person2} {verb} the {noun} that {other} {act} {end}.",
    "In {district2}, {topic} matter more to {industry} than {topic2} do.",
    "The {noun} was {act} by {company} before {person} {verb} the {topic} there.",
    "Neither {topic} nor {topic2} kept {company} from the {noun} in {district}.",
    "{Person} {verb} {industry} as {other} {act} its {noun} {end}.",
)


SYLLABLES = (
    *("ka", "lor", "ven", "mi", "tor", "sel", "dan", "bru", "fel", "gan", "hol"),
    *("jor", "lin", "mar", "nev", "os", "per", "qua", "ris", "sul", "tam", "ul"),
)


def story(number: int, sentences: int = 16) -> str:
    """A story as a scraped page: headline, byline, date, paragraphs.

    With 16 sentences it is as long as news pages on districts are: some 1,650
    characters.
    """
    dice = random.Random(number)
    paragraphs = []
    while sentences > 0:
        size = min(sentences, dice.randint(2, 3))
        paragraphs.append(" ".join(_sentence(dice) for _ in range(size)))
        sentences -= size
    headline = f"{dice.choice(NAMES)} {dice.choice(NOUNS)} is {dice.choice(ACTS)}"
    day = f"2023-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    head = f"{headline} {dice.choice(ENDS)}\n\nBy Ada Writer\n\n{day} 09:30\n\n"
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
    """A name that hardly comes twice, so that stories have few phrases in common."""
    syllables = dice.choices(SYLLABLES, k=3)
    return "".join(syllables).capitalize()


def _sentence(dice: random.Random) -> str:
    person = dice.choice(PEOPLE)
    return dice.choice(FORMS).format(
        company=f"{_name(dice)} {dice.choice(SORTS)}",
        other=f"{_name(dice)} {dice.choice(SORTS)}",
        act=dice.choice(ACTS),
        verb=dice.choice(VERBS),
        noun=dice.choice(NOUNS),
        topic=dice.choice(TOPICS),
        topic2=dice.choice(TOPICS),
        person=dice.choice(PEOPLE),
        person2=dice.choice(PEOPLE),
        Person=person[0].upper() + person[1:],
        district=dice.choice(DISTRICTS),
        district2=dice.choice(DISTRICTS),
        industry=dice.choice(INDUSTRIES),
        industry2=dice.choice(INDUSTRIES),
        end=f"{dice.choice(ENDS)} in {_name(dice)}",
        money=f"{dice.uniform(1, 90):.{dice.randint(0, 2)}f} "
        f"{dice.choice(('million', 'billion'))} yuan",
        percent=f"{dice.uniform(0.5, 40):.1f}",
        count=f"{dice.randint(3, 9000):,}",
        year=dice.choice(("last year", "in 2022", "in the first half", "in May")),
    )
