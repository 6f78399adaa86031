"""Cutting a document otherwise: pieces go to another story, or to one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from archive import decisions
from archive.highlighting import paragraph_spans
from archive.models import Article, Document, PieceMove
from archive.spans import MappedText, Range

NEW = "new"
"""The choice of a story of their own."""

PERMISSION = "archive.change_document"
"""Who cuts a document changes more than one story."""

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
    piece = forms.MultipleChoiceField(
        label="Pieces", widget=forms.CheckboxSelectMultiple
    )
    to = forms.ChoiceField(label="Go to")
    part = forms.ChoiceField(
        label="As its", choices=PieceMove.Part.choices, initial=PieceMove.Part.BODY
    )
    headed = forms.BooleanField(
        required=False,
        label="The first one is the headline",
        help_text="Of a story of their own.",
    )
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
            (NEW, "a story of their own"),
            *((key, story.title) for key, story in self.stories.items()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        to, part = cleaned.get("to"), cleaned.get("part")
        if not self.errors and all(
            (str(piece.article.pk), piece.part) == (to, part) for piece in self.chosen
        ):
            self.add_error("to", "The piece is in this story already.")
        if to == NEW and part != PieceMove.Part.BODY:
            self.add_error("part", "A story of their own begins with its text.")
        if cleaned.get("headed") and (to != NEW or len(self.chosen) < 2):
            self.add_error(
                "headed", "For a story of their own, of a headline and some text."
            )
        return cleaned

    @property
    def chosen(self) -> list[Piece]:
        """The pieces that were ticked, in the order of the document."""
        found = [self.pieces[key] for key in self.cleaned_data.get("piece", ())]
        return sorted(found, key=lambda piece: piece.ranges)

    def move(self, by: Any) -> Article:
        """Take the decision; returns the story that has the pieces now."""
        cleaned, chosen = self.cleaned_data, self.chosen
        document = chosen[0].article.document
        to, reason = self.stories.get(cleaned["to"]), cleaned["reason"]
        head = [chosen.pop(0)] if cleaned["headed"] else []
        ranges = tuple(span for piece in chosen for span in piece.ranges)
        move = decisions.move_piece
        story = move(document, ranges, to, by, reason, cleaned["part"])
        for piece in head:
            part = PieceMove.Part.HEADLINE
            story = move(document, piece.ranges, story, by, reason, part)
        return story


def move_piece(
    desk: admin.ModelAdmin, request: HttpRequest, object_id: str
) -> HttpResponse:
    """The page on which a piece is chosen and given to another story."""
    articles = Article.objects.select_related("document")
    article = get_object_or_404(articles, pk=unquote(object_id))
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = MoveForm(article, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                story = form.move(request.user)
        except decisions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = form.chosen[0].words
            desk.log_change(request, story, f"Moved here: “{words}”")
            said = f"Moved to “{story.title}”. Its history takes it back."
            desk.message_user(request, said, messages.SUCCESS)
            address = reverse("admin:archive_article_change", args=[story.pk])
            return HttpResponseRedirect(address)
    context = {
        **desk.admin_site.each_context(request),
        "title": "Cut the document otherwise",
        "opts": desk.opts,
        "original": article,
        "form": form,
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/archive/article/move_piece.html", context)
