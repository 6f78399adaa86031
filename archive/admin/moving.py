"""Cutting a document otherwise: pieces go to another story, or to one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from archive import decisions
from archive.admin.remarks import remarks_panel
from archive.admin.showing import change_link
from archive.highlighting import paragraph_spans
from archive.ingest import hold
from archive.models import FACTS, Article, Document, PieceMove
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
        required=False, label="the first one is the headline of their own story"
    )
    reason = forms.CharField(
        required=False,
        max_length=2000,
        label="Why",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = _last_cut(article.document)
        self.pieces = {piece.key: piece for piece in pieces(article.document)}
        self.stories = {
            str(story.pk): story
            for story in article.document.articles.filter(placed=True)
        }
        self.fields["piece"].choices = [
            (key, f"{piece.part}: {piece.words}") for key, piece in self.pieces.items()
        ]
        self.fields["to"].choices = [
            (NEW, "a story of their own"),
            *((key, story.title) for key, story in self.stories.items()),
        ]

    @property
    def boxes(self) -> list[tuple[Article, list[forms.boundfield.BoundWidget]]]:
        """Each story with the boxes of its pieces, in the order of the document."""
        groups: dict[Article, list[forms.boundfield.BoundWidget]] = {}
        for piece, box in zip(
            self.pieces.values(), self["piece"].subwidgets, strict=True
        ):
            groups.setdefault(piece.article, []).append(box)
        return list(groups.items())

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
        document = hold(chosen[0].article.document)
        if cleaned["seen"] != _last_cut(document):
            raise decisions.Refused(
                "Its stories were changed since you opened this page, and nothing was "
                "moved. Look at it again, and press “Move” again to have it so."
            )
        to, reason = self.stories.get(cleaned["to"]), cleaned["reason"]
        head = [chosen.pop(0)] if cleaned["headed"] else []
        ranges = tuple(span for piece in chosen for span in piece.ranges)
        move = decisions.move_piece
        story = move(document, ranges, to, by, reason, cleaned["part"])
        for piece in head:
            part = PieceMove.Part.HEADLINE
            story = move(document, piece.ranges, story, by, reason, part)
        return story


def _last_cut(document: Document) -> int:
    """The last line of the book on the document or its stories; 0 for none.

    What is decided on mentions and figures leaves their pieces where they are.
    """
    of_rows = [model._meta.model_name for model in FACTS]
    lines = document.decisions.exclude(target__in=of_rows)
    return lines.aggregate(last=Max("pk"))["last"] or 0


def move_piece(desk: admin.ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The page on which a piece is chosen and given to another story."""
    articles = Article.objects.select_related("document")
    article = get_object_or_404(articles, pk=pk)
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = MoveForm(article, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with transaction.atomic():
                story = form.move(request.user)
        except decisions.Refused as refusal:
            form.add_error(None, str(refusal))
            form.data = form.data | {"seen": form.initial["seen"]}
        else:
            words = form.chosen[0].words
            desk.log_change(request, story, f"Moved here: “{words}”")
            link = change_link(story, story.title)
            said = format_html("Moved to “{}”. Its history takes it back.", link)
            desk.message_user(request, said, messages.SUCCESS)
            address = reverse("admin:archive_article_move", args=[story.pk])
            return HttpResponseRedirect(address)
    context = {
        **desk.admin_site.each_context(request),
        "title": "Cut the document otherwise",
        "opts": desk.opts,
        "original": article,
        "form": form,
        "remarks": remarks_panel(article.document, request.user, article),
        "media": desk.media,
    }
    return TemplateResponse(request, "admin/archive/article/move_piece.html", context)
