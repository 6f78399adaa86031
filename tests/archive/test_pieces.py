"""What Jinja2's macros write is escaped, and they say nothing that nobody told them."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from jinja2 import UndefinedError

from archive.facets import FacetResult, FacetValue
from archive.templatetags.pieces import environment, piece
from archive.views.lists import Form

STRANGE = "<script>alert('&')</script>"
SHOWN = "&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"


def write(source: str, **context: object) -> str:
    return Template("{% load pieces %}" + source).render(Context(context))


def test_names_and_addresses_are_escaped():
    value = FacetValue("x", STRANGE, 3, False, '?q="a"&amp')
    facets = [FacetResult("district", STRANGE, (value,))]
    written = write('{% piece "facets.sections" facets %}', facets=facets)
    assert written.count(SHOWN) == 2
    assert "<script" not in written
    assert 'href="?q=&#34;a&#34;&amp;amp"' in written


def test_what_a_reader_typed_is_escaped():
    forms = [Form("CSV", "/articles.csv", "text/csv")]
    written = write(
        '{% piece "lists.alternates" forms query heading %}',
        forms=forms,
        query='?q="><b>',
        heading=STRANGE,
    )
    assert SHOWN in written
    assert "<b>" not in written


def test_a_macro_that_is_told_too_little_says_so():
    with pytest.raises(UndefinedError):
        piece("facets.sections", [object()])
    with pytest.raises(AttributeError):
        piece("facets.nothing")


def test_every_macro_file_compiles():
    names = environment().list_templates()
    assert len(names) >= 5
    for name in names:
        assert environment().get_template(name).module is not None
