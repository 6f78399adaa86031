"""In which tense a sentence speaks of a figure, told by the verb that governs it."""

from __future__ import annotations

from enum import Enum

from archive.extraction.sentences import Sentence
from archive.extraction.vocabulary import RELATIVES, words


class Tense(Enum):
    """PERFECT goes on to now ("has drawn"); a STATE is so now ("is home to")."""

    PAST = "past"
    PERFECT = "perfect"
    REPORT = "report"
    STATE = "state"
    AHEAD = "ahead"
    NONE = "none"


_AHEAD = words(
    "will would shall aim aims aimed aiming plan plans planned planning expect expects "
    "expected expecting anticipate anticipates anticipated anticipating target targets "
    "targeting intend intends intended hope hopes hoped hoping strive strives striving "
    "scheduled slated projected estimated forecast forecasts pledged pledges upcoming "
    "seeks seek vows vowed proposes proposed eyes envisions envisioned"
)
_AIMS = words(
    "aim aims project plan plans target targets hope hopes forecast forecasts"
)
"""Of these, those that can be nouns: "the target of the plan"."""
_DESCRIBING = words("with total combined")
"""Before "planned", "expected": what only tells the sort of a sum."""
_MODALS = words("will would shall can may should must")
_BE = words("is are am")
_WAS = words("was were did could")
_HAVE = words("has have")
_DONE = words(
    "been begun broken brought built bought chosen come cut done drawn driven fallen "
    "found gained given gone got grown had held hit kept known laid led left lent lost "
    "made met paid put risen run said seen sent set shown shrunk sold spent stood "
    "struck sunk swollen taken told topped won written become drawn"
)
"""Participles without "-ed"."""
_DID = words(
    "became began broke brought built bought came chose cut drew drove fell felt found "
    "gave got grew had held hit kept knew laid led left lent lost made met paid put "
    "ran rose said sank saw sent set shot shrank sold spent spoke stood struck told "
    "took went won wrote"
)
_NO_VERB = words(
    "above-designated advanced aged based bed combined designated exceed feed fixed "
    "hundred indeed integrated limited need newly-signed proceed related renowned "
    "seed shed speed so-called succeed unlisted unprecedented united listed bonded "
    "registered foreign-funded foreign-invested invested state-owned sino-owned "
    "concentrated skilled educated red increased detailed dedicated priced valued"
)
"""Words in "-ed" that mostly stand before a noun, or are no verbs."""
_REPORT = words(
    "accounts account amounts amount contributes contribute rises rise falls fall "
    "grows grow increases decreases reaches reach exceeds exceed totals stands stand "
    "ranks rank represents hits tops comes makes shows show sees climbs drops jumps "
    "surges declines expands registers records"
)
"""Verbs that tell results in the present tense: "revenue stands at 3 billion"."""
_STATE = words(
    "boasts boast brings comprises contains consists covers cover employs employ "
    "enjoys features gathers gather hosts host holds hold houses house includes "
    "include lives live occupies offers operates operate owns own possesses provides "
    "provide remains remain runs serves serve spans works work"
)
_THIRD = words("it which that who")
_SAYING = words(
    "said added told noted announced showed revealed stressed explained pointed"
)
"""Past verbs that only tell who says so, and when."""
_NOUN_AFTER = words("a an the its their of percent % annual this that five-year")
_TELLING = _AHEAD | _HAVE | _WAS | _BE | _REPORT | _STATE | _DID
"""The words that can tell a tense, but for those in "-ed"."""
_BREAKS = RELATIVES | _SAYING | words("; while but whereas where when as after since")
_JOINED = 24
"""Tokens between "has" and the last of its participles."""
_FAR = 60
"""Tokens that are looked at on each side."""
_NEAR = 8
_STOPS = frozenset(";•")


def tense_at(sentence: Sentence, first: int, last: int) -> Tense:
    """The tense of the verb that governs the tokens from `first` to `last`.

    It is the nearest finite verb before them; where there is none, the first after.
    """
    tokens, folded = sentence.tokens, sentence.folded
    for index in range(first - 1, max(first - _FAR, 0) - 1, -1):
        low = folded[index]
        if low in _STOPS and tokens[index].text == low:
            break
        if low not in _TELLING and low[-2:] != "ed":
            if low[-1:] == "s" and folded[index - 1] in _THIRD:
                return Tense.STATE  # "it spends"
            continue
        tense = _of_verb(sentence, index, first)
        if tense:
            return tense
    for index in range(last + 1, min(last + _FAR, len(tokens))):
        low = folded[index]
        if low in _STOPS and tokens[index].text == low:
            break
        if low not in _TELLING and low[-2:] != "ed":
            continue
        tense = _of_verb(sentence, index, index + 3)
        far = index - last > _NEAR and "," in folded[last + 1 : index]
        if tense is Tense.AHEAD and far:
            break  # Another clause's plan.
        if tense:
            return tense
    return Tense.NONE


def _of_verb(sentence: Sentence, index: int, limit: int) -> Tense | None:
    """The tense told by one token, or nothing when it tells none."""
    token = sentence.tokens[index]
    low = token.low
    if low in _SAYING:
        return None
    before = sentence.low(index - 1)
    if low in _AHEAD:
        noun = low in _AIMS and (token.is_capital or _is_noun(sentence, index))
        noun |= before in _DESCRIBING and sentence.low(index + 1) != "to"
        return None if noun else Tense.AHEAD
    if before == "to" or before in _MODALS:
        # The word before tells: "will reach", "is expected to reach".
        return None
    if low in _HAVE:
        return _of_have(sentence, index, limit)
    if low in _WAS:
        return Tense.PAST
    if low in _BE:
        return Tense.STATE
    if low in _REPORT and not _is_noun(sentence, index):
        return Tense.REPORT
    if low in _STATE:
        return Tense.STATE
    finite = low.endswith("ed") and len(low) > 3 and low not in _NO_VERB
    if finite or low in _DID or (low == "increased" and _moves(sentence, index)):
        return _of_participle(sentence, index)
    return None


def _moves(sentence: Sentence, index: int) -> bool:
    """ "increased 5 percent", "increased to": a verb, unlike "increased demand"."""
    following = sentence.tokens[index + 1 : index + 2]
    number = bool(following) and following[0].is_number
    return number or sentence.low(index + 1) in ("by", "to", "from", "nearly", "about")


def _of_have(sentence: Sentence, index: int, limit: int) -> Tense:
    """ "has drawn" goes on from the past; "has 300 firms" is so now."""
    for at in range(index + 1, min(index + 5, max(limit, index + 2))):
        low = sentence.low(at)
        if low in _DONE or low.endswith("ed"):
            return Tense.PERFECT
    return Tense.STATE


def _of_participle(sentence: Sentence, index: int) -> Tense | None:
    """A past form is a past tense unless an auxiliary stands before it."""
    if sentence.low(index - 1) == "-":
        return None  # "sea-focused"
    for at in range(index - 1, max(index - 4, -1), -1):
        low = sentence.low(at)
        if low in _HAVE:
            # "Is estimated to have reached" tells of what is over.
            return Tense.PAST if sentence.low(at - 1) == "to" else Tense.PERFECT
        if low in _BE:
            return Tense.STATE
        if low == "be":
            return Tense.AHEAD
    return Tense.PERFECT if _goes_on(sentence, index) else Tense.PAST


def _goes_on(sentence: Sentence, index: int) -> bool:
    """ "has drawn 40 firms and trained 300 clerks": a participle of the same "has"."""
    if sentence.low(index - 1) not in ("and", ","):
        return False
    for at in range(index - 2, max(index - _JOINED, -1), -1):
        low = sentence.low(at)
        if low in _HAVE:
            whole = sentence.low(at - 1) not in RELATIVES
            return whole and _of_have(sentence, at, index) is Tense.PERFECT
        if low in _BREAKS or low in _WAS or low in _BE or low in _REPORT:
            return False
    return False


def _is_noun(sentence: Sentence, index: int) -> bool:
    """ "a rise of", "its total": the same word as a noun."""
    before = sentence.low(index - 1)
    return before in _NOUN_AFTER
