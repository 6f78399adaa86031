"""Extractors of all sorts, as somebody might bring them."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

from archive.extraction.interface import Annotation, Failure, Lost, Unavailable


class Mills:
    """A good one: it knows companies by their ending."""

    name, version, provides = "mills", "1", ("company",)

    def extract(self, story):
        for found in re.finditer(r"[A-Z][a-z]+ Mill\b", story.body):
            yield Annotation("company", "body", found.start(), found.end(), {}, 0.6)


class Moody(Mills):
    """It does what the headline tells it to."""

    name = "moody"

    def extract(self, story):
        word = story.headline.split()[-1]
        sys.stdout.write(f"thinking about {word}\n")
        if word == "raise":
            return [] if story.body == word else 1 / 0
        if word == "refuse":
            raise Failure("this one is not for me")
        if word == "stop":
            raise Unavailable("the lamp has gone out")
        if word == "leave":
            raise SystemExit(3)
        if word == "hang":
            time.sleep(3600)
        if word == "spawn":
            os.system("sleep 3600")
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "babble":
            return iter(lambda: Annotation("company", "body", 0, 5), None)
        if word == "nonsense":
            return [
                3,
                None,
                Annotation("company", "body", 0, 99999),
                Lost("figure", "x"),
            ]
        if word == "nothing":
            return None
        if word == "figures":
            return [Annotation("figure", "body", 0, 5)]
        return super().extract(story)


class Rules(Mills):
    name = "rules"


class Nameless:
    version, provides = "1", ("company",)

    def extract(self, story):
        return []


class Vain(Mills):
    provides = ("company", "glory")


class Broken(Mills):
    def __init__(self):
        raise RuntimeError("no battery")


class Idle(Mills):
    def __init__(self):
        raise Unavailable("it needs a battery")


READY = Mills()


class Nicknames:
    """It knows who “the old mill” is, and that there are 300 shops, not a name."""

    name, version, provides = "nicknames", "1", ("company", "figure")

    def extract(self, story):
        if "SHOWN" in os.environ:
            with Path(os.environ["SHOWN"]).open("a") as file:
                file.write(f"{story.headline}\n")
        if "jammed" in story.body:
            raise Failure("it is jammed")
        if "unplugged" in story.body:
            raise Unavailable("it is unplugged")
        for found in re.finditer("the old mill", story.body):
            said = {"company": "amber-mill"}
            yield Annotation("company", "body", found.start(), found.end(), said, 0.6)
        for found in re.finditer(r"\d+ shops", story.body):
            said = {"value": found[0].split()[0], "unit": "count"}
            yield Annotation("figure", "body", found.start(), found.end(), said)
        yield Lost("figure", "it is blurred")


class BetterNicknames(Nicknames):
    version = "2"


class OtherNicknames(Nicknames):
    name = "others"


class Ferries:
    """It names what nobody listed."""

    name, version, provides = "ferries", "1", ("company",)

    def extract(self, story):
        for found in re.finditer("(?i)blue ferry", story.body):
            said = {"kind": "institution"}
            yield Annotation("company", "body", found.start(), found.end(), said, 0.6)
