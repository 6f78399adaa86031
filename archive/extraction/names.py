"""Districts and companies: where a story names them, and what only looks like it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from archive.extraction.folding import fold
from archive.extraction.gazetteer import Gazetteer, Hit
from archive.extraction.model import (
    PARTS,
    CompanyFind,
    DistrictFind,
    Story,
    SurfaceForm,
)
from archive.extraction.vocabulary import words

_NAMED_AFTER = words(
    "river creek road street avenue lane bridge tunnel temple church mosque station "
    "hospital clinic university college school kindergarten mountain island hotel "
    "stadium museum library theater theatre bank expressway highway cemetery pagoda "
    "roads rivers streets bridges"
)
"""Things that bear a place's name and are not the place."""
_DISTRICT_WORDS = words("district new county")
_NEXT_WORD = re.compile(r"[ \n]{1,2}([^\W\d_]{1,30})")
_LIST_ITEM = re.compile(r"(?:,| and|, and)[ \n]([A-Z][^\W\d_]{1,30})")
_THE_DISTRICT = re.compile(r"\bthe district\b(?! of\b)")
_WEIGHTS = {"headline": 4, "standfirst": 3, "body": 1, "captions": 1}
_FIRST_PARAGRAPH = 2
_LEAD = 400
"""Characters of a first paragraph that say what the story is about."""
_NUMERIC = re.compile(r"[0-9]{1,6}")
_LIST_BEFORE = re.compile(r"(?:,|\band|\bor|\bas(?: the)?|\blike|\bincluding) ?$")
_LIST_AFTER = re.compile(r" ?(?:,|and\b|or\b)")
_IN_LONGER_NAME = re.compile(
    r"\b(?:Center|Centre|Institute|Park|Base|Campus|Branch|School|College|Laboratory"
    r"|Hospital|Academy) of$"
)
"""The "Innovation Center of Sample University" is another place than the university."""
_NEAR = 30


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
    for part in PARTS:
        text = story.part(part)
        folded = fold(text)
        for hit in gazetteer.districts.find(folded):
            form = _in_force(hit, story)
            surface = text[hit.start : hit.end]
            if form is None or _is_named_after(text, folded, hit, form):
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
    about = _about(story, named)
    named = [
        replace(find, role="about") if find.district in about else find
        for find in named
    ]
    return _in_order(
        [*named, *_of_areas(story, named, areas), *_the_district(story, named)]
    ), areas


def _in_force(hit: Hit[SurfaceForm], story: Story) -> SurfaceForm | None:
    """The form meant; none where two districts share the name (it is not guessed)."""
    forms = [
        form
        for form in hit.forms
        if form.valid_to is None
        or story.published_on is None
        or story.published_on.year - form.valid_to.year < 50
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
        return _is_elsewhere(folded, hit)
    before = folded[max(0, hit.start - 7) : hit.start]
    if before.endswith(("mount ", "mt ", "mt. ")):
        return True
    position = hit.end
    for _ in range(4):
        match = _NEXT_WORD.match(text, position)
        if not match:
            break
        word = match[1]
        if fold(word) in _NAMED_AFTER and (word[0].isupper() or position == hit.end):
            return True
        if not word[0].isupper() or fold(word) in _DISTRICT_WORDS:
            break
        position = match.end()
    return _in_list_of_roads(text, hit.end) or _is_elsewhere(folded, hit)


def _in_list_of_roads(text: str, end: int) -> bool:
    """ "Alpha, Beta and Gamma roads": each of them is a road."""
    for _ in range(6):
        match = _LIST_ITEM.match(text, end)
        if not match:
            return False
        end = match.end()
        following = _NEXT_WORD.match(text, end)
        if following and following[1] in _NAMED_AFTER:
            return True
    return False


def _is_elsewhere(folded: str, hit: Hit[SurfaceForm]) -> bool:
    """The other Putuo, of Zhoushan in Zhejiang."""
    around = folded[max(0, hit.start - 12) : hit.end + 24]
    return "zhoushan" in around


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


def find_companies(story: Story, gazetteer: Gazetteer) -> list[CompanyFind]:
    """The known companies a story names. One sure mention makes the others surer."""
    found: list[CompanyFind] = []
    for part in PARTS:
        text = story.part(part)
        folded = fold(text)
        for hit in gazetteer.companies.find(folded):
            if not _can_be_company(text, folded, hit):
                continue
            shared = len({form.key for form in hit.forms}) > 1
            for form in {form.key: form for form in hit.forms}.values():
                surface = text[hit.start : hit.end]
                sure = form.role == "name" or " " in form.form
                confidence = 0.5 if shared else 0.95 if sure else 0.75
                rule = f"company-{form.role}"
                found.append(
                    CompanyFind(
                        part, hit.start, hit.end, surface, rule, confidence, form.key
                    )
                )
    return _in_order(_settled(found))


def _settled(found: list[CompanyFind]) -> list[CompanyFind]:
    """Shared names go to the company that the story names otherwise, if one is."""
    sure = {find.company for find in found if find.confidence > 0.9}
    rivals: dict[tuple[str, int], set[str]] = {}
    for find in found:
        rivals.setdefault((find.part, find.start), set()).add(find.company)
    kept = []
    for find in found:
        if rivals[find.part, find.start] & sure and find.company not in sure:
            continue
        if find.company in sure and find.confidence < 0.9:
            find = replace(find, confidence=0.9)
        kept.append(find)
    return kept


def _can_be_company(text: str, folded: str, hit: Hit[SurfaceForm]) -> bool:
    """Whether the words can be a company's name where they stand."""
    surface = text[hit.start : hit.end]
    before = text[max(0, hit.start - _NEAR) : hit.start].rstrip(" ")
    after = text[hit.end : hit.end + _NEAR]
    if _NUMERIC.fullmatch(surface):
        in_list = _LIST_BEFORE.search(before) and _LIST_AFTER.match(after)
        return bool(in_list) and _has_capitals_around(before, after)
    printed_low = any(form.form == surface for form in hit.forms)
    if surface.islower() and surface.isascii() and not printed_low:
        return False
    if _IN_LONGER_NAME.search(before):
        return False
    if " " in surface:
        return True
    following = _NEXT_WORD.match(text, hit.end)
    if following and following[1][0].isupper():
        return fold(following[1]) not in _NAMED_AFTER
    return True


def _has_capitals_around(before: str, after: str) -> bool:
    """Whether names stand on both sides: "A Cloud, 360, Beta"."""
    words_before = [word for word in re.split(r"[^\w&]+", before) if word]
    words_after = [word for word in re.split(r"[^\w&]+", after) if word]
    skipped = {"and", "or", "as", "the", "like", "including", "such"}
    named_before = [word for word in words_before if word not in skipped][-1:]
    named_after = [word for word in words_after if word not in skipped][:1]
    return any(word[0].isupper() for word in named_before) and any(
        word[0].isupper() for word in named_after
    )


def _in_order(found: list) -> list:
    """Finds in text order, each place taken once by the longest."""
    rank = {part: index for index, part in enumerate(PARTS)}
    found.sort(key=lambda find: (rank[find.part], find.start, -find.end))
    kept: list = []
    for find in found:
        last = kept[-1] if kept else None
        same = last and (last.start, last.end) == (find.start, find.end)
        if last and last.part == find.part and find.start < last.end and not same:
            continue
        kept.append(find)
    return kept
