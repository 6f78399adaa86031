"""Whether a figure is still to come: planned, expected, forecast or aimed at."""

from __future__ import annotations

from archive.extraction.kinds.behind import (
    REALIZED,
    is_later,
    is_later_around,
    is_later_behind,
    is_later_subject,
    is_listed_to_come,
    is_past_subject,
    when_done,
)
from archive.extraction.measures import EXTENTS, Measure, is_money
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

_MODALS = words(
    "will shall would could aim aims aimed aiming plan plans planned planning expect "
    "expects expected expecting anticipate anticipates anticipated anticipating "
    "target targets targeting targeted goal goals forecast forecasts projected "
    "predict predicts predicted predicting "
    "projects intends intend hopes hope hoping strive strives striving scheduled "
    "slated pledged pledges pledging vows vowed vowing seeks seek seeking eyes eyeing "
    "likely poised budgeted should might want wants wish wishes promised promises "
    "foresees envisages envisions"
) - {"projects"}
_ADJECTIVES = words(
    "planned planning expected projected targeted anticipated scheduled"
)
_SET_TO = words(
    "set due estimated is are stand stands meant supposed intended bound ready "
    "preparing agreed looks designed track"
)
"""Before "to": "is to open", "is set to open", "is estimated to reach"."""
_PASSIVE = words("meant supposed intended bound")
_ENGAGING = words("hiring recruiting raising looking")
"""After "is" or "are": whom somebody is hiring is yet to come."""
_LIFTING = words(
    "raise lift increase grow expand boost rise cut reduce lower widen double triple "
    "raised lifted increased expanded boosted reduced lowered widened extended"
)
"""Of "to lift sales from A to B", A is what there is."""
_RAISING = words("raise lift increase expand boost cut reduce lower bring")
_PARTS = words("share proportion ratio percentage")
_NAMING = words(
    "the a an this its their year action master development work implementation"
)
"""Before "plan", which is a noun there."""
_LAND = words("site area plot land block lot zone region")
"""What is there before anything is built."""
_PLACING = words("on along across through")
"""Before the size of a place that is there."""
_REACHING = words("to into in at around")
"""Before "the" and the size of a place that is there."""
_NOTREALIZED = words("will to be a an its their")
"""Before one of these, which is still to come or only tells a sort: "a registered"."""
_ENTITLED = words(
    "receive receives received granted grant grants awarded subsidy subsidies "
    "subsidized reward rewards rewarded bonus bonuses eligible entitled"
)
_AIMING = words(
    "aims aim hopes hope plans plan strives strive seeks seek expects wants"
)
_NAMED_PLANS = words("plan plans goal goals target targets hopes forecast forecasts")
_MEETING = words(
    "realizing realized realised meeting met achieving achieved fulfilling fulfilled "
    "completed completing beat beating"
)
_MAKING = words(
    "build building develop construct create open establish set launch add form "
    "complete invest introduce run host make"
)
"""What is made by a plan is still to come with all it has."""
_ACTING = _MAKING | words("attract lift raise gather bring cultivate increase train")
_BEHIND_PARTICIPLE = words("in by with at on as to from of for under after")
_FINITE = words("rose fell grew took drew began came went saw")
"""Never participles: what they tell is past, whatever was planned before."""
_PAST = _FINITE | words("sold bought made gave held kept led won ran brought paid sent")
_SUBJECTS = words("that which who it they he she we")
_CLAUSE_ENDS = words(", ; ( : which that who whose where while but whereas")
_NO_PART = words("the its their this these and or")
"""Before a share that something is described by, or that begins a new clause."""
_STANDING = words(
    "includes include has have covers cover boasts boast houses house comprises "
    "comprise consists consist contains contain owns own operates operate is are"
)
"""What is so now, in words inserted behind a plan."""
_STRETCHING = words("stretches stretch spans span runs run")
_WINDOW = 45
_NEAR = 6
_COMPARED = (["up", "from"], ["down", "from"], ["compared", "with"])
_FOLLOWING = tuple(
    [word, article, move]
    for word in ("following", "after")
    for article in ("a", "an")
    for move in ("rise", "fall", "increase", "decrease", "drop", "gain", "decline")
)
"""Before "of": what was before the plan, "following a rise of 6 percent"."""
_FROM = 12
_SHARE_REACH = 12


def is_planned(
    sentence: Sentence, measure: Measure, right: list[str], announced: bool
) -> bool:
    """Whether the governing verb speaks of what is still to come.

    `right` are the words behind the figure; what is `announced` as a plan is one
    unless its own verb reports.
    """
    if measure.unit in EXTENTS and _is_there(sentence, measure, right):
        return False
    if sentence.lows(measure.start - 2, measure.start) == ["out", "of"]:
        return False  # "selected out of 200 firms to be included"
    later = is_later(right)
    if later is not None:
        return later
    if is_later_subject(right) or when_done(sentence, right):
        return True
    left = sentence.lows(max(0, measure.start - _WINDOW), measure.start)
    if is_later_around(left, right) or is_later_behind(sentence, measure):
        return True
    if is_listed_to_come(sentence, measure):
        return True
    if is_past_subject(left, right):
        return False
    if measure.unit in EXTENTS and left[-2:-1] and left[-2] in _PLACING:
        return False  # "will try it on an 11-kilometer stretch"
    if (
        measure.unit in EXTENTS
        and left[-1:] == ["the"]
        and _REACHING & set(left[-2:-1])
    ):
        return False  # "will be drawn to the 5-hectare park"
    if left[-1:] in (["existing"], ["current"]):
        return False
    if left[-1:] == ["from"] and "to" in right and _LIFTING & set(left[-_FROM:]):
        return False
    if left[-1:] == ["from"] and "to" in left and _LIFTING & set(left):
        return False  # "to lift sales to B by 2030, from A"
    if left[-2:] in _COMPARED or left[-1:] == ["against"]:
        return False
    if left[-4:-1] in _FOLLOWING:
        return False
    if is_money(measure.unit) and _is_entitlement(left, right):
        return False
    if announced and not REALIZED & set(left):
        return True
    return _looks_ahead(left) or _is_from_year_on(left, right) or _is_next(left, right)


def _is_there(sentence: Sentence, measure: Measure, right: list[str]) -> bool:
    """ "The 5-hectare site will be cleared": how large it is already."""
    definite = sentence.low(measure.start - 1) == "the"
    return definite and bool(right) and right[0] in _LAND


def is_part_planned(sentence: Sentence, measure: Measure, right: list[str]) -> bool:
    """Whether a share is itself aimed at: "is meant to meet a tenth of demand".

    Only where nothing but the plan's own words stands between; a share by which
    something is described ("will go to firms holding 30 percent") is none.
    """
    left = sentence.lows(max(0, measure.start - _SHARE_REACH), measure.start)
    if right[:1] == ["of"] and is_later_subject(right):
        return True
    if _lifts_share(left):
        return True
    for index in range(len(left) - 1, -1, -1):
        if left[index] in _CLAUSE_ENDS or left[index].endswith("ing"):
            left = left[index + 1 :]
            break
    return bool(left) and left[-1] not in _NO_PART and _looks_ahead(left)


def _lifts_share(left: list[str]) -> bool:
    """ "(aims to win firms) and lift the share of labs to": one more thing to do."""
    if left[-1:] != ["to"] or "and" not in left:
        return False
    behind = left[len(left) - left[::-1].index("and") :]
    return behind[0] in _RAISING and bool(_PARTS & set(behind))


def is_aimed_at(sentence: Sentence, measure: Measure) -> bool:
    """Whether a rank or a multiple is aimed at: "will double", "aims to rank first"."""
    left = sentence.lows(max(0, measure.start - _NEAR), measure.start)
    if measure.unit == "rank" and "would" in left:
        left.remove("would")  # "were it a city, it would rank first"
    if "planned" in left and _is_adjective(left, left.index("planned")):
        left.remove("planned")  # "the planned investment ranks first"
    for index in range(len(left) - 1, -1, -1):
        if left[index] in (",", ";"):
            left = left[index + 1 :]
            break
    return _looks_ahead(left)


def _looks_ahead(left: list[str]) -> bool:
    """Whether the nearest of the words before that tells is one of plans."""
    beside = aside = False
    for index in range(len(left) - 1, -1, -1):
        word = left[index]
        aside |= word == ","
        if word == "with" and not beside:
            joined = left[index - 1 : index] in (["along"], ["together"])
            beside = not joined and not _goes_on(left, index)
        elif aside and word in _ADJECTIVES and _is_adjective(left, index):
            continue  # "a planned area of 20 km2, 30 parks"
        elif _is_ahead(left, index):
            return not beside or bool(_MAKING & set(left[index + 1 :]))
        elif word == ";" or _is_past(left, index):
            return False
    return False


def _goes_on(left: list[str], index: int) -> bool:
    """ "aims to work with others, attract 10 firms": behind "with" the plan goes on."""
    behind = left[index + 1 :]
    if "," not in behind:
        return False
    verb = behind[len(behind) - behind[::-1].index(",") :]
    verb = verb[1:] if verb[:1] == ["and"] else verb
    return bool(_ACTING & set(verb[:1]))


def _is_past(left: list[str], index: int) -> bool:
    """Whether the word reports, so that plans before it are another verb's.

    "which will host a fair, planted 30 mu", "will link a port that handled 3 tons",
    "will be followed by a firm whose sales topped 3 billion yuan".
    """
    word, before = left[index], left[index - 1] if index else ""
    if before.endswith("ly") and index > 1:
        before = left[index - 2]  # "to be newly built"
    following = left[index + 1 : index + 2]
    if word in _FINITE:
        return True
    if before == "which" and word in _STANDING:
        return True
    if before == "that" and word in _STRETCHING:
        return True
    if word in REALIZED and before not in _NOTREALIZED:
        # "its growth target was set at 5 percent" is still to be met.
        aim = word == "was" and before in ("target", "goal")
        return not aim or "as" in left[max(0, index - 4) : index]
    if not (word.endswith("ed") or word in _PAST):
        return False
    if "whose" in left[max(0, index - _NEAR) : index]:
        return True
    if before == ",":
        return not _BEHIND_PARTICIPLE & set(following)
    return before in _SUBJECTS


def _is_next(left: list[str], right: list[str]) -> bool:
    """ "invest 3 billion yuan over the next five years"."""
    clause = right[: right.index(",")] if "," in right else right
    ahead = any(
        clause[index] in ("over", "in", "during", "within")
        and clause[index + 1] in ("the", "its", "their")
        and clause[index + 2] in ("next", "coming")
        for index in range(len(clause) - 2)
    )
    return ahead and not REALIZED & set(left[-_NEAR:])


def _is_from_year_on(left: list[str], right: list[str]) -> bool:
    """ "room to make 60 engines from 2030 on": a capacity that begins some day."""
    if "to" not in left[-3:] or {"was", "were", "had"} & set(left[-_NEAR:]):
        return False
    return any(
        right[index] == "from" and right[index + 2] in ("on", "onward", "onwards")
        for index in range(len(right) - 2)
    )


def _is_adjective(left: list[str], index: int) -> bool:
    before, following = left[index - 1 : index], left[index + 1 : index + 2]
    passive = before in (["is"], ["are"], ["was"], ["were"], ["be"], ["been"])
    return not passive and following not in (["to"], ["that"])


def _is_ahead(left: list[str], index: int) -> bool:
    word, following = left[index], left[index + 1 : index + 2]
    before = left[index - 1] if index else ""
    if word in _SET_TO and following == ["to"]:
        sure = word != "estimated" or left[index + 2 : index + 3] != ["have"]
        sure &= word not in _PASSIVE or before not in ("was", "were")
        sure &= word != "designed" or before in ("is", "are", "")
        return sure and (word != "due" or before in ("is", "are"))
    if word == "estimated" and following == ["annual"]:
        return True  # "an estimated annual output value of"
    if word == "seen":  # "is seen rising"
        return before in ("is", "are") and "".join(following).endswith("ing")
    if word in _ENGAGING:
        return before in ("is", "are", "now", "also", "still", "currently")
    if word == "to" and following == ["be"]:
        return before == ","  # "the plant, to be built in 2030"
    if word not in _MODALS or before in ("as", "than", "not"):
        return False
    if word not in _NAMED_PLANS or not index:
        return True
    if before == "floor" or _MEETING & set(left[max(0, index - 3) : index]):
        return False
    # "the plan cost", a noun, against "the plan to build", which looks ahead.
    if following == [","] and "," in left[index + 2 : index + 8]:
        # "its goal, set in May, of raising": the words inserted are passed over.
        closing = left.index(",", index + 2)
        following = left[closing + 1 : closing + 2]
    named = before in _NAMING
    return not named or following in (["to"], ["of"], ["is"], ["at"], ["for"])


def _is_entitlement(left: list[str], right: list[str]) -> bool:
    """ "firms will receive up to 5 million yuan": what anyone may ask for."""
    near = left[-4:]
    if _ENTITLED & set(near):
        return not _AIMING & set(left[-7:])
    behind = right[: right.index(",")] if "," in right else right
    return bool(_ENTITLED & set(behind[:4]))
