"""Every list as JSON and CSV, every article and figure as JSON with its evidence.

The parameters are those of the pages (`archive/filters.py`), and the answers are the
same lists. What is wrong with a request is said in `problems`.

- JSON lists come page by page (`page`, `per_page`), with total, facets and `next`.
- CSV lists come whole; `excel=1` puts a byte order mark in front, for Excel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from archive import addresses, duplicates, exports, listing, rights, rows
from archive.conditional import conditional
from archive.did_you_mean import better
from archive.exports import Export
from archive.filters import ArticleFilter, FigureFilter, ListFilter, dropped_tracking
from archive.listing import Listing
from archive.models import Article, Figure
from archive.naming import suggestion
from archive.portions import Portion, Portions

View = Callable[..., HttpResponse]


class Encoder(DjangoJSONEncoder):
    """Decimals as numbers: whole ones exact, others to 15 digits."""

    def default(self, value: Any) -> Any:
        if hasattr(value, "to_integral_value"):
            return int(value) if value == value.to_integral_value() else float(value)
        return super().default(value)


def answer(
    data: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> JsonResponse:
    return JsonResponse(
        data,
        Encoder,
        status=status,
        headers=headers,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def problem(*messages: str, status: int = 400) -> JsonResponse:
    return answer({"problems": list(messages)}, status)


def program(view: View) -> View:
    """A view for programs: GET alone, no tracking, and a 404 in JSON as well."""
    made = conditional(view)

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        kept = dropped_tracking(request.GET)
        if kept is not None:
            query = kept.urlencode()
            return HttpResponseRedirect(request.path + (f"?{query}" if query else ""))
        try:
            return made(request, *args, **kwargs)
        except Http404 as missing:
            return problem(str(missing) or "There is nothing here.", status=404)

    return require_safe(answered)


@program
def article_list(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        ArticleFilter,
        listing.find,
        listing.article_total,
        "articles",
        exports.article_record,
    )


@program
def figure_list(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        FigureFilter,
        listing.find_figures,
        listing.figure_total,
        "figures",
        exports.figure_record,
    )


@program
def article_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, ArticleFilter, exports.articles, "articles")


@program
def figure_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, FigureFilter, exports.figures, "figures")


@program
def article_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """An article with everything that was found in it, each at its place.

    Of a very long one it is what was found in one part, as on its page.
    """
    if wrong := _unknown_parameters(request, ("part",)):
        return problem(*wrong)
    number = _standing_article(public_id)
    if number is None:
        return problem("This article was withdrawn.", status=410)
    (row,) = rows.articles([number], None)
    article = Article.objects.defer("maps", "pieces", "extracted").get(pk=number)
    if article.public_id != public_id:
        return _moved("article-json", article.public_id)
    absolute = request.build_absolute_uri
    portions = Portions.of(article)
    portion = portions.asked(request.GET.get("part"))
    if portion is None:
        return problem(f"part can be a number from 1 to {portions.total}.", status=404)
    group = duplicates.group_of(article)
    more = {
        "leading": group.leading.public_id,
        "near_identical": [one.public_id for one in group.others],
        "bylines": article.bylines,
        "editor": article.editor,
        "section": article.section,
        "tags": article.tags,
        "source_url": _source_url(request, article),
    }
    record = exports.article_record(row, absolute)
    # The list's count gives way to the figures themselves.
    record |= {"figure_count": record["figures"]}
    if portions.total > 1:
        record["raw_ranges"] = portion.raw_ranges(article)
    found = _found_in(article, portion, absolute)
    return rights.kept_apart(
        request, answer({**record, **more, **_ways(request, portion), **found})
    )


def _found_in(
    article: Article, portion: Portion, absolute: exports.Absolute
) -> exports.Record:
    """The mentions and figures of an article, or of one part of it."""
    shown = portion.holding(article.figures.visible()).order_by("raw_start", "ordinal")
    figures = rows.figures(list(shown.values_list("pk", flat=True)))
    kinds = (article.district_mentions, article.company_mentions)
    found = {}
    for placed in (*kinds, article.industry_mentions):
        entity = placed.model.ENTITY
        mentions = portion.holding(placed.visible()).select_related(entity)
        found[f"{entity}_mentions"] = [exports.mention_record(row) for row in mentions]
    found["figures"] = [exports.figure_record(figure, absolute) for figure in figures]
    return found


def _ways(request: HttpRequest, portion: Portion) -> exports.Record:
    """Which part of an article this is, and the addresses of those beside it."""

    def address(number: int | None) -> str | None:
        return number and request.build_absolute_uri(f"{request.path}?part={number}")

    return {
        "part": portion.number,
        "parts": portion.total,
        "next": address(portion.next),
        "previous": address(portion.previous),
    }


@program
def figure_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """A figure with its evidence: quote, place, raw place, document."""
    if wrong := _unknown_parameters(request):
        return problem(*wrong)
    figure = _standing_figure(public_id)
    if figure is None:
        return problem("This figure was withdrawn.", status=410)
    if figure.public_id != public_id:
        return _moved("figure-json", figure.public_id)
    (figure,) = rows.figures([figure.pk])
    record = exports.figure_record(figure, request.build_absolute_uri)
    source = _source_url(request, figure.article, f"?figure={figure.public_id}")
    return rights.kept_apart(request, answer({**record, "source_url": source}))


def _source_url(request: HttpRequest, article: Article, query: str = "") -> str | None:
    """Where the raw document is; None for a reader who may not see it."""
    if not rights.reads_whole(request):
        return None
    path = reverse("article-raw", args=[article.public_id])
    return request.build_absolute_uri(path + query)


def world_json(stem: str, rows: Callable[..., Export]) -> View:
    """A view of all known things of a kind."""

    def view(request: HttpRequest) -> HttpResponse:
        if wrong := _unknown_parameters(request):
            return problem(*wrong)
        export = rows(request.build_absolute_uri)
        records = list(export.records)
        return answer({"total": export.total, stem: records}, headers=_counts(export))

    return program(view)


def world_csv(stem: str, rows: Callable[..., Export]) -> View:
    def view(request: HttpRequest) -> HttpResponse:
        if wrong := _unknown_parameters(request, ("excel",)):
            return problem(*wrong)
        return _csv(request, rows(request.build_absolute_uri), stem)

    return program(view)


def _page(
    request: HttpRequest,
    kind: type[ListFilter],
    find: Callable[..., Listing],
    total: Callable[[listing.Selection], int],
    stem: str,
    record: Callable[..., exports.Record],
) -> HttpResponse:
    """A page of a list with its counts and the address of the next."""
    filters = kind(request.GET)
    if problems := filters.problems:
        return problem(*problems)
    most = settings.ARCHIVE_API_ROWS
    per_page = filters.per_page(settings.ARCHIVE_PAGE_SIZE, most)
    found = find(filters.selection(), page=filters.page, per_page=per_page)
    absolute = request.build_absolute_uri

    def page_url(page: int) -> str | None:
        if not 1 <= page <= found.pages:
            return None
        more = {"per_page": per_page} if "per_page" in request.GET else {}
        more |= {"page": page} if page > 1 else {}
        return absolute(request.path + found.selection.query_string(**more))

    meant = better(found, total)
    return answer(
        {
            "total": found.total,
            "looked_at": found.looked_at,
            "page": found.page,
            "pages": found.pages,
            "per_page": found.per_page,
            "url": page_url(found.page),
            "next": page_url(found.page + 1),
            "previous": page_url(found.page - 1),
            "did_you_mean": meant
            and {"q": meant.words, "url": absolute(request.path + meant.query)},
            stem: [record(row, absolute) for row in found.rows],
            "facets": [
                {
                    "name": facet.name,
                    "label": facet.label,
                    "values": [
                        {
                            "value": value.value,
                            "label": value.label,
                            "count": value.count,
                            "selected": value.selected,
                        }
                        for value in facet.values
                    ],
                }
                for facet in found.facets
            ],
        },
        headers={
            "X-Total-Count": str(found.total),
            **({} if found.looked_at is None else {"Cache-Control": "no-store"}),
        },
    )


def _file(
    request: HttpRequest,
    kind: type[ListFilter],
    rows: Callable[..., Export],
    stem: str,
) -> HttpResponse:
    filters = kind(request.GET, also=("excel",))
    if problems := filters.problems:
        return problem(*problems)
    return _csv(request, rows(filters.selection(), request.build_absolute_uri), stem)


def _csv(request: HttpRequest, export: Export, stem: str) -> HttpResponse:
    excel = request.GET.get("excel", "")
    if excel not in ("", "0", "1"):
        return problem("excel can be 1, for a file that Excel reads, or left out.")
    lines = exports.csv_lines(export.fields, export.records, excel=excel == "1")
    name = export.file_name(stem, "csv")
    return StreamingHttpResponse(
        (line.encode() for line in lines),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            **_counts(export),
        },
    )


def _counts(export: Export) -> dict[str, str]:
    return {"X-Total-Count": str(export.total), "X-Row-Count": str(export.count)}


def _unknown_parameters(request: HttpRequest, names: tuple[str, ...] = ()) -> list[str]:
    return [
        f"There is no parameter “{name[:60]}”.{suggestion(name, names)}"
        for name in request.GET
        if name not in names
    ]


def _moved(name: str, public_id: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(reverse(name, args=[public_id]))


def _standing_article(public_id: str) -> int | None:
    """Id of the article that answers to this address today; None where it is gone."""
    articles = Article.objects.only("pk", "status", "placed", "successor")
    try:
        article = addresses.article_at(public_id, articles)
    except ObjectDoesNotExist as missing:
        raise Http404(str(missing)) from missing
    return article.pk if addresses.is_open(article) else None


def _standing_figure(public_id: str) -> Figure | None:
    """The figure that answers to this address today; None where it is gone."""
    try:
        figure, _ = addresses.figure_at(
            public_id, Figure.objects.select_related("article")
        )
    except ObjectDoesNotExist as missing:
        raise Http404(str(missing)) from missing
    return figure if addresses.is_open_figure(figure) else None


urlpatterns = [
    path("articles.json", article_list, name="article-list-json"),
    path("articles.csv", article_csv, name="article-list-csv"),
    path("articles/<slug:public_id>.json", article_detail, name="article-json"),
    path("figures.json", figure_list, name="figure-list-json"),
    path("figures.csv", figure_csv, name="figure-list-csv"),
    path("figures/<slug:public_id>.json", figure_detail, name="figure-json"),
    *(
        path(f"{stem}.{ending}", view(stem, rows), name=f"{name}-list-{ending}")
        for name, stem, rows in (
            ("district", "districts", exports.districts),
            ("company", "companies", exports.companies),
            ("industry", "industries", exports.industries),
        )
        for ending, view in (("json", world_json), ("csv", world_csv))
    ),
]
