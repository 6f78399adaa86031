"""Moving a piece of a document from one of its stories to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from archive import decisions
from archive.highlighting import paragraph_spans
from archive.models import Article, Document
from archive.spans import MappedText, Range

FIRST_WORDS = 110
"""Characters of a piece by which an editor knows it."""


class Piece(NamedTuple):
    """A paragraph of a story, and where it stands in the document."""

    article: Article
    part: str
    ranges: tuple[Range, ...]
    words: str

    @property
    def key(self) -> str:
        return f"{self.article.pk}-{self.ranges[0][0]}"


def pieces(document: Document) -> list[Piece]:
    """Every paragraph of the document's stories that has a place in it."""
    articles = document.articles.filter(placed=True).order_by("anchor")
    return [piece for article in articles for piece in _pieces_of(article)]


def _pieces_of(article: Article) -> Iterator[Piece]:
    parts = {part: article.mapped(part) for part in ("headline", "standfirst")}
    parts |= {"body": decisions.machine_body(article)}
    parts |= {part: article.mapped(part) for part in ("captions", "notes")}
    for part, text in parts.items():
        for start, end in paragraph_spans(text.text):
            if ranges := text.raw_ranges(start, end):
                yield Piece(article, part, ranges, _words(text, start, end))


def _words(text: MappedText, start: int, end: int) -> str:
    words = " ".join(text.text[start:end].split())
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS] + " …"


class MoveForm(forms.Form):
    piece = forms.ChoiceField(label="Piece", widget=forms.Select(attrs={"size": 16}))
    to = forms.ChoiceField(label="Goes to")
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the book of decisions.",
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = {piece.key: piece for piece in pieces(article.document)}
        self.stories = {
            str(story.pk): story
            for story in article.document.articles.filter(placed=True)
        }
        groups: dict[str, list[tuple[str, str]]] = {}
        for piece in self.pieces.values():
            label = f"{piece.part}: {piece.words}"
            groups.setdefault(piece.article.title, []).append((piece.key, label))
        self.fields["piece"].choices = list(groups.items())
        self.fields["to"].choices = [
            (key, story.title) for key, story in self.stories.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        piece = self.pieces.get(cleaned.get("piece", ""))
        if piece and str(piece.article.pk) == cleaned.get("to"):
            self.add_error("to", "The piece is in this story already.")
        return cleaned


def move_piece(
    desk: admin.ModelAdmin, request: HttpRequest, object_id: str
) -> HttpResponse:
    """The page on which a piece is chosen and given to another story."""
    articles = Article.objects.select_related("document")
    article = get_object_or_404(articles, pk=unquote(object_id))
    if not desk.has_change_permission(request, article):
        raise PermissionDenied
    form = MoveForm(article, request.POST if request.method == "POST" else None)
    if form.is_valid():
        piece = form.pieces[form.cleaned_data["piece"]]
        story = form.stories[form.cleaned_data["to"]]
        reason = form.cleaned_data["reason"]
        try:
            decisions.move_piece(
                article.document, piece.ranges, story, request.user, reason
            )
        except decisions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            desk.log_change(request, story, f"A piece moved here: “{piece.words}”")
            desk.message_user(request, "The piece was moved.", messages.SUCCESS)
            address = reverse("admin:archive_article_change", args=[story.pk])
            return HttpResponseRedirect(address)
    context = {
        **desk.admin_site.each_context(request),
        "title": "Move a piece to another story",
        "opts": desk.opts,
        "original": article,
        "form": form,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/archive/article/move_piece.html", context)
