"""A page's source becomes one article with the way back for every word of it."""

from __future__ import annotations

import re

from archive.parsing.addresses import is_address
from archive.parsing.html.choosing import Choice, choose
from archive.parsing.html.dating import published_of, read_visible
from archive.parsing.html.daylines import tells_day_alone
from archive.parsing.html.draft import Head
from archive.parsing.html.facts import (
    address_of,
    language_of,
    publisher_of,
    section_of,
    sites_of,
    tags_of,
)
from archive.parsing.html.headlines import Headline, find_headline, page_title
from archive.parsing.html.people import bylines_of, is_byline
from archive.parsing.html.prose import is_line, is_prose
from archive.parsing.html.reading import read_page
from archive.parsing.html.references import mapped
from archive.parsing.html.sifting import Sifted, sift
from archive.parsing.html.structured import (
    read_structured,
    text_of,
    unescaped_lines,
)
from archive.parsing.html.tags import HEADINGS, Trait
from archive.parsing.html.tree import Block, Page
from archive.parsing.html.words import normal, words
from archive.parsing.lines import ends_sentence, source_line
from archive.parsing.model import ParsedArticle, Published
from archive.parsing.similarity import alike
from archive.parsing.text import Reading
from archive.spans import MappedText

_FEWEST_WORDS = 5
_STANDFIRST_WORDS = 70
_TIME_END = re.compile(r"\d ?[ap]\.m\.$", re.IGNORECASE)
_CHANGED = re.compile(r"^(?:last )?(?:updated|modified)\b", re.IGNORECASE)
_STAMP = re.compile(r"\b(?:19|20)\d\d\b.{0,20}?\b\d{1,2}[:h]\d\d\b")
"""A year and a time of day, as stamps in any language have them."""
_STAMP_WORDS = 15
_LABEL = 20
"""Characters in which a line begins that begins with a day."""
_MENTIONED = 12
"""How many of the lost words a remark shows."""


def read_article(source: str, name: str) -> Reading:
    """The article of a page; none where it has no text that is one story."""
    return _Reader(source, name).read()


class _Reader:
    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.page = read_page(source)
        self.data = read_structured(self.page, page_title(self.page))
        self.remarks: list[str] = []

    def read(self) -> Reading:
        choice = choose(self.page)
        address = address_of(self.data, self.name)
        sites = sites_of(self.data, address)
        first = self._first_prose(choice)
        headline = find_headline(self.page, self.data, sites, first)
        near = self._near(headline, first)
        names = bylines_of(self.page, self.data, near, sites)
        head = self._head(headline, names, near, choice, first)
        told = text_of(self.data.article.get("articleBody"))
        sifted = sift(self.page, choice.chosen, told, head)
        standfirst = self._standfirst(head, sifted)
        body = body_of(self.page, sifted.story)
        if self._is_index(sifted):
            return Reading(None, ["The page lists other stories and tells none."])
        captions = sifted.captions
        if len(words(body.text)) < _FEWEST_WORDS and captions:
            body, captions = body_of(self.page, captions), []
        if len(words(body.text)) < max(_FEWEST_WORDS, 0.1 * len(words(told))):
            told_body = self._told_body()
            if told_body is not None:
                body, choice.lost = told_body, []
        if not _is_enough(body, headline):
            return Reading(None, self._no_article())
        self._remark(choice)
        publisher, editor = self._source_lines(sifted)
        article = ParsedArticle(
            body=body,
            headline=headline.text,
            standfirst=standfirst,
            captions=tuple(mapped(self.source, block.ranges) for block in captions),
            bylines=names,
            credits=tuple(dict.fromkeys(block.text for block in sifted.credits)),
            publisher=publisher_of(self.data) or publisher,
            editor=editor,
            section=section_of(self.data),
            tags=tags_of(self.data),
            address=address,
            language=language_of(self.page, self.data, body.text),
            published=self._published(near, address),
            pieces=_pieces(body),
        )
        return Reading(article, self.remarks)

    def _first_prose(self, choice: Choice) -> int:
        blocks = self.page.blocks
        return next((at for at in sorted(choice.chosen) if is_prose(blocks[at])), -1)

    def _near(self, headline: Headline, first: int) -> list[int]:
        """The blocks about the headline and above the story, then those just below."""
        blocks = self.page.blocks
        start = headline.blocks[0].index if headline.blocks else max(0, first)
        low = max(0, start - 6)
        high = min(len(blocks), max(start + 14, min(first + 3, start + 60)))
        return [
            at
            for at in range(low, high)
            if not blocks[at].trait & (Trait.HIDDEN | Trait.NAVIGATION | Trait.COMMENT)
        ]

    def _head(
        self,
        headline: Headline,
        names: tuple[str, ...],
        near: list[int],
        choice: Choice,
        first: int,
    ) -> Head:
        """What is not to be repeated in the body."""
        blocks = self.page.blocks
        description = self.data.meta(
            "og:description", "description", "twitter:description"
        )
        head = Head(
            headline.wordings,
            names,
            description.value if description else self.data.text("description"),
            headline.blocks[0].index if headline.blocks else -1,
            {block.index for block in headline.blocks},
        )
        for at in near:
            block = blocks[at]
            if not is_line(block) or (
                at > first >= 0 and at in choice.chosen and is_prose(block)
            ):
                continue
            if is_byline(block.text, names) or is_date_line(block):
                head.taken.add(at)
        return head

    def _standfirst(self, head: Head, sifted: Sifted) -> MappedText | None:
        """The distinct paragraph between the headline and the story, if there is one.

        It leaves the story; where the first paragraph says the same, that one stays.
        """
        blocks = self.page.blocks
        start = head.headline_block + 1
        if not sifted.story or start == 0:
            return None
        prose = [block for block in sifted.story if is_prose(block)]
        end = prose[1].index if len(prose) > 1 else sifted.story[0].index
        for block in blocks[start : min(end, start + 25)]:
            if block.index in head.taken or not 4 <= block.words <= _STANDFIRST_WORDS:
                continue
            if (
                block.trait
                & (
                    Trait.HIDDEN
                    | Trait.NAVIGATION
                    | Trait.FIGURE
                    | Trait.FORM
                    | Trait.CAPTION
                )
                or block.link_share > 0.5
            ):
                continue
            in_story = block in sifted.story
            if not self._is_standfirst(block, head, sifted, in_story):
                continue
            if in_story:
                if len(prose) < 2:
                    return None
                sifted.story.remove(block)
            return mapped(self.source, block.ranges)
        return None

    def _is_standfirst(
        self, block: Block, head: Head, sifted: Sifted, in_story: bool
    ) -> bool:
        if block.element.own & Trait.STANDFIRST or (
            block.element.parent and block.element.parent.own & Trait.STANDFIRST
        ):
            return True
        if block.trait & Trait.HEADER and in_story:
            return any(
                is_prose(item) and not item.trait & Trait.HEADER
                for item in sifted.story
                if item.index > block.index
            )
        if in_story and block.name not in HEADINGS:
            following = next(
                (item for item in sifted.story if item.index > block.index), None
            )
            apart = following is not None and (
                following.element.parent is not block.element.parent
            )
            return (
                apart
                and not self._is_below_byline(block, head)
                and (
                    " ".join(block.tokens) == normal(head.description)
                    or bool(block.element.own & Trait.LEAD)
                )
            )
        if block.name in HEADINGS or block.trait & Trait.HEADER:
            return block.words >= 6 and (
                is_prose(block)
                or alike(block.tokens, words(head.description)) >= 0.8
                or block.index <= head.headline_block + 2
            )
        if block.element.own & Trait.LEAD and is_prose(block):
            return True
        return (
            bool(head.description)
            and alike(block.tokens, words(head.description)) >= 0.9
        )

    def _is_below_byline(self, block: Block, head: Head) -> bool:
        """Whether a paragraph follows the line on the author: there a story begins."""
        return any(
            item.trait & Trait.BYLINE
            or (item.index in head.taken and is_byline(item.text, head.names))
            for item in self.page.blocks[head.headline_block + 1 : block.index]
        )

    def _is_index(self, sifted: Sifted) -> bool:
        """Whether the paragraphs are teasers, each below a headline that is a link."""
        prose = [block for block in sifted.story if is_prose(block)]
        if len(prose) < 3 or self.data.article.get("articleBody"):
            return False
        teasers = 0
        for block in prose:
            before = self.page.blocks[max(0, block.index - 2) : block.index]
            teasers += any(
                item.link_share > 0.9
                and item.words >= 3
                and (item.name in HEADINGS or item.trait & Trait.TITLE)
                for item in before
            )
        return teasers >= 3 and teasers >= 0.6 * len(prose)

    def _told_body(self) -> MappedText | None:
        """The text that JSON-LD alone has, where the page shows none."""
        pattern = re.compile(
            r"\"articleBody\"\s{0,50}:\s{0,50}\"((?:[^\"\\]++|\\.)*+)\""
        )
        for raw, start, end in self.page.scripts[:50]:
            if "ld+json" not in raw.lower():
                continue
            found = pattern.search(self.source, start, end)
            if found:
                lines = unescaped_lines(self.source, found.start(1), found.end(1))
                if lines:
                    self.remarks.append(
                        "The text is that of the page's data; the page shows none."
                    )
                    return MappedText.join(lines, "\n\n")
        return None

    def _no_article(self) -> list[str]:
        return ["The page holds no text that reads like an article."]

    def _remark(self, choice: Choice) -> None:
        if choice.lost:
            shown = " ".join(choice.lost[:_MENTIONED])
            more = " ..." if len(choice.lost) > _MENTIONED else ""
            self.remarks.append(
                f"{len(choice.lost)} words of the chosen text could not be found in "
                f"the page's source: {shown}{more}"
            )
        if self.data.broken:
            self.remarks.append(
                f"{self.data.broken} of the page's data scripts could not be read."
            )
        free = self.data.article.get("isAccessibleForFree")
        if free is False or str(free).lower() == "false":
            self.remarks.append("The page says that it shows only a part of the story.")

    def _source_lines(self, sifted: Sifted) -> tuple[str, str]:
        publisher = editor = ""
        for block in sifted.sources:
            found = source_line(block.text.strip("（）()【】 "))
            if found:
                publisher = publisher or found.publisher
                editor = editor or found.editor
        return publisher, editor

    def _published(self, near: list[int], address: str) -> Published | None:
        addresses = [item for item in (address, self.name) if is_address(item)]
        return published_of(self.page, self.data, near, addresses)


def is_date_line(block: Block) -> bool:
    """Whether a line tells a day, of a change too, and little else."""
    text = block.text
    if ends_sentence(text) and block.words > 8 and not _TIME_END.search(text[-9:]):
        return False
    if block.words <= _STAMP_WORDS and text[:1].isdigit() and _STAMP.search(text):
        return True
    start = text if block.words <= 14 else text[:_LABEL]
    return (
        is_line(block)
        and read_visible(_CHANGED.sub("", start)) is not None
        and tells_day_alone(text)
    )


def body_of(page: Page, story: list[Block]) -> MappedText:
    """The story's text: paragraphs parted by two line feeds, rows kept together.

    A single line break within a paragraph is kept as one line feed where no sentence
    ends before it: verses and addresses are written that way.
    """
    parts: list[MappedText] = []
    last: Block | None = None
    for block in story:
        text = mapped(page.source, block.ranges)
        if not text.text:
            continue
        if last is not None:
            parts.append(MappedText(_between(last, block), ()))
        parts.append(text)
        last = block
    return MappedText.join(parts, "")


_CELLS = frozenset({"td", "th"})


def _between(last: Block, block: Block) -> str:
    together = last.element is block.element and block.index == last.index + 1
    if together and block.after_break == 0:
        return " "
    if together and block.after_break == 1 and not ends_sentence(last.text):
        return "\n"
    if (
        last.name in _CELLS
        and block.name in _CELLS
        and last.element is not block.element
        and last.element.parent is block.element.parent
        and last.words <= 20
        and block.words <= 20
    ):
        return " | "
    if last.element.name == "dt" and block.element.name == "dd":
        return "\n"
    return "\n\n"


def _pieces(body: MappedText) -> tuple[tuple[int, int], ...]:
    starts = [run.raw_start for run in body.runs]
    ends = [run.raw_end for run in body.runs]
    return ((min(starts), max(ends)),) if starts else ()


def _is_enough(body: MappedText, headline: Headline) -> bool:
    """Enough for a story: a sentence, or some words below a headline."""
    count = len(words(body.text))
    if count >= 12:
        return True
    return count >= _FEWEST_WORDS and (
        headline.text is not None or ends_sentence(body.text)
    )
