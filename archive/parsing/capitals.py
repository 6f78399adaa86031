"""A capital letter that a font lost, put back where it must have stood.

Some text layers print one capital as its small letter, wherever it occurs: the
font's table has a hole. The sign of it is that small letter inside a word of
capitals ("hI-TECh") in a text that never has the capital. It is put back in such
words, at the beginnings of sentences and in names; characters are replaced one for
one, so that offsets hold.
"""

from __future__ import annotations

import re
from collections import Counter

from archive.parsing.vocabulary import word_set
from archive.spans import MappedText

_LONG_ENOUGH = 400
_TOKEN = re.compile(r"[^\W_]+")
_SENTENCE_START = re.compile(r"(?:^|\n\n|[.!?][\"”’')]{0,2} |[\"“])[\"“‘'(]?$")
_NOT_AN_END = re.compile(
    r"\b(?:No|Co|Corp|Inc|Ltd|Mr|Ms|Mrs|Dr|St|Rd|Ave|vs|Prof|Gen|Gov|Sen|[A-Z])\. $"
)
_NUMBERED = re.compile(r"\bNo\. ?\d{1,3} $")

# Words that are names wherever they stand, by no other meaning: languages, peoples,
# countries, provinces and large cities.
_PROPER = word_set(
    """
    africa african america american amsterdam anhui arabic asia asian athens
    australia australian austria austrian bangkok barcelona beijing belgium belgian
    berlin boston brazil brazilian britain british brussels budapest cairo
    california canada canadian cantonese changsha chengdu chinese chongqing
    copenhagen dalian danish denmark dubai dublin dutch edinburgh egypt egyptian
    english europe european finland finnish florida france frankfurt french fujian
    fuzhou gansu geneva german germany greece greek guangdong guangxi guangzhou
    guiyang guizhou haifa hainan haikou hamburg hangzhou hanoi hanover harbin
    harvard havana hawaii hebei hebrew hefei heilongjiang helsinki henan hindi
    hiroshima hohhot holland hollywood hongkou hongqiao houston huangpu huawei hubei
    hunan hungarian hungary huzhou iceland india indian indonesia indonesian iran
    iraq ireland irish israel israeli istanbul italian italy jakarta japan japanese
    jerusalem jiading jiangsu jiangxi jilin jinan jinshan kazakhstan kenya korea
    korean kunming kunshan kuwait kyoto lanzhou laos latin lhasa liaoning lisbon
    london lyon macau madrid malaysia malaysian manchester mandarin manila melbourne
    mexico mexican milan minhang mongolia montreal moscow mumbai munich nanjing
    nanchang nanning netherlands ningbo ningxia norway norwegian osaka oslo oxford
    pakistan paris persian peru philippines poland portugal portuguese prague pudong
    putuo qatar qingdao qingpu qinghai russia russian saudi seoul shaanxi shandong
    shanghai shanxi shenyang shenzhen siberia sichuan singapore songjiang spain
    spanish stockholm suzhou sweden swedish swiss switzerland sydney taipei taiwan
    tehran texas thai thailand tianjin tibet tokyo toronto turin turkish ukraine
    urumqi vienna vietnam vietnamese warsaw washington wuhan wuxi xiamen xinjiang
    xuhui yangpu yangtze yangzhou yunnan zhejiang zhengzhou zhoushan zurich monday
    tuesday wednesday thursday friday saturday sunday january february april june
    july august september october november december
    """
)
# Small words of a sentence that stand before capitals without being names.
_COMMON = word_set(
    """
    a about after all also although among an and any are area around as at based be
    been before being between big both but by can central city close company could
    did director district do does down during each early east eastern ever every few
    first five for former four from get give go government great group had half has
    have he head headed heading headquartered her here high higher highest him his
    historic historical hold holding holds home hope hopes hoping host hosted
    hosting hosts hour hours house houses housing how however huge hundred hundreds
    i if in inside into is it its joint just large last late leading like local made
    major make many may mayor member more most much my near new next no nor north
    northern not now of off official old on once one only onto opposite or other our
    out outside over own per president province provided rather same second
    secretary see several she should since six small so some south southern state
    still such than that the their them then there these they this those three
    through to today top toward towards two under until up upon us using very via
    was we well were west western what when where which while who whole whose will
    with within without would year you young your help helped helping helps hit hits
    heavy health healthy heart heritage hire hired hub hubs huge human hotel hotels
    hospital hospitals
    """
)


def restore_capitals(body: MappedText, elsewhere: str) -> MappedText:
    """The body with a lost capital put back; `elsewhere` is other text in print."""
    text = body.text
    for letter in lost_capitals(text):
        text = _restored(text, letter, elsewhere)
    return MappedText(text, body.runs) if text != body.text else body


def lost_capitals(text: str) -> list[str]:
    """The small letters whose capital a text's font has lost, in alphabetical order."""
    if len(text) < _LONG_ENOUGH:
        return []
    inside: Counter[str] = Counter()
    for found in _TOKEN.finditer(text):
        for place in _odd_places(found[0]):
            inside[found[0][place]] += 1
    if not inside:
        return []
    initials = Counter(word[0][0] for word in _TOKEN.finditer(text))
    return sorted(
        letter
        for letter, count in inside.items()
        if letter.upper() not in text
        and (count >= 2 or _named_small(text, letter))
        and initials[letter] >= 3
    )


def _odd_places(token: str) -> list[int]:
    """Places of the one small letter of a word that else is in capitals."""
    if token.islower() or token.isupper():
        return []
    small = {char for char in token if char.islower()}
    capitals = [char for char in token if char.isupper()]
    if len(small) != 1 or not capitals:
        return []
    places = [at for at, char in enumerate(token) if char.islower()]
    if len(capitals) >= 2 * len(places):
        return places
    # "hI": a small letter before a capital, in a part of a hyphenated word.
    return [0] if len(token) == 2 and token[1].isupper() else []


def _named_small(text: str, letter: str) -> bool:
    """Whether a word with the letter stands between two capitalised words."""
    pattern = rf"\b[A-Z][a-z]{{1,30}} {letter}[a-z]{{1,30}} [A-Z][a-z]"
    return bool(re.search(pattern, text))


def _restored(text: str, letter: str, elsewhere: str) -> str:
    capital = letter.upper()
    words = list(_TOKEN.finditer(text))
    attested = _attested(elsewhere, capital)
    chars = list(text)
    weak: list[int] = []
    names: set[str] = set()
    for index, found in enumerate(words):
        token, start = found[0], found.start()
        if letter in token and _odd_places(token):
            for place in _odd_places(token):
                chars[start + place] = capital
            continue
        if token[0] != letter:
            continue
        if (
            _starts_sentence(text, start)
            or token in _PROPER
            or _between_names(text, words, index)
        ):
            chars[start] = capital
            if token not in _PROPER and not _starts_sentence(text, start):
                names.add(token)
        else:
            weak.append(index)
    for index in weak:
        if _in_attested_name(text, words, index, names, attested):
            chars[words[index].start()] = capital
    return "".join(chars)


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    if start == 0:
        return True
    return bool(_SENTENCE_START.search(before)) and not _NOT_AN_END.search(before)


def _between_names(text: str, words: list[re.Match[str]], index: int) -> bool:
    """Between two capitalised words, or a number and one: inside a name."""
    token = words[index][0]
    following = _neighbour(text, words, index, 1)
    if not following or not following[0].isupper():
        return False
    if _NUMBERED.search(text[max(0, words[index].start() - 10) : words[index].start()]):
        return True
    before = _neighbour(text, words, index, -1)
    if not before or not before[0].isupper() or token in _COMMON:
        return False
    return not _starts_sentence(text, words[index - 1].start()) or (
        before.lower() not in _COMMON
    )


def _neighbour(
    text: str, words: list[re.Match[str]], index: int, step: int
) -> str | None:
    """The next word, where nothing but one blank parts the two."""
    other = index + step
    if not 0 <= other < len(words):
        return None
    first, second = sorted((index, other))
    between = text[words[first].end() : words[second].start()]
    return words[other][0] if between == " " else None


def _attested(elsewhere: str, capital: str) -> set[tuple[str, str]]:
    """Pairs of a capitalised word and a word with the capital, in print elsewhere."""
    tokens = list(_TOKEN.finditer(elsewhere))
    pairs = set()
    for before, found in zip(tokens, tokens[1:], strict=False):
        if found[0][0] != capital:
            continue
        between = elsewhere[before.end() : found.start()]
        if between.strip() == "" and before[0][0].isupper():
            pairs.add((before[0].lower(), found[0].lower()))
    return pairs


def _in_attested_name(
    text: str,
    words: list[re.Match[str]],
    index: int,
    names: set[str],
    attested: set[tuple[str, str]],
) -> bool:
    """A word that is known from a name, again beside a capitalised word."""
    token = words[index][0]
    before = _neighbour(text, words, index, -1)
    following = _neighbour(text, words, index, 1)
    if before and before[0].isupper() and (before.lower(), token) in attested:
        return True
    named = token in names and token not in _COMMON
    capitalised = any(word and word[0].isupper() for word in (before, following))
    return named and capitalised
