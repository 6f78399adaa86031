"""Companies that are one: what a merge would move, the merge, and taking it apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from archive import decisions, likely_companies
from archive.admin.fields import clean_text
from archive.admin.thing_form import mark
from archive.decisions import things
from archive.ingest import families
from archive.models import Article, CompanyMention, Status
from districts.models import Company

MOST = 20
"""Companies that are merged at once."""
STORIES = 20
"""Stories that the preview lists of each."""
ON_A_PAGE = 20
"""Pairs of likely companies."""


class Link(NamedTuple):
    """A kind of row that a merge moves, and how many."""

    name: str
    count: int


class Member(NamedTuple):
    """One of the companies to be merged, and all that would move with it."""

    company: Company
    names: list[str]
    links: list[Link]
    stories: list[Article]
    story_count: int


def merge_address(*companies: Company) -> str:
    query = urlencode({"company": [one.slug for one in companies]}, doseq=True)
    return f"{reverse('admin:districts_company_merge')}?{query}"


def merge_view(desk: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Ask which of some companies stays, and show what moves; by POST merge them."""
    _check_permission(desk, request)
    slugs = [clean_text(slug) for slug in request.GET.getlist("company")[:MOST]]
    companies = _shown(slugs)
    if len(companies) < 2:
        desk.message_user(request, "Choose two or more to merge.", messages.WARNING)
        return _to_list()
    members = [_member(company) for company in companies]
    members.sort(key=_first)
    stays, chosen, refusal = members[0].company.slug, set(slugs), ""
    if request.method == "POST":
        stays = request.POST.get("stays", "")
        chosen = {*request.POST.getlist("member"), stays}
        try:
            return _merged(desk, request, slugs, stays, chosen)
        except decisions.Refused as refused:
            refusal = str(refused)
    context = {
        **desk.admin_site.each_context(request),
        "title": "Merge companies",
        "opts": desk.opts,
        "members": members,
        "seen": _mark_of(companies),
        "stays": stays,
        "chosen": chosen,
        "refusal": refusal,
        "most_stories": STORIES,
        "media": desk.media,
    }
    page, status = "admin/districts/company/merge.html", 409 if refusal else 200
    return TemplateResponse(request, page, context, status=status)


@transaction.atomic
def _merged(
    desk: admin.ModelAdmin,
    request: HttpRequest,
    slugs: list[str],
    stays: str,
    chosen: set[str],
) -> HttpResponse:
    """Merge the chosen ones into the one that stays, all or none."""
    families.alone()
    by_slug = {one.slug: one for one in _shown(slugs)}
    if request.POST.get("seen") != _mark_of(by_slug.values()):
        raise decisions.Refused(
            "One of them was changed since you opened this page: look at them again."
        )
    losers = [one for slug, one in by_slug.items() if slug in chosen - {stays}]
    if stays not in by_slug or not losers:
        raise decisions.Refused("Choose the one that stays, and one that goes into it.")
    into, reason = by_slug[stays], clean_text(request.POST.get("reason"))
    left = []
    for loser in losers:
        moved = decisions.merge(loser, into, request.user, reason)
        desk.log_change(request, loser, f"Merged into {into}.")
        left += [loser] if moved.read.left else []
    names = ", ".join(map(str, losers))
    desk.message_user(
        request,
        f"{names} merged into {into}. It can be taken apart again below.",
        messages.SUCCESS,
    )
    _tell_left(desk, request, left)
    return HttpResponseRedirect(_address_of(into))


def apart_view(desk: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """A merged company is one of its own again."""
    _check_permission(desk, request)
    company = get_object_or_404(Company, pk=pk)
    into = company.merged_into
    try:
        moved = decisions.unmerge(company, request.user)
    except decisions.Refused as refusal:
        desk.message_user(request, str(refusal), messages.ERROR)
        return HttpResponseRedirect(_address_of(company))
    desk.message_user(
        request, f"{company} and {into} are two companies again.", messages.SUCCESS
    )
    _tell_left(desk, request, [company] if moved.read.left else [])
    is_there = Company.objects.filter(pk=pk).exists()
    return HttpResponseRedirect(_address_of(company if is_there else into))


def likely_view(desk: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Pairs that are likely the same; by POST two are told apart."""
    _check_permission(desk, request)
    if request.method == "POST":
        one, other = (
            get_object_or_404(Company, slug=clean_text(request.POST.get(name)))
            for name in ("one", "other")
        )
        decisions.tell_apart(one, other, request.user)
        said = f"{one} and {other} are not suggested again."
        desk.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())
    pages = Paginator(likely_companies.pairs(), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    keys = {key for pair in page for key in (pair.one, pair.other)}
    companies = _with_stories(Company.objects.filter(pk__in=keys)).in_bulk()
    pairs = [
        {
            "companies": [companies[pair.one], companies[pair.other]],
            "reason": pair.reason.words,
            "merge": merge_address(companies[pair.one], companies[pair.other]),
        }
        for pair in page
        if {pair.one, pair.other} <= companies.keys()
    ]
    context = {
        **desk.admin_site.each_context(request),
        "title": "Likely the same",
        "opts": desk.opts,
        "pairs": pairs,
        "page": page,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/districts/company/likely.html", context)


def _shown(slugs: list[str]) -> list[Company]:
    return list(Company.objects.shown().filter(slug__in=slugs).order_by("slug"))


def _mark_of(companies: Iterable[Company]) -> str:
    """By what the preview is told whether the companies stand as it showed them."""
    return mark({company.slug: things.state_of(company) for company in companies})


def _check_permission(desk: admin.ModelAdmin, request: HttpRequest) -> None:
    if not desk.has_change_permission(request):
        raise PermissionDenied


def _member(company: Company) -> Member:
    mentions, figures = families.rows_naming(company)
    held = CompanyMention.objects.visible().filter(company=company)
    stories = Article.objects.filter(pk__in=held.values("article"))
    shown = stories.order_by("-published_on", "pk").defer("maps", "extracted")
    links = [
        Link("mentions", mentions.count()),
        Link("figures about it", figures.count()),
        Link("rejected mentions, kept", _of(mentions, Status.REJECTED)),
        Link("rows on which a person decided", _decided(mentions) + _decided(figures)),
        Link("companies merged into it", company.merged_companies.count()),
    ]
    return Member(
        company,
        list(company.aliases.values_list("name", flat=True)),
        [link for link in links if link.count],
        list(shown[:STORIES]),
        stories.count(),
    )


def _of(rows: models.QuerySet, status: Status) -> int:
    return rows.filter(status=status).count()


def _decided(rows: models.QuerySet) -> int:
    return rows.exclude(status=Status.EXTRACTED, person_fields=[]).count()


def _first(member: Member) -> tuple[bool, int, str]:
    """Which stays unless another is chosen: a known one, that of most stories."""
    company = member.company
    return company.is_found, -member.story_count, company.slug


def _with_stories(companies: models.QuerySet) -> models.QuerySet:
    stories = models.Count("companymention__article", distinct=True)
    return companies.annotate(story_count=stories)


def _tell_left(
    desk: admin.ModelAdmin, request: HttpRequest, companies: list[Company]
) -> None:
    """Say by which command the rest is read that is too much for a page."""
    if companies:
        options = " ".join(f"--company {company.slug}" for company in companies)
        desk.message_user(
            request,
            "All that named them has moved. Where their names may be read otherwise "
            f"now, they are once `manage.py reextract {options}` has run.",
            messages.WARNING,
        )


def _address_of(company: Company) -> str:
    return reverse("admin:districts_company_change", args=[company.pk])


def _to_list() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:districts_company_changelist"))
