"""Data about the story that a page carries for machines: JSON-LD and meta tags."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from archive.parsing.html.references import mapped, plain
from archive.parsing.html.tags import attributes
from archive.parsing.html.tree import Page
from archive.spans import MappedText, Range, Run

_MOST_JSON = 3_000_000
_MOST_NODES = 20_000
_MOST_METAS = 1_000
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|NewsStory)$")
_WRAPPED = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?:-->|\]\]>)\s*$")
_STRING = r"\"((?:[^\"\\]++|\\.)*+)\""
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u[0-9a-fA-F]{4}|\\.|[^\\]+",
    re.DOTALL,
)
_CONTENT = re.compile(
    r"(?<![\w-])(?:content|href|value)\s{0,20}=\s{0,20}"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Meta:
    """The content of a meta tag and where it stands."""

    value: str
    range: Range


@dataclass(slots=True)
class Structured:
    """What the machine-readable parts of a page say."""

    article: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object of the story; empty where there is none."""
    others: list[dict[str, Any]] = field(default_factory=list)
    """All other JSON-LD objects, in their order."""
    metas: dict[str, list[Meta]] = field(default_factory=dict)
    """By name or property in small letters."""
    broken: int = 0
    """JSON-LD scripts that could not be read."""

    def meta(self, *names: str) -> Meta | None:
        """The first meta tag with content among names, the first name first."""
        for name in names:
            for meta in self.metas.get(name, ()):
                if meta.value:
                    return meta
        return None

    def text(self, key: str) -> str:
        """A text of the story's JSON-LD; empty where it is none."""
        return text_of(self.article.get(key))


def read_structured(page: Page, title: str) -> Structured:
    """All machine-readable data of a page; `title` picks among several stories."""
    found = Structured()
    objects = _objects(page, found)
    articles = [item for item in objects if _is_article(item)]
    if articles:
        found.article = _best(articles, title)
        _resolve(found.article, objects)
    found.others = [item for item in objects if item is not found.article]
    for name, raw, start in page.metas[:_MOST_METAS]:
        _read_meta(page.source, name, raw, start, found.metas)
    return found


def text_of(value: Any) -> str:
    """A JSON value as one line of text: a string, or the name of an object."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if not isinstance(value, str):
        return ""
    return plain(value, [(0, min(len(value), 2_000_000))])


def names_of(value: Any) -> list[tuple[str, str]]:
    """(name, type) of each person or organisation a JSON value names."""
    items = value if isinstance(value, list) else [value]
    names = []
    for item in items[:30]:
        kind = item.get("@type", "") if isinstance(item, dict) else ""
        name = text_of(item)
        if name:
            names.append((name, kind if isinstance(kind, str) else ""))
    return names


def _objects(page: Page, found: Structured) -> list[dict[str, Any]]:
    """Every object of every JSON-LD script, those within others too."""
    left = _MOST_JSON
    waiting: list[Any] = []
    for raw, start, end in page.scripts[:50]:
        if "ld+json" not in raw.lower() or end - start > left:
            continue
        left -= end - start
        try:
            waiting.append(_loaded(page.source[start:end]))
        except (ValueError, RecursionError):
            found.broken += 1
    objects: list[dict[str, Any]] = []
    at = 0
    while at < len(waiting) and at < _MOST_NODES:
        item = waiting[at]
        at += 1
        if isinstance(item, dict):
            objects.append(item)
            waiting.extend(v for v in item.values() if isinstance(v, dict | list))
        elif isinstance(item, list):
            waiting.extend(v for v in item if isinstance(v, dict | list))
    return objects


def _resolve(article: dict[str, Any], objects: list[dict[str, Any]]) -> None:
    """Put those in their place that an article names by their "@id" alone."""
    named = {
        item["@id"]: item
        for item in objects
        if isinstance(item.get("@id"), str) and item.get("name")
    }

    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(item) for item in value[:30] if not isinstance(item, list)]
        meant = value.get("@id") if isinstance(value, dict) else None
        return named.get(meant, value) if isinstance(meant, str) else value

    for key in ("author", "publisher"):
        if key in article:
            article[key] = resolved(article[key])


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except ValueError:
        mended = _WRAPPED.sub("", _WRAPPED.sub("", text)).strip().rstrip(";")
        mended = re.sub(r",(\s{0,50}[}\]])", r"\1", mended)
        return json.loads(mended, strict=False)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds)


def _best(articles: list[dict[str, Any]], title: str) -> dict[str, Any]:
    """The story among the objects: the one the page's title names, or the first."""
    words = set(title.lower().split())

    def rank(item: dict[str, Any]) -> tuple[float, int]:
        headline = set(
            text_of(item.get("headline") or item.get("name")).lower().split()
        )
        share = len(words & headline) / max(1, len(words | headline))
        filled = sum(
            bool(item.get(key)) for key in ("headline", "datePublished", "articleBody")
        )
        return (share if len(articles) > 1 else 0.0, filled)

    return max(articles[:200], key=rank)


def _read_meta(
    source: str, name: str, raw: str, start: int, metas: dict[str, list[Meta]]
) -> None:
    found = attributes(raw)
    if name == "link":
        keys = [f"link:{found.get('rel', '').lower()}"]
    else:
        keys = [found.get(key, "") for key in ("name", "property", "itemprop")]
        keys = [word for key in keys for word in key.lower().split()[:5]]
        if "http-equiv" in found and not keys:
            keys = [f"http:{found['http-equiv'].lower()}"]
    content = _CONTENT.search(raw)
    if not content or not keys:
        return
    group = content.lastindex or 1
    place = (start + content.start(group), start + content.end(group))
    value = plain(source, [place])
    for key in keys:
        metas.setdefault(key, []).append(Meta(value, place))


def locate(page: Page, key: str, value: str) -> MappedText | None:
    """Where JSON-LD says `key: value` in the source, its escapes mapped."""
    pattern = re.compile(
        rf"\"{re.escape(key)}\"\s{{0,50}}:\s{{0,50}}\[?\s{{0,50}}{_STRING}"
    )
    for raw, start, end in page.scripts[:50]:
        if "ld+json" not in raw.lower() or end - start > _MOST_JSON:
            continue
        for found in pattern.finditer(page.source, start, end):
            text = unescaped(page.source, found.start(1), found.end(1))
            if text.text == value:
                return text
    return None


def unescaped(source: str, start: int, end: int) -> MappedText:
    """The text of a JSON string's inside, with the way back to the source.

    References within it are resolved and white space is folded, as everywhere.
    """
    chars, places = _decoded(source, start, end)
    return _composed(mapped(chars, [(0, len(chars))]), places)


def unescaped_lines(source: str, start: int, end: int) -> list[MappedText]:
    """The same line by line, markup left out: the paragraphs of an `articleBody`."""
    chars, places = _decoded(source, start, end)
    lines = []
    for found in re.finditer(r"[^\n\r<]+", re.sub(r"<[^<>]{0,500}>", _blanked, chars)):
        text = mapped(chars, [found.span()])
        if text.text:
            lines.append(_composed(text, places))
    return lines


def _blanked(found: re.Match[str]) -> str:
    """A tag of equal length that parts lines where the tag does."""
    mark = (
        " " if re.match(r"</?(?:a|b|i|em|strong|span|sup|sub|u)\b", found[0]) else "\n"
    )
    return mark * len(found[0])


def _decoded(source: str, start: int, end: int) -> tuple[str, list[int]]:
    """The characters of a JSON string, and the place of each in the source."""
    chars: list[str] = []
    places: list[int] = []
    for found in _ESCAPE.finditer(source, start, end):
        piece = found[0]
        if piece[0] != "\\":
            chars.append(piece)
            places.extend(range(found.start(), found.end()))
            continue
        try:
            char = json.loads(f'"{piece}"')
        except ValueError:
            char = piece[1:]
        chars.append(char)
        places.extend([found.start()] * len(char))
    return "".join(chars), places


def _composed(text: MappedText, places: list[int]) -> MappedText:
    """A map into a decoded string, led on to the source by its characters' places."""
    runs: list[Run] = []
    for run in text.runs:
        for offset in range(run.length):
            at = places[run.raw_start + offset]
            last = runs[-1] if runs else None
            if last and last.end == run.start + offset and last.raw_end == at:
                runs[-1] = Run(last.start, last.raw_start, last.length + 1)
            else:
                runs.append(Run(run.start + offset, at, 1))
    return MappedText(text.text, tuple(runs))
