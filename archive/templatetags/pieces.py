"""The parts of pages that come many times on each: Jinja2's macros write them.

Django's templates take some six times as long for the rows and facets of a list. The
macros stand in `templates/pieces/`; everything that is no HTML already is escaped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django import template
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.defaultfilters import pluralize
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from archive.entries import Writing, entries
from archive.listing import Listing
from archive.rows import Paths
from archive.templatetags import lists, wording

register = template.Library()

FOLDER = "pieces"


@register.simple_tag
def piece(name: str, *arguments: object, **options: object) -> Markup:
    """What a macro writes: "stories.entries" is `entries` of `stories.html`."""
    return _macro(name)(*arguments, **options)


@register.simple_tag
def stories(listing: Listing) -> Markup:
    """The stories of a list; where words were searched for, with these marked."""
    writing = Writing(
        *map(_macro, ("stories.entry", "stories.sentence", "stories.link"))
    )
    return entries(listing.keys, listing.version, writing, listing.selection.query)


def _macro(name: str) -> Callable[..., Markup]:
    file, _, macro = name.partition(".")
    return getattr(environment().get_template(f"{file}.html").module, macro)


@cache
def environment() -> Environment:
    """The one environment of Jinja2; it knows the filters of our own templates."""
    made = Environment(
        loader=FileSystemLoader(settings.BASE_DIR / "templates" / FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.DEBUG,
    )
    made.filters |= wording.register.filters | lists.register.filters
    made.filters |= {"intcomma": intcomma, "pluralize": pluralize}
    made.globals |= {"Paths": Paths}
    made.globals |= {"order_links": lists.order_links, "page_links": lists.page_links}
    return made
