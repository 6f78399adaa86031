"""Invented district news to be printed in tests: words, figures, headlines."""

from __future__ import annotations

import random

_PLACES = ("Linhai", "Donggang", "Xiyuan", "Beitang", "Nanqiao", "Hexi", "Jinshui")
_TOPICS = {
    "port": ("terminal", "container", "wharf", "shipping line", "harbour", "crane"),
    "chips": ("wafer", "foundry", "chip designer", "cleanroom", "circuit", "packaging"),
    "tourism": ("hotel", "museum", "visitor", "riverside walk", "festival", "ferry"),
    "biotech": ("vaccine", "laboratory", "clinic", "reagent", "drugmaker", "trial"),
    "retail": (
        "shopping street",
        "brand",
        "flagship store",
        "coupon",
        "mall",
        "shopper",
    ),
    "energy": ("battery", "solar roof", "charging pile", "hydrogen", "turbine", "grid"),
}
_SENTENCES = (
    "The {a} operator in {p} handled {n} thousand orders in the first {k} "
    "months, up {d}.{e} percent from a year earlier.",
    "Officials of {p} district said {m} enterprises had signed agreements for a "
    "{a} park worth {n}.{e} billion yuan.",
    "Output of the {b} sector reached {n}.{e} billion yuan, accounting for "
    "nearly {d} percent of the total.",
    "A new {a} will open near the {b} by the end of the year, and about {m} "
    "people are to work there.",
    "Investment in {a} projects rose {d} percent, while the number of {b} firms "
    "grew to {m}.",
    "The district plans to build {k} more {b} bases and to attract {m} companies "
    "within three years.",
    "More than {n} million yuan was spent on the {a} next to the old {b}, "
    "according to the committee.",
    "Local {a} makers, which employ {m} engineers, expect revenue to double over "
    "the coming decade.",
    "Foreign capital in the {b} industry came to {n}.{e} million dollars between "
    "January and September.",
    "It was the {k}th year in a row that {p} led the city in {a} exports.",
    "Residents can reach the {b} by metro in {k} minutes since the line was "
    "extended in spring.",
    "The {a} association, founded in 1998, counts {m} members and publishes an "
    "index every month.",
)
_HEADLINES = {
    "port": "Port of {p} breaks record as {a} traffic soars",
    "chips": "{p} courts makers of the {a} with new fund",
    "tourism": "Visitors return to {p} for its {a} season",
    "biotech": "Drug firms pour money into {p} {a} park",
    "retail": "Shops of {p} count on the {a} boom",
    "energy": "Green power from every {a} in {p}",
}
TOPICS = tuple(_TOPICS)


class Copy:
    """A story as it was written: headline and paragraphs."""

    def __init__(self, rng: random.Random, topic: str, words: int) -> None:
        self.topic = topic
        place = rng.choice(_PLACES)
        self.headline = _HEADLINES[topic].format(p=place, a=rng.choice(_TOPICS[topic]))
        self.paragraphs: list[str] = []
        count = 0
        while count < words:
            sentences = [_sentence(rng, topic, place) for _ in range(rng.randint(1, 3))]
            self.paragraphs.append(" ".join(sentences))
            count += len(self.paragraphs[-1].split())

    @property
    def words(self) -> list[str]:
        """All words of the body in order."""
        return [word for text in self.paragraphs for word in text.split()]


def _sentence(rng: random.Random, topic: str, place: str) -> str:
    first, second = rng.sample(_TOPICS[topic], 2)
    return rng.choice(_SENTENCES).format(
        a=first,
        b=second,
        p=place,
        n=rng.randint(11, 980),
        m=rng.randint(12, 890),
        d=rng.randint(2, 48),
        e=rng.randint(1, 9),
        k=rng.randint(4, 9),
    )
