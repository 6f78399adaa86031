"""What stands around a name and tells whether it is an organisation's."""

from __future__ import annotations

import re
from itertools import pairwise

from archive.extraction.organisations.cues import (
    ACTS,
    AFTER_OTHERS,
    AGREED,
    COMPANIES,
    COMPANY_NOUNS,
    DONE_BY,
    MAKES,
    MOVES,
    OTHER_NOUNS,
    PERSON_NOUNS,
    PLANS,
    SIGNING,
    STAKES,
    STUDIES,
    THING_NOUNS,
    TITLES,
    UNITS,
    WITHIN,
    WORKS,
)
from archive.extraction.organisations.strangers import FOREIGN
from archive.extraction.vocabulary import words

SURE, WEAK, AGAINST = 2, 1, -3
"""Points of a sign. A name needs as many as one sure sign has."""
_REACH = 140
"""Characters read on either side of a name."""
_NOUNS = COMPANY_NOUNS | COMPANIES
_INTRODUCING = words("including include includes included namely")
_LOOSELY = words("like are were by")
"""Words that introduce a list where a company's noun or "represented" stands near."""
_OPENING = words("a an the one another which also major both all two")
_OF_TITLES = TITLES | words(
    "the former vice deputy executive general managing senior and chief"
)
_PARTING = words(
    "is are was were has have had said says will would of at in for to from with "
    "by on that who"
)
"""Words that part a noun from what else is said."""
_AUXILIARIES = words("has have had is was are also recently already then just now")
_OUTLETS = UNITS | words("store outlet shop salon")
"""Of whom there is one: "the first store of Sample", but "its Sample store"."""
_TIED = ("-based", "-listed", "-headquartered", "-backed")
_LED = 6
"""Words of what someone leads: "investment research and strategy", and one more."""
_FAR, _NEAR, _NEXT = 18, 3, 12
_CLAUSE = re.compile(r"[,.;:()\n]| - ")
_AND_OTHERS = re.compile(r",? (?:and|or|as well as) (?:many |several |some )?others? ")


def words_before(text: str, folded: str, start: int) -> list[str]:
    """The words left of a place in its sentence, folded, the nearest last."""
    first = max(0, start - _REACH)
    for end in ("\n", ". ", "; "):
        first = max(first, text.rfind(end, first, start) + 1)
    return folded[first:start].split()


def words_behind(folded: str, end: int) -> str:
    """What stands right of a place, folded."""
    return folded[end : end + _REACH]


def of_list(left: list[str]) -> int:
    """What the words before a list, or one name, say of all of it."""
    if left and left[-1] == "the":
        left = left[:-1]
    if not left:
        return 0
    last = left[-1].strip(",:")
    if last in COMPANIES:
        return SURE
    if last in OTHER_NOUNS:
        return AGAINST
    if last == "as" and "such" in left[-_NEXT:] or last in _INTRODUCING:
        reach = _FAR
    else:
        reach = _NEAR if last in _LOOSELY else 0
    return _of_nouns(left[-reach:-1]) if reach else 0


def _of_nouns(left: list[str]) -> int:
    """The noun that a list is of: the nearest one, or one farther off before a comma.

    "Firms in many cities, such as": firms. "Firms in cities such as": cities.
    """
    parted = any(word.endswith(",") for word in left[-2:])
    said = 0
    for word in reversed(left):
        word = word.strip(",:\"'")
        if word in COMPANIES:
            return SURE
        if word in OTHER_NOUNS:
            said = AGAINST
            if not parted:
                break
    return said


def of_noun(left: list[str]) -> int:
    """ "the chipmaker Sample", "Italy's Sample"; against it "the minister Sample"."""
    last = left[-1] if left else ""
    if last in COMPANY_NOUNS or (last.endswith("'s") and last[:-2] in FOREIGN):
        return SURE
    return AGAINST if last in THING_NOUNS else 0


def of_preposition(left: list[str]) -> int:
    """ "CEO of Sample and Specimen", "City-based Sample"; against it "in Sample"."""
    if left and left[-1] == "the":
        left = left[:-1]
    if not left:
        return 0
    last, earlier = left[-1], left[-2] if len(left) > 1 else ""
    if last.endswith(_TIED):
        return SURE
    if last == "at" and (earlier in PERSON_NOUNS or _is_of_person(left[-_NEXT:-1])):
        return SURE
    if last == "of":
        return SURE if earlier in TITLES or earlier in _OUTLETS else 0
    if last == "by":
        return SURE if earlier in STUDIES else WEAK if earlier in DONE_BY else 0
    if last in ("with", "between"):
        return SURE if not AGREED.isdisjoint(left[-6:]) else 0
    if last in WITHIN:
        return SURE if last == "in" and earlier in STAKES else AGAINST
    return 0


def _is_of_person(words: list[str]) -> bool:
    """ "director of research (at Sample)": what someone leads stands between."""
    for index, (word, following) in enumerate(pairwise(words)):
        if word in PERSON_NOUNS and following in ("of", "for"):
            led = words[index + 2 :]
            return len(led) < _LED and not any(each.endswith("ed") for each in led)
    return False


def of_right(right: str, opening: bool) -> int:
    """ "Sample's plant", "Sample launched"; against it "Sample town".

    Any word may open a sentence, "Grocery stores" like "Sample stores"; of an
    `opening` one the words right after it say nothing but what it is.
    """
    if right[:2] == "'s":
        owned = _CLAUSE.split(right[2:], maxsplit=1)[0].split()[:3]
        if not UNITS.isdisjoint(owned):
            return SURE
        return WEAK if not WORKS.isdisjoint(owned) else 0
    if right[:2] == ", ":
        if _is_person(right[2:].split()[:6]):
            return AGAINST
        # "Sample, which is old, employs": the verb stands after what is put in.
        if _makes(right[2:]):
            return SURE
        inserted, comma, rest = right[2:].partition(", ")
        is_one = comma and "." not in inserted and _is_put_in(inserted)
        return _of_verb(rest.split()) if is_one else 0
    if right[:1] != " ":
        return 0
    if right[:4] == " of ":
        country = right[4:].partition(" ")[0].strip(".,;:")
        return SURE if country in FOREIGN else 0
    following = _CLAUSE.split(right, maxsplit=1)[0].split()
    if following[:1] in (["is"], ["was"], ["became"]) and _is_company(following[1:]):
        return SURE
    return 0 if opening else _of_verb(following)


def of_apposition(right: str) -> int:
    """ "Sample, a local chip developer," and "Sample and other companies".

    It is said of the whole list that ends here.
    """
    others = _AND_OTHERS.match(right)
    if others:
        clause = _CLAUSE.split(right[others.end() :], maxsplit=1)[0].split()
        return SURE if not COMPANIES.isdisjoint(clause[:5]) else 0
    if right[:2] == ", ":
        right = right[2:]
    elif right[:3] == " - ":
        right = right[3:]
    else:
        return 0
    return SURE if _is_company(_CLAUSE.split(right, maxsplit=1)[0].split()) else 0


def _is_company(clause: list[str]) -> bool:
    """Whether a noun phrase is of a company: "one of the largest makers of toys"."""
    opening = clause[0] if clause else ""
    if opening not in _OPENING and not opening.endswith(("'s", "-based")):
        return False
    first = 2 if opening == "which" or clause[1:2] == ["of"] else 1
    for word in clause[first : first + _NEXT]:
        if word in _NOUNS:
            return True
        if word in PERSON_NOUNS or word in _PARTING:
            return False
    return False


def _is_person(words: list[str]) -> bool:
    """ ", vice president of Sample Foods": whose title follows."""
    tie = next((at for at, word in enumerate(words) if word in ("of", "at")), 0)
    title = words[:tie]
    return bool(title) and title[-1] in TITLES and _OF_TITLES.issuperset(title)


def _makes(clause: str) -> bool:
    """ "which makes valves", "which will each open a test center"."""
    which, *verbs = clause.split(None, 4)[:4] or [""]
    if which != "which":
        return False
    verbs = [word for word in verbs if word not in (*_AUXILIARIES, "will", "each")]
    return bool(verbs) and verbs[0] in MAKES


def _is_put_in(inserted: str) -> bool:
    first = inserted.split(" ", 1)[0]
    return first in _OPENING or first in ("part", "founded", "established", "formerly")


def _is_before_verb(word: str) -> bool:
    return word in _AUXILIARIES or word.endswith("ly")


def _of_verb(following: list[str]) -> int:
    if not following:
        return 0
    first = following[0]
    if first in AFTER_OTHERS:
        return AGAINST
    if first in UNITS:
        return SURE
    if "will" in following[:2]:
        return WEAK if not PLANS.isdisjoint(following[1:4]) else 0
    verbs = (word for word in following[:3] if not _is_before_verb(word))
    verb = next(verbs, "")
    if verb in SIGNING and _is_agreed(following):
        return SURE
    return SURE if verb in ACTS else WEAK if verb in MOVES else 0


def _is_agreed(following: list[str]) -> bool:
    """ "signed a partnership with": what only parties to a contract do."""
    clause = following[:_NEXT]
    return "with" in clause and not AGREED.isdisjoint(clause[1 : clause.index("with")])
