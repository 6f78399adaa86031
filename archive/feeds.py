"""Lists as Atom feeds, with the same query string as their pages.

An entry carries an excerpt, the publisher and the link, never a whole text. Its id is
a tag of the archive's host and the row's lasting id; a day that is not known is not
made up: an entry's `updated` is the time it came in, `published` only what is known.
Of a month alone its first day stands for it, since Atom has no shorter date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from heapq import nlargest

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.urls import path, reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from archive import coverage, listing, rows, search
from archive.citations import ARCHIVE_NAME
from archive.conditional import conditional
from archive.filters import ArticleFilter, FigureFilter, ListFilter, dropped_tracking
from archive.listing import Selection
from archive.models import Article
from archive.portions import place_address
from archive.rows import ArticleRow
from districts.models import Company, District, Industry

TAG_DAY = "2026-01-01"
"""The day that the tag scheme (RFC 4151) asks for beside the host's name."""


@require_safe
@conditional
def article_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, ArticleFilter, "article-list", _articles, "Articles")


@require_safe
@conditional
def figure_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, FigureFilter, "figure-list", _figures, "Figures")


def _feed(
    request: HttpRequest,
    kind: type[ListFilter],
    page: str,
    add_rows: Callable[[HttpRequest, Atom1Feed, Selection, int], None],
    title: str,
) -> HttpResponse:
    kept = dropped_tracking(request.GET)
    if kept is not None:
        query = kept.urlencode()
        return HttpResponseRedirect(request.path + (f"?{query}" if query else ""))
    filters = kind(request.GET)
    if problems := filters.problems:
        return _plain("\n".join(problems), 400)
    selection = filters.selection()
    query = selection.query_string()
    query = "" if query == "?" else query
    absolute = request.build_absolute_uri
    feed = Atom1Feed(
        title=_clean(f"{title}{_described(selection)} · {ARCHIVE_NAME}"),
        link=absolute(reverse(page) + query),
        description="",
        language="en",
        author_name=ARCHIVE_NAME,
        feed_url=absolute(request.path + query),
        feed_guid=_tag(request, title.lower(), query),
    )
    add_rows(request, feed, selection, settings.ARCHIVE_FEED_ENTRIES)
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def world_feed(
    stem: str, noun: str, kind: type[District | Company | Industry]
) -> Callable[..., HttpResponse]:
    """A feed of the known things that stories speak of, latest news first."""

    @require_safe
    @conditional
    def view(request: HttpRequest) -> HttpResponse:
        if request.GET:
            return _plain(f"/{stem}.atom takes no parameters.", 400)
        absolute = request.build_absolute_uri
        feed = Atom1Feed(
            title=f"{stem.capitalize()} · {ARCHIVE_NAME}",
            link=absolute(reverse(f"{noun}-list")),
            description="",
            language="en",
            author_name=ARCHIVE_NAME,
            feed_url=absolute(request.path),
            feed_guid=_tag(request, stem, ""),
        )
        for thing, stories, latest in _in_the_news(noun, kind):
            feed.add_item(
                title=_clean(f"{thing}: {stories} stor{pluralize(stories, 'y,ies')}"),
                link=absolute(thing.get_absolute_url()),
                description="",
                unique_id=_tag(request, noun, thing.slug),
                updateddate=latest,
                categories=(),
            )
        return HttpResponse(
            feed.writeString("utf-8"),
            content_type="application/atom+xml; charset=utf-8",
        )

    return view


def _in_the_news(
    noun: str, kind: type[District | Company | Industry]
) -> Iterator[tuple[Model, int, datetime]]:
    """Things with their number of stories and when the latest of these came in."""
    stories = coverage.stories()
    latest = stories.latest(noun)
    found = nlargest(settings.ARCHIVE_FEED_ENTRIES, latest, key=latest.__getitem__)
    known = kind.objects.in_bulk(found)
    came = dict(
        Article.objects.filter(pk__in=[latest[key] for key in found]).values_list(
            "pk", "document__received_at"
        )
    )
    for key in found:
        if key in known and latest[key] in came:
            yield known[key], stories.total(noun, key), came[latest[key]]


def _articles(
    request: HttpRequest, feed: Atom1Feed, selection: Selection, most: int
) -> None:
    ids, _ = listing.article_ids(selection, most)
    for article in rows.bare_articles(ids):
        _add(
            request,
            feed,
            article,
            tag=_tag(request, "article", article.public_id),
            title=article.title,
            link=article.get_absolute_url(),
            summary=search.snippet(article, selection.query).text,
        )


def _figures(
    request: HttpRequest, feed: Atom1Feed, selection: Selection, most: int
) -> None:
    ids, _ = listing.figure_ids(selection, most)
    for figure in rows.figures(ids):
        article = figure.article
        what = figure.indicator or figure.indicator_words
        _add(
            request,
            feed,
            article,
            tag=_tag(request, "figure", figure.public_id),
            title=f"{figure.surface}: {what}" if what else figure.surface,
            link=place_address(article, figure.part, figure.start, figure.anchor),
            summary=figure.passage.text,
        )


def _add(
    request: HttpRequest,
    feed: Atom1Feed,
    article: ArticleRow,
    *,
    tag: str,
    title: str,
    link: str,
    summary: str,
) -> None:
    feed.add_item(
        title=_clean(title),
        link=request.build_absolute_uri(link),
        description=_clean(summary),
        unique_id=tag,
        author_name=_clean(article.publisher) or None,
        pubdate=_published(article),
        updateddate=article.document.received_at,
        categories=(),
    )


def _published(article: ArticleRow) -> datetime | None:
    """The moment of publication, or noon of a day without one, so that it stays."""
    if article.published_at:
        return article.published_at
    if article.published_on:
        return datetime.combine(article.published_on, time(12), UTC)
    return None


def _described(selection: Selection) -> str:
    """What was asked for, as a feed reader shows it."""
    said = [f"“{selection.query.words}”"] if selection.query else []
    said += [" or ".join(values) for values in selection.selected.values()]
    return ": " + ", ".join(said) if said else ""


def _tag(request: HttpRequest, kind: str, name: str) -> str:
    host = request.get_host().rpartition("@")[2]
    host = host[: host.rfind(":")] if host.rfind(":") > host.rfind("]") else host
    return f"tag:{host},{TAG_DAY}:{kind}/{name.removeprefix('?')}"


def _clean(text: str) -> str:
    """Without the signs that XML does not allow."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(
        text + "\n", status=status, content_type="text/plain; charset=utf-8"
    )


urlpatterns = [
    path("articles.atom", article_feed, name="article-list-atom"),
    path("figures.atom", figure_feed, name="figure-list-atom"),
    *(
        path(f"{stem}.atom", world_feed(stem, noun, kind), name=f"{noun}-list-atom")
        for stem, noun, kind in (
            ("districts", "district", District),
            ("companies", "company", Company),
            ("industries", "industry", Industry),
        )
    ),
]
