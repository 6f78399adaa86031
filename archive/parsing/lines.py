"""A text layer cut into lines: their words, the persons and sources they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_LINE_END = re.compile(f"\r\n|[{_ENDS}]")
_BLANK_LINES = re.compile(rf"(?:[^\S{_ENDS}]*+[{_ENDS}])++")
_PRINTED = re.compile(rf"\S[^{_ENDS}]*+")
_WORD = re.compile(r"[^\W_]++(?:['’.&-][^\W_]++)*+")
_HAN = re.compile("[\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?。！？…](?:[\"'”’)\]」』]{0,3})$")
_FULL_STOP_INSIDE = re.compile(r"[.!?][\"'”’)]{0,2}\s+[\"'“‘(]?[A-Z0-9]|[。！？]")
_ABBREVIATION = re.compile(
    r"\b(?:No|Co|Corp|Inc|Ltd|Mr|Ms|Mrs|Dr|St|Rd|Ave|Jr|Sr|vs|Prof|Gen|[A-Z])\."
)
_NAME_WORD = r"[A-ZÀ-Þ][\w'’-]{0,24}\.?"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}$")
_PERSONS = re.compile(
    r"(?:(?:[Bb][Yy]|[Aa]uthors?|[Ww]riters?|[Rr]eporters?):? )?"
    rf"({_NAME_WORD}(?: {_NAME_WORD}){{0,3}}"
    rf"(?:(?:, ?| and | & |; ){_NAME_WORD}(?: {_NAME_WORD}){{0,3}}){{0,4}})"
    r"(?: in [A-Z]\w{1,20}(?: [A-Z]\w{1,20}){0,2})?(?: ?\([A-Za-z][\w. ]{1,30}\))?$"
)
_INITIAL = "(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu"
    "|ou|ua|ue|ui|un|uo|a|e|i|o|u)"
)
_PINYIN_NAME = re.compile(
    rf"{_INITIAL}?{_FINAL} (?:{_INITIAL}?{_FINAL}'?){{1,3}}$", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}\.|[A-H]\.|[IVX]{2,5}) ")
"""How a heading is numbered: "II. Main Tasks"."""
_SOURCE = re.compile(
    r"(?:(?:^|(?<=[.!?\"”)]))[\s\xa0]{0,20})[(\[]?(?:Source|来源) ?[:：][\s\xa0]{0,5}"
    r"(?P<publisher>[^\s:：][^:：\n]{0,59}?)"
    r"(?:[\s\xa0|]{1,20}(?:Editor|Edited by|责任编辑|编辑)s? ?[:：][\s\xa0]{0,5}"
    r"(?P<editor>[^:：\n]{0,60}?))?[)\]]?[\s\xa0]*$",
)
_EDITOR = re.compile(
    r"[(\[]?(?:Editors?|Edited by|责任编辑|编辑) ?[:：]?[\s\xa0]{0,5}"
    r"(?P<editor>[A-Z\u4e00-\u9fff][^:：\n.]{1,50}?)[)\]]?$"
)
_SIGNED = re.compile(
    r"\((?:By|(?:Reported|Reporting|Written|Compiled) by) (?P<author>[^()]{2,100})\)$"
)
_COMPANY = re.compile(r"SOURCE (?P<publisher>[A-Z0-9][^:\n]{1,60})$")
"""How a company's release ends."""
_AUTHOR = re.compile(
    r"Author ?[:：] ?(?P<author>[^:：\n]{0,160}?)[\s\xa0]{1,10}"
    r"Editor ?[:：] ?(?P<editor>[^:：\n]{1,60})$"
)
_NOTE = re.compile(
    r"[(\[]?(?:Editor[’']?s?[’']? note|Note to (?:readers|editors)|编者按)\s?[:：]?",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line without its outer blanks: start and end are raw offsets.

    `left` and `right` tell whether blanks stood before and after the words: in a
    column layer both mean something.
    """

    start: int
    end: int
    text: str
    left: bool = False
    right: bool = False

    @property
    def blank(self) -> bool:
        return not self.text


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a text layer, in order; line ends belong to no line.

    Blank lines below one another are one.
    """
    stop = len(text) if end is None else end
    at = start
    while True:
        blank = _BLANK_LINES.match(text, at, stop)
        if blank:
            yield Line(at, at, "")
            at = blank.end()
        found = _LINE_END.search(text, at, stop)
        yield line_at(text, at, found.start() if found else stop)
        if not found:
            return
        at = found.end()


def printed_lines(text: str, most: int | None = None) -> list[str]:
    """The words of the lines that are not blank, without outer blanks."""
    return [found[0].rstrip() for found in islice(_PRINTED.finditer(text), most)]


def line_at(text: str, start: int, end: int) -> Line:
    """The line between two raw offsets, outer blanks left out."""
    printed = text[start:end]
    words = printed.strip()
    if not words:
        return Line(start, start, "")
    if len(words) == len(printed):
        return Line(start, end, words)
    left = len(printed) - len(printed.lstrip())
    right = len(printed.rstrip())
    return Line(start + left, start + right, words, left > 0, right < len(printed))


def words_of(text: str) -> list[str]:
    """The words of a text, small and with plain apostrophes."""
    # One call for all words instead of one for each of them.
    words = "\n".join(_WORD.findall(text)).lower().replace("’", "'")
    return words.split("\n") if words else []


def has_lines(text: str, count: int) -> bool:
    """Whether a text has at least so many lines that are not blank."""
    return any(islice(_PRINTED.finditer(text), count - 1, None))


def has_words(text: str, count: int) -> bool:
    """Whether a text has at least so many words; it is read no further than that."""
    return any(islice(_WORD.finditer(text), count - 1, None))


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text[-6:]))


def sentence_count(text: str) -> int:
    """About how many sentences; never less than one."""
    inside = _ABBREVIATION.sub(" ", text)
    return 1 + len(_FULL_STOP_INSIDE.findall(inside.rstrip(" .!?。！？\"'”’)")))


def is_prose(text: str) -> bool:
    """Whether a line is running text and not a title, a name or a menu word."""
    if han_share(text) > 0.3:
        return len(text) >= 30 or ("。" in text and len(text) >= 15)
    if has_words(text, 25):
        return True
    return ends_sentence(text) and not text.endswith("...") and has_words(text, 6)


def han_share(text: str) -> float:
    """Share of Chinese characters among the letters of a text."""
    if text.isascii():
        return 0.0
    sample = text[:100_000]
    han = sum(map(str.isalpha, _HAN.findall(sample)))
    return han / sum(map(str.isalpha, sample)) if han else 0.0


def is_name(line: str) -> bool:
    """One to four capitalised words without a full stop: a person or an agency."""
    plain = line.replace("\xa0", " ")
    return (
        len(plain) <= 40
        and bool(_NAME.match(plain))
        and plain[-1] not in ".!?:"
        and not (_NUMBERED.match(plain) and len(plain.split()) > 2)
    )


def is_pinyin_name(line: str) -> bool:
    """A family name and a given name in Hanyu Pinyin, as they sign pictures."""
    return is_name(line) and bool(_PINYIN_NAME.match(line))


def persons_of(line: str) -> tuple[str, ...]:
    """The names of a line that holds names only: "By Li Na and Wang Wei"."""
    plain = " ".join(line.replace("\xa0", " ").split())
    found = _PERSONS.match(plain) if len(plain) <= 100 else None
    if not found:
        return ()
    return tuple(
        name.strip() for name in re.split(r", ?| and | & |; ", found[1]) if name
    )


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a line names its publisher and editor; `start` counts in the line."""

    start: int
    publisher: str
    editor: str
    authors: tuple[str, ...] = ()


def source_line(line: str) -> SourceLine | None:
    """ "Source: SHINE   Editor: Liu Qi", also where a paragraph runs into it."""
    found = None
    if "Source" in line or "来源" in line:
        found = _SOURCE.search(line, max(0, len(line) - 150))
    if found:
        publisher = " ".join(found["publisher"].replace("\xa0", " ").split())
        editor = " ".join((found["editor"] or "").replace("\xa0", " ").split())
        return SourceLine(found.start(), publisher, editor)
    signed = _AUTHOR.match(line) if line.startswith("Author") else None
    if signed:
        return SourceLine(0, "", signed["editor"].strip(), persons_of(signed["author"]))
    below = _SIGNED.match(line) if line.startswith("(") else None
    if below and (names := persons_of(below["author"])):
        return SourceLine(0, "", "", names)
    company = _COMPANY.match(line) if line.startswith("SOURCE ") else None
    if company:
        return SourceLine(0, company["publisher"].strip(), "")
    edited = len(line) <= 80 and ("Edit" in line or "编辑" in line)
    editor_only = _EDITOR.match(line) if edited else None
    if editor_only and ("Editor" not in line or ":" in line or is_name(line[7:])):
        return SourceLine(0, "", " ".join(editor_only["editor"].split()))
    return None


def is_note(line: str) -> bool:
    """Whether the line begins an editor's note."""
    return bool(_NOTE.match(line))


def is_bare_note(line: str) -> bool:
    """Whether the line is only the words "Editor's note:"."""
    found = _NOTE.match(line)
    return bool(found) and found.end() >= len(line.rstrip())
