"""Parsed stories meet the articles that are stored: who is who, and what is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from archive.models import Article, BodyRepair, Decision, Document, FormerAddress
from archive.parsing import ParsedArticle, ParsedDocument, move_piece
from archive.spans import MappedText, Range, overlap

BLANK_LINE = "\n\n"

ASIDE = "-"
"""How the id of a row begins whose place another one has taken; none is public."""


@dataclass
class Cut:
    """A stored article and the story that a parse now sees in its place."""

    article: Article
    parsed: ParsedArticle


def as_decided(document: Document, parsed: ParsedDocument) -> ParsedDocument:
    """The parse with every piece where an editor moved it.

    A move whose words or whose story are not there any more is marked unplaced.
    """
    for move in document.piece_moves.order_by("id"):
        to = None if move.is_new else move.to_raw_start
        moved = move_piece(parsed, move.ranges, to, move.to_part)
        if move.placed != (moved is not None):
            move.placed = moved is not None
            move.save(update_fields=["placed"])
        parsed = moved or parsed
    return parsed


@dataclass
class Stand:
    """A stored article, and where it stands as far as pairing goes.

    `home` and `anchor` are its raw ranges and first character when a person last
    decided on it, or now; `withdrawn` are those it had when it was withdrawn.
    """

    article: Article
    home: list[Range]
    anchor: int
    withdrawn: list[Range] | None = None

    @property
    def rank(self) -> tuple[bool, int, int]:
        return not self.article.is_decided, self.anchor, self.article.pk


def pair(document: Document, parsed: ParsedDocument) -> tuple[list[Cut], list[Article]]:
    """Each parsed story with its article, and the articles that have no story now.

    A withdrawn article comes first: the story that holds what was withdrawn is its
    story, and further ones that lie in its place are left out. Then the story that
    holds an article's first character is its story; what is left goes by the most
    raw text in common. A story without an article gets a new one.
    """
    stands = _stands(document)
    stories = list(parsed.articles)
    places = [all_ranges(story) for story in stories]
    zones = [stand.withdrawn for stand in stands if stand.withdrawn is not None]
    open_to_all = [not any(_mostly(place, zone) for zone in zones) for place in places]
    taken: dict[int, Article] = {}
    shown = [stand for stand in stands if stand.withdrawn is None]
    for pairs in (
        _by_withdrawal(stands, places),
        _by_anchor(shown, stories, places),
        _by_overlap(shown, places),
    ):
        for index, row in pairs:
            is_free = index not in taken and row not in taken.values()
            if is_free and (open_to_all[index] or not row.is_shown):
                taken[index] = row
    cuts = [
        Cut(taken.get(index) or Article(document=document), story)
        for index, story in enumerate(stories)
        if index in taken or open_to_all[index]
    ]
    kept = {row.pk for row in taken.values()}
    return cuts, [s.article for s in stands if s.article.pk not in kept]


def _stands(document: Document) -> list[Stand]:
    """A document's articles, those that a person decided on where they were then."""
    rows = document.articles.order_by("pk")
    stands = {row.pk: Stand(row, list(row.ranges), row.anchor) for row in rows}
    for stand in stands.values():
        if not stand.article.is_shown:
            stand.withdrawn = stand.home
    entries = document.decisions.filter(target=Decision.Target.ARTICLE)
    entries = entries.exclude(target_id=None).exclude(action=Decision.Action.MOVE)
    for entry in entries.order_by("id"):
        stand = stands.get(entry.target_id)
        if stand and stand.article.is_decided:
            stand.home = [(start, end) for start, end in entry.raw_ranges]
            stand.anchor = entry.raw_start
            if stand.withdrawn is not None and entry.action == Decision.Action.REJECT:
                stand.withdrawn = stand.home
    return sorted(stands.values(), key=lambda stand: stand.rank)


def _by_withdrawal(
    stands: list[Stand], places: list[list[Range]]
) -> Iterable[tuple[int, Article]]:
    found = [
        (-overlap(stand.withdrawn, place), stand.rank, i, stand.article)
        for stand in stands
        if stand.withdrawn is not None
        for i, place in enumerate(places)
        if _mostly(place, stand.withdrawn) or _mostly(stand.withdrawn, place)
    ]
    for *_, index, row in sorted(found, key=lambda item: item[:3]):
        yield index, row


def _mostly(inner: list[Range], outer: list[Range]) -> bool:
    """Whether more than half of the inner ranges lies in the outer ones."""
    return 2 * overlap(inner, outer) > sum(end - start for start, end in inner)


def all_ranges(story: ParsedArticle) -> list[Range]:
    """All raw ranges of a story's parts."""
    parts = [story.headline, story.standfirst, story.body]
    texts = [part for part in parts if part] + [*story.captions, *story.notes]
    return [span for text in texts for span in text.all_raw_ranges()]


def _by_anchor(
    stands: list[Stand], stories: list[ParsedArticle], places: list[list[Range]]
) -> Iterable[tuple[int, Article]]:
    anchors = [anchor_of(story) for story in stories]
    found = [
        (
            anchors[i] != stand.anchor,
            -overlap(stand.home, place),
            stand.rank,
            i,
            stand.article,
        )
        for stand in stands
        for i, place in enumerate(places)
        if any(start <= stand.anchor < end for start, end in place)
    ]
    for *_, index, row in sorted(found, key=lambda item: item[:4]):
        yield index, row


def _by_overlap(
    stands: list[Stand], places: list[list[Range]]
) -> Iterable[tuple[int, Article]]:
    found = [
        (-shared, stand.rank, i, stand.article)
        for stand in stands
        for i, place in enumerate(places)
        if (shared := overlap(stand.home, place))
    ]
    for *_, index, row in sorted(found, key=lambda item: item[:3]):
        yield index, row


def anchor_of(story: ParsedArticle) -> int:
    """Raw offset of the story's first body character, or of its first part."""
    ranges = story.body.all_raw_ranges() or all_ranges(story)
    return ranges[0][0] if ranges else 0


def give_addresses(cuts: list[Cut], gone: list[Article]) -> None:
    """Every article takes the address of its place; addresses left still answer.

    Articles that move make room first, since one may take the place of another, and
    so do those without a story that stand where a story is now.
    """
    anchors = {anchor_of(cut.parsed) for cut in cuts}
    moving = [
        c.article
        for c in cuts
        if c.article.pk and c.article.anchor != anchor_of(c.parsed)
    ]
    yielding = [row for row in gone if row.anchor in anchors]
    for row in [*moving, *yielding]:
        aside = f"{ASIDE}{row.pk}"
        Article.objects.filter(pk=row.pk).update(placed=False, public_id=aside)
    for row in yielding:
        row.public_id = f"{ASIDE}{row.pk}"
    left = []
    for cut in cuts:
        address = cut.article.move_to(anchor_of(cut.parsed))
        if not cut.article.placed:
            cut.article.version += 1
        cut.article.placed, cut.article.successor = True, None
        if address:
            left.append((address, cut.article))
    live = {cut.article.public_id for cut in cuts}
    FormerAddress.objects.filter(public_id__in=live).delete()
    for address, article in left:
        if address not in live:
            remember(address, article)


def remember(address: str, article: Article | None) -> None:
    """An address that once was public leads on to this article."""
    if not address.startswith(ASIDE):
        FormerAddress.objects.update_or_create(
            public_id=address, defaults={"article": article, "figure": None}
        )


def texts_of(story: ParsedArticle) -> dict[str, MappedText]:
    """The story's parts as texts with their maps, before any person's change."""
    empty = MappedText("", ())
    return {
        "headline": story.headline or empty,
        "standfirst": story.standfirst or empty,
        "captions": MappedText.join(story.captions, BLANK_LINE),
        "notes": MappedText.join(story.notes, BLANK_LINE),
        "body": story.body,
    }


def machine_values(story: ParsedArticle) -> dict[str, Any]:
    """The parse's word on the article's plain fields."""
    published = story.published
    offset = published.at.utcoffset() if published and published.at else None
    minutes = None if offset is None else int(offset.total_seconds() // 60)
    return {
        "bylines": list(story.bylines),
        "credits": list(story.credits),
        "publisher": story.publisher,
        "editor": story.editor,
        "section": story.section,
        "tags": list(story.tags),
        "address": story.address,
        "language": story.language,
        "published_on": published.on if published else None,
        "date_precision": published.precision if published else "day",
        "published_at": published.at if published else None,
        "published_offset": minutes,
        "date_basis": published.basis if published else Article.DateBasis.UNKNOWN,
        "date_earliest": None,
        "date_latest": None,
        "date_reason": "",
    }


def columns(said: dict[str, Any], article: Article) -> dict[str, Any]:
    """The parse's word cut to what the columns hold."""
    values = {}
    for name, value in said.items():
        length = getattr(article._meta.get_field(name), "max_length", None)
        values[name] = value[:length] if length and isinstance(value, str) else value
    return values


def settle_repairs(article: Article, placed: list[BodyRepair]) -> None:
    """Repairs that found their place in this article say so; see `lose_repairs`."""
    for repair in placed:
        if not repair.placed or repair.article_id != article.pk:
            repair.placed, repair.article = True, article
            repair.save(update_fields=["placed", "article"])


def lose_repairs(document: Document, placed: set[int]) -> None:
    """Repairs whose words stand in no body any more are listed as unplaced."""
    document.body_repairs.exclude(pk__in=placed).filter(placed=True).update(
        placed=False, article=None
    )


def repaired(
    body: MappedText, repairs: Iterable[BodyRepair], raw: str
) -> tuple[MappedText, list[BodyRepair]]:
    """The body with its repairs laid over it, and those that found their place."""
    placed = []
    for repair in repairs:
        span = body.locate(repair.ranges, raw)
        if span is not None:
            start, end = _with_ours(body.text, repair.quote, *span)
            body = body.replace(start, end, repair.replacement)
            placed.append(repair)
    return body, placed


def _with_ours(text: str, quote: str, start: int, end: int) -> Range:
    """The span of the quote, characters of ours at its ends included."""
    lead = quote.find(text[start:end])
    whole = start - lead, start - lead + len(quote)
    if lead >= 0 <= whole[0] and text[slice(*whole)] == quote:
        return whole
    return start, end


def let_go(document: Document, gone: list[Article], cuts: list[Cut]) -> None:
    """Articles without a story leave; those a person decided on stay, unplaced.

    Their addresses lead to the article that now holds most of their text; that of a
    withdrawn one leads nowhere.
    """
    heirs = [cut.article for cut in cuts]
    for row in gone:
        heir = max(heirs, key=lambda a: overlap(a.ranges, row.ranges), default=None)
        if not row.is_shown:
            heir = None
        if row.is_decided or _holds_decisions(row):
            # An heir of before may have left just now.
            if row.placed or row.successor_id != (heir.pk if heir else None):
                # Who decides on a story is told that it is in the document no more.
                row.version += row.placed
                row.placed, row.successor = False, heir
                row.save()
            continue
        for former in FormerAddress.objects.filter(article=row):
            former.article = heir
            former.save()
        address = row.public_id
        row.delete()
        remember(address, heir)


def _holds_decisions(row: Article) -> bool:
    undecided = Q(status="extracted", person_fields=[])
    mentions = (row.district_mentions, row.company_mentions, row.industry_mentions)
    return row.figures.exclude(undecided, dismissed_checks={}).exists() or any(
        rows.exclude(undecided).exists() for rows in mentions
    )
