"""What templates say about figures, dates and statuses."""

from __future__ import annotations

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from archive import wording
from archive.highlighting import Mark, highlight, hit_id
from archive.models import Article, Figure, Reviewed, Status
from archive.passages import Passage, sentence_of
from archive.portions import in_portion
from archive.search import Snippet

register = template.Library()

STATUS_WORDS = {
    Status.EXTRACTED: "not yet confirmed",
    Status.CONFIRMED: "confirmed",
    Status.CORRECTED: "corrected",
    Status.ADDED: "added by an editor",
    Status.REJECTED: "rejected",
}
BASIS_WORDS = {
    Article.DateBasis.STATED: "stated",
    Article.DateBasis.ADDRESS: "from its address",
    Article.DateBasis.EDITOR: "set by an editor",
}


@register.filter
def value(figure: Figure) -> wording.Wording:
    return wording.value_in_words(figure.value, figure.unit, figure.kind)


@register.filter
def per(figure: Figure) -> str:
    """What the figure is counted by: " per 10,000 people", " each year"."""
    if not figure.per:
        return ""
    spoken = figure.per.split()[0].lower() in ("each", "every", "per", "a", "an")
    return f" {figure.per}" if spoken else f" per {figure.per}"


@register.filter
def conversion(figure: Figure) -> wording.Wording:
    """The bracketed second value of a figure."""
    return wording.value_in_words(figure.conversion_value, figure.conversion_unit)


@register.filter
def period(figure: Figure) -> str:
    return wording.period_in_words(
        figure.period_start,
        figure.period_end,
        figure.period_symbol,
        figure.period_words,
    )


@register.filter
def indicator(figure: Figure) -> str:
    """What the figure measures: the registry's name, else the words as printed."""
    if figure.indicator:
        return figure.indicator.name
    return figure.indicator_words or "indicator not stated"


@register.filter
def printed(figure: Figure) -> str:
    """The indicator's words as printed, where the registry has other words for it."""
    words = figure.indicator_words
    if not figure.indicator or words.casefold() == figure.indicator.name.casefold():
        return ""
    return words


@register.filter
def status_words(row: Reviewed) -> str:
    return STATUS_WORDS[row.status]


@register.filter
def day(article: Article) -> str:
    """The story's day for a list; without one, what is known instead."""
    if article.published_on:
        return _published(article)
    low, high = article.date_earliest, article.date_latest
    if article.date_basis == Article.DateBasis.INFERRED and (low or high):
        if low and high:
            years = {str(low.year), str(high.year)}
            return f"undated, inferred {'–'.join(sorted(years))}"
        bound = f"from {low.year}" if low else f"up to {high.year}"
        return f"undated, inferred {bound}"
    return "undated"


@register.filter
def date_in_full(article: Article) -> str:
    """The story's date with its time, zone and basis, in words."""
    if article.published_on:
        if article.published_at:
            when = wording.moment_in_words(
                article.published_at, article.published_offset
            )
        else:
            when = _published(article)
        return f"{when} ({BASIS_WORDS[article.date_basis]})"
    if article.date_basis == Article.DateBasis.INFERRED:
        span = wording.range_of_days_in_words(
            article.date_earliest, article.date_latest
        )
        return f"Date inferred: {span}. {article.date_reason}"
    return "Date unknown: the document states none"


def _published(article: Article) -> str:
    return wording.published_in_words(article.published_on, article.date_precision)


@register.filter
def evidence(figure: Figure) -> SafeString:
    """The sentence that says the figure, its own words marked."""
    passage: Passage | None = getattr(figure, "passage", None)
    if passage is None:
        passage = sentence_of(figure.article, figure)
    before = "… " if passage.cut_before else ""
    after = " …" if passage.cut_after else ""
    shift = len(before)
    mark = Mark(passage.start + shift, passage.end + shift, "figure")
    return highlight(before + passage.text + after, [mark])


@register.filter
def marked(snippet: Snippet) -> SafeString:
    """A result's sentence, what was searched for marked."""
    return highlight(
        snippet.text, [Mark(start, end, "hit") for start, end in snippet.marks]
    )


@register.filter
def landing(article: Article) -> str:
    """Where on its page a result leads: to the first mark of its sentence.

    It stands behind the words of the search in the address.
    """
    snippet = article.snippet
    if not snippet.marks:
        return ""
    start = snippet.start + snippet.marks[0][0]
    query = in_portion(article, snippet.part, start)
    return f"{'&' if query else ''}{query}#{hit_id(snippet.part, start)}"


@register.filter
def publisher_link(address: str) -> SafeString:
    """A link to the publisher's page; an address that is no web address stays text."""
    if not address.startswith(("https://", "http://")):
        return escape(address)
    return format_html(
        '<a href="{}" rel="noopener noreferrer nofollow">At the publisher</a>', address
    )
