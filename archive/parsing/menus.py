"""What a site prints around its stories: addresses, sections, menus, terms."""

from __future__ import annotations

import re

from archive.parsing.lines import ends_sentence, is_prose
from archive.parsing.vocabulary import word_set

_SITE = re.compile(r"(?:https?://)?(?:[\w-]{1,40}\.){1,4}[A-Za-z]{2,10}/?")
_MAIL = re.compile(r"(?:.{0,40}\b)?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}\.?")
_SECTION_PART = r"[A-Z][\w&'’-]{0,20}(?: [\w&'’-]{1,20}){0,2}"
_SECTION = re.compile(
    r"(?:(?:Home|Index)\s{0,3}[/>»|]\s{0,3})?"
    rf"({_SECTION_PART}(?:\s{{0,3}}[/>»]\s{{0,3}}{_SECTION_PART}){{1,3}})$"
)
_LEGAL = re.compile(
    r"copyright|©|\ball rights reserved\b|icp证|icp备|\bicp\b|公网安备|许可证|版权所有"
    r"|\bprivacy policy\b|\bterms of (?:use|service)\b|\bcookie (?:policy|settings)\b"
    r"|\bhotline\b ?[:：]",
    re.IGNORECASE,
)
_PERMISSION = re.compile(
    r"\b(?:written|prior|express) (?:authori[sz]ation|permission|consent)\b.{0,200}"
    r"\b(?:shall|may|must|can) not be (?:re|used|copied)|"
    r"\bemail address will not be published\b",
    re.IGNORECASE,
)
_MENU_WORDS = word_set(
    """
    home news biz business video videos opinion feature features regions special
    specials top search menu metro nation world sport sports economy tech auto
    company property finance event events live misc culture travel lifestyle taste
    entertainment wellness education projects login register subscribe archive
    language english chinese weather contact sitemap print share wechat weibo twitter
    facebook linkedin myspace yahoo! youtube instagram whatsapp email e-mail
    """
)
_TELLS = word_set(
    """
    adds aims approves attracts backs becomes begins boosts breaks brings builds calls
    climbs contributes creates cuts debuts draws drives embraces enters establishes
    exceeds expands eyes falls gains gets gives gathers goes grows heads helps hits
    hosts jumps keeps launches leads leaps makes marks moves names opens outpaces plans
    pledges posts promotes promises pushes ranks reaches receives records releases
    reports rises says seeks sees sets shines shows signs soars starts strengthens
    surges surpasses takes targets tops turns unveils welcomes wins
    """
)
"""Verbs of headlines: a row of capitalised words that has one says something."""
_SMALL_WORDS = word_set(
    """
    a an the of in on at to for from by with and or as is are its into over
    """
)
_LONGEST_TITLE = 20
"""Words. A longer row of capitalised words is no headline."""
_MENU = re.compile(
    r"(?:in focus|special reports?|explore \w+|follow us|about us|contact us|"
    r"sign in|sign up|log ?in|read more|related (?:news|stories|articles)|"
    r"more (?:news|stories)|most (?:read|popular)|recommended|latest news|"
    r"you may also like|editor'?s picks?|"
    r"shar(?:e|ing)(?: to| on| this)?.{0,30}|app download|view more|"
    r"back to (?:the )?top|close|news provided by|"
    r"breaking news.{0,30}|get this page.{0,30}|free for subscribers|"
    r"view shopping cart|the story appears on|page [a-z]?\d{1,3}|print|advertisement|"
    r"view (?:this )?(?:e-?mail )?in (?:your )?browser|unsubscribe.{0,40}|"
    r"skip to (?:main )?content|adjust font size ?:?|large medium small|l m s|"
    r"make me your homepage|art & culture|(?:top|bottom) of page|\d{1,4} comments?|"
    r"shanghai daily pdf.{0,20}|"
    r"(?:中文版|简体|繁体|首页|返回顶部|关闭窗口|字号.{0,12})"
    r"|(?:(?:分享|打印|放大|缩小|关闭|按钮) ?){1,4})",
    re.IGNORECASE,
)
_TAIL_HEADING = re.compile(
    r"(?:special reports?|explore \w+|follow us|recommended|most (?:read|popular)|"
    r"related (?:news|stories|articles?|readings?)|"
    r"you may also like|read more|more stories|"
    r"(?:previous|next)(?: (?:article|news|page|post))? ?[:：].{0,300}|"
    r"(?:media|press) (?:contacts?|enquiries|inquiries) ?[:：]?.{0,200}|"
    r"most viewed(?: in.{0,20})?|today's top news|was this page (?:useful|helpful)\??|"
    r"latest news|(?:download (?:the )?)?attachments?(?: download)? ?:?|"
    r"leave a (?:reply|comment)\.?|分享.{0,10}|"
    r"share(?: to| on| this)?|comments?|advertisement|about us.{0,200}"
    r"|(?:related|read more|see also|more on this|also read) ?[:：].{0,200})",
    re.IGNORECASE,
)


def is_address(line: str) -> bool:
    """A site's address alone, or one to write to: "Contact us at a@example.org"."""
    if "@" in line:
        return len(line) <= 120 and bool(_MAIL.fullmatch(line))
    return "." in line and " " not in line and bool(_SITE.fullmatch(line))


def section_of(line: str) -> str:
    """ "News / Metro" of a line that is a path of sections; else empty."""
    if "/" not in line and ">" not in line and "»" not in line:
        return ""
    plain = " ".join(line.replace("\xa0", " ").split())
    if len(plain) > 80:
        return ""
    found = _SECTION.match(plain)
    if not found or re.search(r"/ ?(?:SHINE|Ti Gong|Xinhua|CFP|IC|CNS|VCG)\b", plain):
        return ""
    parts = [part.strip() for part in re.split(r"[/>»]", found[1])]
    return " / ".join(part for part in parts if part)


def is_legal(line: str) -> bool:
    """Copyright, licence and terms lines of a site's foot."""
    if len(line) > 600:
        return False
    if not _LEGAL.search(line):
        return "not be" in line and bool(_PERMISSION.search(line))
    return not is_prose(line) or "©" in line or "reserved" in line.lower()


def is_menu(line: str) -> bool:
    """Words of a site's navigation: they never open or carry a story."""
    plain = line.replace("\xa0", " ").replace("’", "'").strip(" |·•>»-–")
    if not plain:
        return True
    if len(plain) > 300:
        return False
    if plain.lower() in _MENU_WORDS or _MENU.fullmatch(plain):
        return True
    words = [word.lower() for word in plain.replace("|", " ").split()]
    known = sum(word in _MENU_WORDS for word in words)
    if len(words) > 1 and known >= max(2, len(words) * 2 // 3):
        return True
    if plain.count("|") >= 2 and not ends_sentence(plain):
        return True
    # A row of names, no word that ties them: "Baoshan Changning Chongming ..."
    return (
        len(words) >= 7
        and all(word[0].isupper() for word in plain.split()[:20])
        and not (_SMALL_WORDS | _TELLS).intersection(words)
        and not (len(words) <= _LONGEST_TITLE and any("'s" in word for word in words))
    )


def is_tail_heading(line: str) -> bool:
    """Headings of the boxes that follow a story on its page."""
    return bool(_TAIL_HEADING.fullmatch(line.replace("\xa0", " ").strip()))
