"""What somebody means who wants something out: by its id, its page, or its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from archive import addresses
from archive.models import Article, Document

SHORTEST_HASH = 8

_ID = re.compile(r"[a-z2-7]{12}")
_PAGE = re.compile(r"/articles/([a-z2-7]{12})(?:[/.].{0,300})?")
_HASH = re.compile(r"[0-9a-f]{8,64}")


class Unknown(Exception):
    """Nothing in the archive is meant by this, or not just one thing."""


def articles_named(name: str) -> list[Article]:
    """The articles meant by a public id, the address of a page, or a publisher's.

    Withdrawn ones are among them. Raises Unknown where there is none.
    """
    name = name.strip()
    page = _PAGE.fullmatch(_path(name))
    if _ID.fullmatch(name) or page:
        article = article_named(page[1] if page else name)
        if article is not None:
            return [article]
    found = _from_publisher(name)
    if not found:
        raise Unknown(
            f"No article is known as “{name[:200]}”: give its id, the address of its "
            "page here, or the one it was published under."
        )
    return found


def article_named(public_id: str) -> Article | None:
    """The article that answers to this id today, shown or not."""
    articles = Article.objects.select_related("document").defer(
        "document__text", "document__pages"
    )
    try:
        return addresses.article_at(public_id, articles)
    except ObjectDoesNotExist:
        return None


def label_of(article: Article) -> str:
    """The article as it is named to somebody who wants it out."""
    return f"{article.public_id} “{article.title[:100]}”"


def document_of(name: str) -> Document:
    """The document of that hash, or the one that holds the article of that name.

    A hash may be shortened to SHORTEST_HASH characters. Raises Unknown where there is
    none, or more than one.
    """
    name = name.strip()
    if _HASH.fullmatch(name.lower()):
        name = name.lower()
    if _HASH.fullmatch(name) and not Article.objects.filter(public_id=name).exists():
        found = list(
            Document.objects.filter(sha256__startswith=name).defer("text", "pages")[:2]
        )
        if len(found) > 1:
            raise Unknown(f"More than one document's hash begins with {name}.")
        if found:
            return found[0]
        if not _ID.fullmatch(name):
            raise Unknown(f"No document's hash begins with {name}.")
    documents = {article.document for article in articles_named(name)}
    if len(documents) > 1:
        hashes = ", ".join(sorted(document.sha256 for document in documents))
        raise Unknown(f"That stands in {len(documents)} documents; name one: {hashes}.")
    return documents.pop()


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _from_publisher(address: str) -> list[Article]:
    if not address.startswith(("https://", "http://")):
        return []
    spellings = list(_spellings(address))
    own = Q(address__in=spellings)
    fetched = Q(address="", document__deliveries__address__in=spellings)
    found = Article.objects.filter(own | fetched, placed=True).distinct()
    found = found.select_related("document").defer("document__text", "document__pages")
    return list(found.order_by("public_id"))


def _spellings(address: str) -> Iterator[str]:
    """The address in the ways in which the same page may be written."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    for scheme in ("https", "http"):
        for path in {parts.path, parts.path.rstrip("/"), parts.path.rstrip("/") + "/"}:
            changed = parts._replace(scheme=scheme, path=path, fragment="")
            yield urlunsplit(changed)
    yield address
