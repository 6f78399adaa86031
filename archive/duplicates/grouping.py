"""Groups of pairs, and the article of each group that is shown.

All articles that pairs connect are a group. It is shown by the one that an editor
worked on, then the one whose date is stated, that has a headline, with the longest
body, the earliest; the public id decides between equals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length

from archive.changes import changed as log_changed
from archive.models import (
    Article,
    BodyRepair,
    CompanyMention,
    DistrictMention,
    Duplicate,
    Figure,
    IndustryMention,
    Likeness,
    Status,
)

Pair = tuple[int, int]
Rank = tuple[bool, int, bool, int, date, str]

_Basis = Article.DateBasis
_BASES = (
    (_Basis.STATED, _Basis.EDITOR),
    (_Basis.ADDRESS,),
    (_Basis.INFERRED,),
    (_Basis.UNKNOWN,),
)
BASIS_RANK = {basis: rank for rank, bases in enumerate(_BASES) for basis in bases}

_UNDECIDED = Q(status=Status.EXTRACTED, person_fields=[])
AT_ONCE = 5_000


def regroup(
    joined: Collection[Pair], parted: Collection[Pair], changed: Collection[int]
) -> None:
    """Bring the groups in step with pairs that came and went and articles that changed.

    What only comes together costs no more than the number of groups that meet.
    """
    lost = {article for pair in _broken(parted, joined) for article in pair}
    asked = {article for pair in joined for article in pair} | lost | set(changed)
    if not asked:
        return
    leads = _leads(asked)
    lead_of = {article: leads.get(article, article) for article in asked}
    leading_before = set(lead_of.values())
    unsettled = {lead_of[article] for article in lost}
    unsettled |= {lead_of[article] for article in changed if article in leads}
    unsettled |= _with_duplicates(leading_before & set(changed))
    meeting = _components(
        leading_before, ((lead_of[low], lead_of[high]) for low, high in joined)
    )
    whole = [group for group in meeting if not unsettled & group]
    _unite([group for group in whole if len(group) > 1])
    anew = {lead for group in meeting if unsettled & group for lead in group}
    if anew:
        _group_anew(anew)


def _broken(parted: Collection[Pair], joined: Collection[Pair]) -> Iterable[Pair]:
    """Pairs that went, unless one that came connects their articles all the same."""
    beside: dict[int, set[int]] = defaultdict(set)
    if parted:
        for low, high in joined:
            beside[low].add(high)
            beside[high].add(low)
    return (p for p in parted if not beside[p[0]] & beside[p[1]])


def _unite(groups: Iterable[set[int]]) -> None:
    """Groups, given by their leading articles, become one."""
    groups = list(groups)
    if not groups:
        return
    ranks = _ranks({lead for group in groups for lead in group})
    following, told = [], set()
    for group in groups:
        first = min(group, key=ranks.__getitem__)
        others = group - {first}
        led = Duplicate.objects.filter(leading__in=others)
        told |= group.union(led.values_list("article_id", flat=True))
        led.update(leading=first)
        following += [Duplicate(article_id=one, leading_id=first) for one in others]
    Duplicate.objects.bulk_create(following)
    log_changed(told)


def _group_anew(leads: Collection[int]) -> None:
    """Make the groups of these leading articles anew, from their pairs."""
    rows = Duplicate.objects.filter(leading__in=leads)
    stored = dict(rows.values_list("article_id", "leading_id"))
    members = {*leads, *stored}
    groups = _components(members, _pairs_among(members))
    several = [group for group in groups if len(group) > 1]
    ranks = _ranks({article for group in several for article in group})
    wanted = {}
    for group in several:
        first = min(group, key=ranks.__getitem__)
        wanted |= dict.fromkeys(group - {first}, first)
    wrong = [article for article, lead in stored.items() if wanted.get(article) != lead]
    for some in _slices(wrong):
        Duplicate.objects.filter(article__in=some).delete()
    Duplicate.objects.bulk_create(
        Duplicate(article_id=article, leading_id=lead)
        for article, lead in sorted(wanted.items())
        if stored.get(article) != lead
    )
    log_changed(members)


def _components(articles: Iterable[int], pairs: Iterable[Pair]) -> list[set[int]]:
    """The articles, those together that pairs connect."""
    parent = {article: article for article in articles}

    def root(article: int) -> int:
        while parent[article] != article:
            parent[article] = article = parent[parent[article]]
        return article

    for low, high in pairs:
        parent[root(low)] = root(high)
    groups: dict[int, set[int]] = defaultdict(set)
    for article in parent:
        groups[root(article)].add(article)
    return list(groups.values())


def _leads(articles: Iterable[int]) -> dict[int, int]:
    """The leading article of those that another one leads."""
    found: dict[int, int] = {}
    for some in _slices(articles):
        rows = Duplicate.objects.filter(article__in=some)
        found |= dict(rows.values_list("article_id", "leading_id"))
    return found


def _with_duplicates(articles: Collection[int]) -> set[int]:
    if not articles:
        return set()
    rows = Duplicate.objects.filter(leading__in=articles)
    return set(rows.values_list("leading_id", flat=True).distinct())


def _pairs_among(articles: Collection[int]) -> set[Pair]:
    found: set[Pair] = set()
    for some in _slices(articles):
        rows = Likeness.objects.filter(low__in=some)
        found |= set(rows.values_list("low_id", "high_id"))
    return found


def _ranks(articles: Iterable[int]) -> dict[int, Rank]:
    """Of each article what decides whether it leads; the least does."""
    ranks: dict[int, Rank] = {}
    for some in _slices(articles):
        rows = Article.objects.filter(pk__in=some).annotate(
            size=Length("body"), **_work()
        )
        for row in rows.defer("body", "maps", "raw_ranges", "pieces", "extracted"):
            worked_on = row.is_decided or any(getattr(row, name) for name in _work())
            ranks[row.pk] = (
                not worked_on,
                BASIS_RANK[row.date_basis],
                not row.headline,
                -row.size,
                row.published_on or date.max,
                row.public_id,
            )
    return ranks


def _work() -> dict[str, Exists]:
    """Whether an editor repaired an article or decided on anything in it."""
    mine = {"article": OuterRef("pk")}
    figures = Figure.objects.exclude(_UNDECIDED, dismissed_checks={})
    work = {
        "repaired": BodyRepair.objects.filter(placed=True, **mine),
        "with_figures": figures.filter(**mine),
    }
    for mentions in (DistrictMention, CompanyMention, IndustryMention):
        rows = mentions.objects.exclude(_UNDECIDED).filter(**mine)
        work[f"with_{mentions.ENTITY}"] = rows
    return {name: Exists(rows) for name, rows in work.items()}


def _slices(articles: Iterable[int]) -> Iterable[list[int]]:
    """In lists that a statement can take."""
    ids = sorted(articles)
    return (ids[n : n + AT_ONCE] for n in range(0, len(ids), AT_ONCE))
