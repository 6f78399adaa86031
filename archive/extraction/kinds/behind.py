"""Words behind a figure, or beside it, that tell that it is still to come."""

from __future__ import annotations

from archive.extraction.measures import Measure
from archive.extraction.numbers import read_number
from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import words

REALIZED = words(
    "reached hit totaled totalled amounted was were achieved recorded generated has "
    "have had with already including said invested introduced attracted registered "
    "exceeded surpassed stood after completed signed contributed spent opened built"
)
_TO_COME = (["planned"], ["proposed"], ["envisioned"], ["slated"], ["scheduled"])
_TO_COME += (
    ["on", "tap"],
    ["on", "the", "agenda"],
    ["in", "the", "pipeline"],
    ["on", "the", "drawing", "board"],
)
"""Behind "is" or "are": what is still to come."""
_SET = words("set due poised expected bound")
"""Behind "is" or "are", and before "to": what is about to come."""
_LATER = ("will ", "to be ", "are expected", "is expected", "are planned", "are to ")
_LATER += (
    "were expected to ",
    "was expected to ",
    "are due ",
    "is due ",
    "expected by ",
    "expected in ",
    "planned for ",
)
_DONE = words("completed completion operation finished built operational use")
_JOINING = words("and but or also then now soon later")
_SUBJECT_ENDS = words("which that who has have had was were is are")
_ENLARGED = words("expanded raised increased extended enlarged doubled")
"""What will be so with a thing that is there."""
_INSERTED = 16
"""Tokens within which what is inserted ends."""
_NO_ADJECTIVES = words("of in to and or by for from at on with a the its their as is")
_AIMS = words("target goal projection forecast")
_TARGETS = words("target goal targets goals")
_RESETTING = words("lowered raised cut lifted revised adjusted reduced increased")
_LIST = 24
"""Tokens within which a list of things to come ends."""
_NEAR = 6
_CLAUSE = 9
"""Words within which a figure that opens a clause has its verb."""


def is_later(right: list[str]) -> bool | None:
    """ "(20 parks) will open", "are to be built"; None where the words do not tell."""
    phrase = " ".join(right[:4])
    if phrase.startswith(_LATER) and phrase != "are to do with":
        # "ten parks to be built there were approved" are ten parks now.
        merely = phrase.startswith(("to be", "planned for"))
        return not (merely and {"was", "were"} & set(right))
    if " will be " in f" {phrase} " and "and will be" not in phrase:
        return not _ENLARGED & set(right[3:6])
    return None


def is_named_target(right: list[str]) -> bool:
    """ "its 5 percent target", "the 30-billion-yuan sales goal"."""
    for word in right[:4]:
        if word in _AIMS:
            return True
        if not (word.isalpha() or word == "-") or word in _NO_ADJECTIVES:
            return False
    return False


def is_set_target(sentence: Sentence, measure: Measure) -> bool:
    """ "The growth target for exports is set at 5 percent".

    Also "lowered its growth target from 9 percent to 8 percent".
    """
    before = sentence.lows(measure.start - _LIST, measure.start)
    aims = [index for index, low in enumerate(before) if low in _TARGETS]
    if not aims:
        return False
    if before[-2:] == ["set", "at"]:
        return True
    reset = not _RESETTING.isdisjoint(before[: aims[-1]])
    return reset and before[-1] in ("from", "to") and "," not in before[aims[-1] :]


def is_later_subject(right: list[str]) -> bool:
    """ "(a 2-billion-yuan) industrial fund is to be set up", "(m2) will be built"."""
    for index, word in enumerate(right):
        following = right[index + 1 : index + 2]
        behind = right[index + 1 : index + 5]
        if behind[:1] == ["also"]:
            del behind[0]
        if word in ("has", "have") and behind[:2] == ["been", "planned"]:
            return True
        if word in ("is", "are") and any(
            behind[: len(each)] == each for each in _TO_COME
        ):
            return True
        if word in ("is", "are") and behind[:1] and behind[0] in _SET:
            return behind[1:2] == ["to"] and right[max(index - 1, 0)] not in _JOINING
        if word == "will" or (word in ("is", "are") and following == ["to"]):
            joined = index > 0 and right[index - 1] in _JOINING
            return not joined and right[index + 2 : index + 4] != ["do", "with"]
        if word in _SUBJECT_ENDS or word in REALIZED or not word.isalpha():
            return False
    return False


def is_past_subject(left: list[str], right: list[str]) -> bool:
    """ "Under the plan, (eight firms) in the area were picked": what was done."""
    if left[-1:] != [","]:
        return False
    for index, word in enumerate(right[:_CLAUSE]):
        if word in ("was", "were"):
            return right[index + 1 : index + 2] != ["to"]
        if word in _SUBJECT_ENDS or not word.isalpha():
            return False
    return False


def is_listed_to_come(sentence: Sentence, measure: Measure) -> bool:
    """ "30 mu of lawn, two halls and three parks will be added": the first of them."""
    listed = False
    for index in range(measure.last + 1, measure.last + _LIST):
        low = sentence.low(index)
        if low == "will":
            return listed
        if low == "are":
            return listed and is_later_subject(sentence.lows(index, index + 5))
        if low in (",", "and"):
            following = index + 1 + (sentence.low(index + 1) == "and")
            listed = read_number(sentence, following) is not None
            if not listed:
                return False
        elif low in _SUBJECT_ENDS or low in REALIZED or not low[:1].isalnum():
            return False
    return False


def is_later_behind(sentence: Sentence, measure: Measure) -> bool:
    """ "two docks, with a capacity of 3 tons each, will be built": what is inserted."""
    opening = measure.last + 1
    if sentence.low(opening) != ",":
        return False
    for closing in range(opening + 2, opening + _INSERTED):
        if sentence.low(closing) in ("", ";", "and", "but", "while"):
            return False
        if sentence.low(closing) == ",":
            behind = sentence.lows(closing + 1, closing + 4)
            starts = sentence.low(opening + 1) in ("with", "each", "including")
            return starts and (
                behind[:1] == ["will"]
                or behind[:2] in (["is", "to"], ["are", "to"])
                or is_later_subject(behind)
            )
    return False


def is_later_around(left: list[str], right: list[str]) -> bool:
    """ "The plant, with (a capacity of 3 tons), is to be built": what is inserted."""
    if right[:1] != [","] or "," not in left or not _DONE & set(right):
        return False
    inserted = left[len(left) - left[::-1].index(",") :]
    return inserted[:1] == ["with"] and is_later_subject(right[1:])


def when_done(sentence: Sentence, right: list[str]) -> bool:
    """ "once put into operation", "upon completion", also at the sentence's start."""
    for opening in (right, sentence.lows(0, _NEAR)):
        for index, word in enumerate(opening):
            if word in ("once", "upon", "when"):
                behind = opening[index + 1 : index + 5]
                return bool(_DONE & set(behind)) or behind[:1] == ["fully"]
    return False
