"""Groups follow from what is stored, whatever came first and in whatever steps."""

from __future__ import annotations

import random

import pytest

from archive import duplicates
from archive.models import Article, Status
from tests.archive.duplicates.groups import expected, groups, pairs
from tests.factories import make_article

pytestmark = pytest.mark.django_db

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "lmnrst"]


def story(seed: int, length: int = 120) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def text(words: list[str]) -> str:
    return " ".join(words) + "."


def bodies(chance: random.Random, number: int) -> list[str]:
    """Copies of a few stories: cut, with more in front, edited; boilerplate in all."""
    boilerplate = story(999, 40)
    made = []
    for _ in range(number):
        words = story(chance.randrange(4))
        kind = chance.randrange(4)
        if kind == 0:
            words = words[: chance.randrange(40, 120)]
        elif kind == 1:
            words = story(chance.randrange(9999), chance.randrange(5, 60)) + words
        elif kind == 2:
            for _ in range(chance.randrange(1, 20)):
                words[chance.randrange(120)] = chance.choice(WORDS)
        else:
            words = story(chance.randrange(9999))
        made.append(text(words + boilerplate))
    return made


@pytest.mark.parametrize("seed", range(6))
def test_groups_are_those_of_comparing_everything_after_every_step(seed):
    chance = random.Random(seed)
    waiting = [make_article(body, indexed=False) for body in bodies(chance, 40)]
    stored = []
    while waiting:
        if stored and chance.random() < 0.3:
            change(chance, stored)
        else:
            some = [
                waiting.pop() for _ in range(min(len(waiting), chance.choice((1, 5))))
            ]
            Article.objects.filter(pk__in=[a.pk for a in some]).update(placed=True)
            arrive(chance, some)
            stored += some
        settled = {article.pk for article in stored}
        Article.objects.exclude(pk__in=settled).update(placed=False)
        assert (groups(), pairs()) == expected()


def arrive(chance: random.Random, some: list[Article]) -> None:
    if chance.random() < 0.5:
        duplicates.settle(some)
    else:
        duplicates.settle_new({a.pk: duplicates.sketch(a.body) for a in some})


def change(chance: random.Random, stored: list[Article]) -> None:
    article = chance.choice(stored)
    kind = chance.randrange(4)
    if kind == 0:
        duplicates.forget([article.pk])
        stored.remove(article)
        article.delete()
        return
    if kind == 1:
        words = article.body.split()
        words[chance.randrange(len(words) // 2) :] = story(chance.randrange(4), 60)
        article.body = text(words)
    elif kind == 2:
        rejected = article.status == Status.REJECTED
        article.status = Status.EXTRACTED if rejected else Status.REJECTED
    else:
        article.headline = "" if article.headline else "A headline"
    article.save()
    duplicates.settle([article])
