"""Districts: where a story names them, and what only looks like it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

from archive.extraction.folding import fold
from archive.extraction.gazetteer import Gazetteer, Hit
from archive.extraction.model import (
    PARTS,
    DistrictFind,
    Story,
    SurfaceForm,
)
from archive.extraction.ordering import in_text_order
from archive.extraction.vocabulary import NAMED_AFTER, words

_DISTRICT_WORDS = words("district new county")
_NEXT_WORD = re.compile(r"[ \n]{1,2}([^\W\d_]{1,30})")
_LISTED = re.compile(
    r"(?:(?:,| and|, and)[ \n][A-Z][^\W\d_]{1,30}){1,6}+[ \n]{1,2}([^\W\d_]{1,30})"
)
"""Names behind a name, and the word after them all: ", Beta and Gamma roads"."""
_CHAINED = re.compile(r"(?:-[A-Z][^\W\d_]{1,30}){1,4}+[ \n]{1,2}([^\W\d_]{1,30})")
"""What a name begins that is a road's from place to place: "-Beta Highway"."""
_THE_DISTRICT = re.compile(r"\bthe district\b(?! of\b)")
_WEIGHTS = {"headline": 4, "standfirst": 3, "body": 1, "captions": 1}
_FIRST_PARAGRAPH = 2
_START = attrgetter("start")
_BEFORE, _BEHIND = 12, 24
"""Characters around a name within which the place elsewhere stands that has it."""
_LEAD = 400
"""Characters of a first paragraph that say what the story is about."""


@dataclass(frozen=True, slots=True)
class AreaHit:
    """A town, park or new city of a district, at a place."""

    part: str
    start: int
    end: int
    surface: str
    district: str


def find_districts(
    story: Story, gazetteer: Gazetteer
) -> tuple[list[DistrictFind], list[AreaHit]]:
    """The districts a story names, and the areas of districts it speaks of.

    An area counts for its district only where the text names the district too.
    """
    named: list[DistrictFind] = []
    areas: list[AreaHit] = []
    first: dict[str, bool] = {}
    for part in PARTS:
        text = story.part(part)
        folded = fold(text)
        hits = gazetteer.districts.find(folded)
        elsewhere = [hit for hit in hits if _names_elsewhere(hit)]
        for hit in hits:
            form = _in_force(hit, story)
            surface = text[hit.start : hit.end]
            if form is None or _is_named_after(text, folded, hit, form):
                continue
            is_elsewhere = _is_elsewhere(hit, form, elsewhere)
            if part == "body":
                first.setdefault(form.key, is_elsewhere)
            if is_elsewhere:
                continue
            if form.role == "area":
                areas.append(AreaHit(part, hit.start, hit.end, surface, form.key))
                continue
            confidence = 0.95 if form.role == "name" else 0.85
            named.append(
                DistrictFind(
                    part,
                    hit.start,
                    hit.end,
                    surface,
                    f"district-{form.role}",
                    confidence,
                    form.key,
                    "passing",
                )
            )
    # Whose district it is, a story says where it first names it, and not again.
    foreign = {key for key, is_elsewhere in first.items() if is_elsewhere}
    named = [find for find in named if find.district not in foreign]
    areas = [area for area in areas if area.district not in foreign]
    about = _about(story, named)
    named = [
        replace(find, role="about") if find.district in about else find
        for find in named
    ]
    return in_text_order(
        [*named, *_of_areas(story, named, areas), *_the_district(story, named)]
    ), areas


def _in_force(hit: Hit[SurfaceForm], story: Story) -> SurfaceForm | None:
    """The form meant; none where two districts share the name (it is not guessed)."""
    forms = [
        form
        for form in hit.forms
        if form.role != "elsewhere"
        and (
            form.valid_to is None
            or story.published_on is None
            or story.published_on.year - form.valid_to.year < 50
        )
    ]
    keys = {form.key for form in forms}
    return forms[0] if len(keys) == 1 else None


def _is_named_after(
    text: str, folded: str, hit: Hit[SurfaceForm], form: SurfaceForm
) -> bool:
    """Whether the name is part of another one: a river, a road, a temple."""
    if text[hit.start : hit.end].islower() and form.language == "en":
        return True
    if form.role == "area" or folded[hit.start : hit.end].endswith(" district"):
        return False
    before = folded[max(0, hit.start - 7) : hit.start]
    if before.endswith(("mount ", "mt ", "mt. ")):
        return True
    position = hit.end
    for _ in range(4):
        match = _NEXT_WORD.match(text, position)
        if not match:
            break
        word = match[1]
        if fold(word) in NAMED_AFTER and (word[0].isupper() or position == hit.end):
            return True
        if not word[0].isupper() or fold(word) in _DISTRICT_WORDS:
            break
        position = match.end()
    chained = _CHAINED.match(text, hit.end)
    if chained and fold(chained[1]) in NAMED_AFTER:
        return True
    listed = _LISTED.match(text, hit.end)
    return listed is not None and listed[1] in NAMED_AFTER


def _names_elsewhere(hit: Hit[SurfaceForm]) -> bool:
    return any(form.role == "elsewhere" for form in hit.forms)


def _is_elsewhere(
    hit: Hit[SurfaceForm], form: SurfaceForm, others: list[Hit[SurfaceForm]]
) -> bool:
    """Whether one of the other places near by has a district of the same name."""
    first = bisect_left(others, hit.start - _BEFORE, key=_START)
    for near in islice(others, first, None):
        if near.end > hit.end + _BEHIND:
            break
        if any(other.key == form.key for other in near.forms):
            return True
    return False


def _about(story: Story, named: list[DistrictFind]) -> set[str]:
    """The districts a story is about: by place of mention first, then by number.

    A story that is filed, but under no district, is about none of those it names.
    """
    if story.districts == ():
        return set()
    scores: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    leading: set[str] = set()
    first_end = min(len(story.body.split("\n\n", 1)[0]), _LEAD)
    for find in named:
        mentions[find.district] += 1
        scores[find.district] += _WEIGHTS[find.part]
        in_first = find.part == "body" and find.start < first_end
        scores[find.district] += _FIRST_PARAGRAPH if in_first else 0
        if in_first or find.part in ("headline", "standfirst"):
            leading.add(find.district)
    for district in story.districts or ():
        # To be filed under a district counts like a headline that names it.
        scores[district] += _WEIGHTS["headline"]
    if not scores:
        return set()
    best = max(scores.values())
    return {
        district
        for district, score in scores.items()
        if score == best or (district in leading and 3 * score >= best)
    } | set(story.districts or ())


def _of_areas(
    story: Story, named: list[DistrictFind], areas: list[AreaHit]
) -> list[DistrictFind]:
    roles = {find.district: find.role for find in named}
    roles |= dict.fromkeys(story.districts or (), "about")
    return [
        DistrictFind(
            area.part,
            area.start,
            area.end,
            area.surface,
            "district-area",
            0.6,
            area.district,
            roles[area.district],
        )
        for area in areas
        if area.district in roles
    ]


def _the_district(story: Story, named: list[DistrictFind]) -> list[DistrictFind]:
    """ "the district" is the one last named of those the story is about.

    In a story filed under a district it is that one, whichever else it names.
    """
    about = [find for find in named if find.role == "about"]
    if story.districts:
        primary, about = story.districts[0], []
    elif about:
        primary = Counter(find.district for find in about).most_common(1)[0][0]
    else:
        return []
    found = []
    for part in PARTS:
        text = story.part(part)
        earlier = [find for find in about if find.part == part]
        current, index = primary, 0
        for match in _THE_DISTRICT.finditer(fold(text)):
            while index < len(earlier) and earlier[index].start < match.start():
                current = earlier[index].district
                index += 1
            found.append(
                DistrictFind(
                    part,
                    match.start(),
                    match.end(),
                    text[match.start() : match.end()],
                    "the-district",
                    0.7,
                    current,
                    "about",
                )
            )
    return found
