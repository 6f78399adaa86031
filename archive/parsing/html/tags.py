"""What the names and classes of a page's elements say about their content."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.parsing.vocabulary import word_set

BLOCKS = word_set(
    """
    address article aside blockquote body button caption center dd details dialog dir
    div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head
    header hgroup hr html iframe legend li main menu nav noscript object ol optgroup
    option p pre section select summary svg table tbody td template tfoot th thead
    title tr ul video audio canvas amp-img amp-ad amp-iframe amp-video amp-carousel
    amp-social-share amp-sidebar amp-consent
    """
)
"""Elements that begin on a line of their own."""
VOID = word_set(
    """
    area base basefont bgsound br col command embed frame hr image img input keygen
    link meta param source track wbr
    """
)
RAW = word_set("script style textarea title xmp iframe noembed noframes")
"""Elements whose content is no markup."""
HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
# Elements that end an open one of the second kind when they begin.
EMBEDDED = word_set(
    """
    svg object canvas audio video noscript template select option optgroup button
    iframe amp-img amp-ad amp-iframe amp-video amp-social-share
    """
)
"""Elements that may stand inside a line without ending it."""
CLOSES_P = BLOCKS - EMBEDDED - word_set("title head html body")
CLOSES_SIBLING = {
    "li": word_set("li"),
    "dt": word_set("dt dd"),
    "dd": word_set("dt dd"),
    "tr": word_set("tr td th"),
    "td": word_set("td th"),
    "th": word_set("td th"),
    "tbody": word_set("tbody thead tfoot tr td th"),
    "thead": word_set("tbody thead tfoot tr td th"),
    "tfoot": word_set("tbody thead tfoot tr td th"),
    "option": word_set("option"),
    "optgroup": word_set("option optgroup"),
}
SIBLING_BARRIERS = {
    "li": word_set("ul ol menu dir"),
    "dt": word_set("dl"),
    "dd": word_set("dl"),
}
"""The lists that bound the search for an open sibling; for tables it is the table."""
BARRIERS = word_set("table td th caption html template object")
"""An end tag does not close what stands outside these."""


class Trait:
    """What an element is, by its name and attributes: bits that are set together.

    Plain numbers, as a page has thousands of elements and an IntFlag is slow.
    """

    NONE = 0
    HIDDEN = 1 << 0
    NAVIGATION = 1 << 1
    ASIDE = 1 << 2
    FOOTER = 1 << 3
    HEADER = 1 << 4
    FORM = 1 << 5
    FIGURE = 1 << 6
    CAPTION = 1 << 7
    TABLE = 1 << 8
    LIST = 1 << 9
    QUOTE = 1 << 10
    BOX = 1 << 11
    """A class or id that names what stands beside a story."""
    COMMENT = 1 << 12
    BYLINE = 1 << 13
    DATE = 1 << 14
    MODIFIED = 1 << 15
    STANDFIRST = 1 << 16
    CREDIT = 1 << 17
    BODY = 1 << 18
    """A class or itemprop that names the body of an article."""
    TITLE = 1 << 19
    BIOGRAPHY = 1 << 20
    TAGS = 1 << 21
    LEAD = 1 << 22
    """What opens a story, or announces it: where it stands decides which."""


BY_NAME = {
    "template": Trait.HIDDEN,
    "noscript": Trait.HIDDEN,
    "svg": Trait.HIDDEN,
    "object": Trait.HIDDEN,
    "canvas": Trait.HIDDEN,
    "audio": Trait.HIDDEN,
    "video": Trait.HIDDEN,
    "head": Trait.HIDDEN,
    "dialog": Trait.HIDDEN,
    "amp-ad": Trait.HIDDEN,
    "amp-sidebar": Trait.HIDDEN,
    "amp-consent": Trait.HIDDEN,
    "amp-social-share": Trait.HIDDEN,
    "nav": Trait.NAVIGATION,
    "menu": Trait.NAVIGATION,
    "aside": Trait.ASIDE,
    "footer": Trait.FOOTER,
    "header": Trait.HEADER,
    "form": Trait.FORM,
    "button": Trait.FORM,
    "select": Trait.FORM,
    "option": Trait.FORM,
    "fieldset": Trait.FORM,
    "figure": Trait.FIGURE,
    "figcaption": Trait.CAPTION,
    "caption": Trait.NONE,
    "table": Trait.TABLE,
    "ul": Trait.LIST,
    "ol": Trait.LIST,
    "dl": Trait.LIST,
    "blockquote": Trait.QUOTE,
}

_ATTRIBUTE = re.compile(
    r"([a-zA-Z_:@][\w:.@-]{0,60})"
    r"(?:\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = re.compile(r"[a-z]+")
# WordPress writes what a story is filed under into the classes of the story:
# "hentry category-print tag-survey" (its function post_class).
_ENTRY = re.compile(r"\bhentry\b|\btype-post\b|\bpost-\d")
_FILED = re.compile(
    r"(?<!\S)(?:(?:post_)?tag|category|author|section|topic)-\S{1,200}"
    r"|(?<!\S)comments?-(?:open|closed|off)(?!\S)"
)
_HIDDEN_STYLE = re.compile(
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden"
)

_BOXES = word_set(
    """
    related relatedposts relatedarticles relatedlinks newsletter newsletters
    share sharing sharebar sharebox sharethis sharedaddy addthis social socials
    sociallinks cookie cookies
    gdpr promo promos promotion promoted
    sponsored advert adverts advertising advertisement advertisements ad ads adslot
    dfp taboola outbrain recirc recirculation recommended recommendation
    recommendations recommends trending mostread mostpopular popular subscribe
    subscription signup breadcrumb breadcrumbs pagination pager toolbar sidebar
    navbar masthead login modal popup overlay teaser teasers readmore morefrom
    alsoread seealso donate donation follow following copyright skip rating ratings
    widget widgets poll quiz survey upsell paywall regwall piano inset
    interstitial crosslink crosslinks linklist linkbox infobox factbox
    disclaimer disclosure print feedback tooltip carousel slideshow
    xiangguan tuijian fenxiang pinglun daohang
    """
)
_BOX_PHRASES = re.compile(
    r"(?:read|more|see|also|must|most|up|you|view|latest|top)"
    r"[-_ ]?(?:also|more|on|next|read|reading|viewed|stories|news|may|might|from)\b"
    r"|sign[-_]?up|opt[-_]?in|call[-_]?to[-_]?action|\bcta\b|story[-_]?package"
    r"|in[-_]?article[-_]?link|rich[-_]?link|pull[-_]?quote|back[-_]?to[-_]?top"
    r"|link[-_]?list|read[-_]?next|next[-_]?(?:article|story|post)|jp[-_]relatedposts"
    r"|app[-_]?(?:download|promo)|hidden[-_]?print|no[-_]?print|screen[-_]reader"
    r"|sr[-_]only|visually[-_]?hidden"
)
_COMMENTS = word_set(
    "comment comments commentlist disqus livefyre respond replies reply discussion "
    "comentario comentarios commentaire commentaires kommentar kommentare commenti "
    "reacties"
)
_BYLINES = word_set(
    "byline bylines author authors writer reporter journalist contributor"
)
_DATES = word_set(
    "date dateline datetime time timestamp pubdate published publishtime "
    "posted pubtime datepublished"
)
_PUBLISHED = word_set("pubdate published datepublished")
_MODIFIED = word_set("modified updated update lastmodified datemodified lastupdate")
_STANDFIRSTS = word_set(
    "standfirst dek deck subtitle subheadline subheading strapline subhead abstract "
    "chapo chapeau zhaiyao daoyu"
)
_STANDFIRST_PHRASES = re.compile(
    r"sub[-_ ]?(?:head(?:line|ing)?|title|hed)\b|stand[-_]?first|(?:article|story|entry"
    r"|post)[-_]{1,2}(?:summary|dek|excerpt|subtitle|standfirst|abstract)"
)
_LEADS = word_set(
    "intro introduction lead lede leadin summary excerpt description teaser vorspann "
    "anreisser kicker chapeau entradilla bajada zusammenfassung"
)
_CAPTIONS = word_set("caption captions cutline legend legende bildunterschrift tushuo")
_CREDITS = word_set("credit credits photocredit imagecredit copyrightholder")
_TITLES = word_set("headline title biaoti")
_BIOGRAPHIES = word_set("bio biography authorbio aboutauthor authorbox authorinfo")
_TAGS = word_set("tags taglist keywords topics tagcloud")
_BODIES = re.compile(
    r"article[-_]{0,2}(?:body|text|content|copy|main)|story[-_]{0,2}(?:body|text|content"
    r"|copy)|(?:entry|post)[-_]{0,2}(?:content|body|text)|body[-_]?(?:copy|text)"
    r"|content[-_]{0,2}(?:body|text)|main[-_]?text|field-name-body|zhengwen|wenzhang"
    r"|td-post-content|news[-_]?(?:text|body|content)"
)


def attributes(raw: str) -> dict[str, str]:
    """The attributes of a start tag, names in small letters, the first of each.

    Values stand as in the source, character references and all.
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(raw[:50_000]):
        found.setdefault(name.lower(), double or single or bare)
    return found


def traits(name: str, raw: str) -> int:
    """What an element with this name and these attributes is in itself."""
    return _known_traits(name, raw) if len(raw) <= 400 else _traits(name, raw)


@lru_cache(maxsize=2048)
def _known_traits(name: str, raw: str) -> int:
    return _traits(name, raw)


def _traits(name: str, raw: str) -> int:
    trait = BY_NAME.get(name, Trait.NONE)
    if not raw or raw.isspace():
        return trait
    found = attributes(raw)
    if _is_hidden(found):
        trait |= Trait.HIDDEN
    role = found.get("role", "").lower()
    if role in ("navigation", "menu", "menubar", "search", "banner"):
        trait |= Trait.NAVIGATION
    elif role in ("complementary", "dialog", "alertdialog"):
        trait |= Trait.ASIDE
    elif role == "contentinfo":
        trait |= Trait.FOOTER
    itemprop = found.get("itemprop", "")
    if itemprop:
        trait |= _by_property(itemprop)
    label = " ".join(
        [found.get("class", ""), found.get("id", ""), found.get("data-component", "")]
    )
    if found.get("rel") == "author":
        trait |= Trait.BYLINE
    if label.strip():
        trait |= _by_label(label[:600])
    if "datePublished" in itemprop:
        trait &= ~Trait.MODIFIED
    return trait


def _is_hidden(found: dict[str, str]) -> bool:
    return (
        "hidden" in found
        and found["hidden"] not in ("false", "until-found")
        or found.get("aria-hidden", "").lower() == "true"
        or (
            "style" in found
            and bool(_HIDDEN_STYLE.search(found["style"].lower()[:500]))
        )
    )


def _by_property(itemprop: str) -> int:
    trait = Trait.NONE
    for word in itemprop.split()[:5]:
        if word == "articleBody":
            trait |= Trait.BODY
        elif word in ("author", "creator"):
            trait |= Trait.BYLINE
        elif word in ("datePublished", "dateCreated"):
            trait |= Trait.DATE
        elif word == "dateModified":
            trait |= Trait.DATE | Trait.MODIFIED
        elif word == "caption":
            trait |= Trait.CAPTION
        elif word in ("video", "image", "audio"):
            trait |= Trait.FIGURE
        elif word in ("headline", "name"):
            trait |= Trait.TITLE
    return trait


_SETS = (
    (_BOXES, Trait.BOX),
    (_COMMENTS, Trait.COMMENT),
    (_BYLINES, Trait.BYLINE),
    (_DATES, Trait.DATE),
    (_MODIFIED, Trait.MODIFIED),
    (_STANDFIRSTS, Trait.STANDFIRST),
    (_CAPTIONS, Trait.CAPTION),
    (_CREDITS, Trait.CREDIT),
    (_TITLES, Trait.TITLE),
    (_BIOGRAPHIES, Trait.BIOGRAPHY),
    (_TAGS, Trait.TAGS),
    (_LEADS, Trait.LEAD),
)


def _by_label(label: str) -> int:
    """By the words of a class and an id, as their author named the part."""
    trait = Trait.NONE
    if _ENTRY.search(label):
        label = _FILED.sub(" ", label)
    low = label.lower()
    parts = set(_PART.findall(_CAMEL.sub(" ", label).lower()))
    parts.update(_PART.findall(low))
    for words, kind in _SETS:
        if not words.isdisjoint(parts):
            trait |= kind
    if not parts.isdisjoint(_PUBLISHED):
        # "published updated": of a story that was never changed.
        trait &= ~Trait.MODIFIED
    if _BOX_PHRASES.search(low):
        trait |= Trait.BOX
    if _STANDFIRST_PHRASES.search(low):
        trait = trait & ~Trait.TITLE | Trait.STANDFIRST
    if _BODIES.search(low):
        trait |= Trait.BODY
    return trait
