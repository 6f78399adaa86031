"""Lines that stand on a story's page without being of it, known by their words."""

from __future__ import annotations

import re

from archive.parsing.lines import ends_sentence

_LEADS = re.compile(
    r"[\[(>»•*–（【-]{0,3}\s{0,3}(?:"
    r"(?:read|see|read this|watch|listen|don['’]t miss|more|related|recommended|also|"
    r"explore|discover|view|check out|in pictures|in case you missed it)"
    r"(?:\s(?:more|also|next|now|here|on this|stories|story|articles?|coverage|news|"
    r"reading|content|links|topics|videos?|posts?|from)){0,3}\s{0,2}[:：|»>–—-]"
    r"|(?:also read|read also|read more|read next|see also|more on this|more from|"
    r"related (?:stories|articles?|coverage|content|links|topics|news|posts|reading)|"
    r"you may also|you might also|up next|next story|previous story|recommended for|"
    r"most (?:read|popular|viewed)|trending|editor['’]?s['’]? picks?|top stories|"
    r"what to read next|latest (?:news|stories)|keep reading|continue reading|"
    r"(?:the )?(?:story|article) continues|(?:story )?continues below|"
    r"advertisement|sponsored|promoted|paid (?:post|content)|"
    r"skip (?:to|past|advert)|back to top|load more|show more|click here|tap here|"
    r"sign up|sign in|log in|subscribe\b|register (?:now|today|for free|to)\b|"
    r"already a (?:subscriber|member)|become a (?:member|subscriber)|"
    r"get (?:the|our|your|unlimited|full|all the) [^.]{0,60}"
    r"(?:newsletter|inbox|access|app|email|delivered)|"
    r"join (?:our|the|us|thousands)|download (?:our|the) [^.]{0,30}app|"
    r"follow (?:us|me|him|her|them|@|[A-Z][\w'’ .-]{1,40} on )|like us on|find us on|"
    r"connect with us|share (?:this|on|via|your|the)|"
    r"(?:tweet|pin|email|print|copy) this|leave a (?:comment|reply)|post a comment|"
    r"view (?:all )?comments?|join the (?:conversation|discussion)|"
    r"we use cookies|this (?:web)?site uses cookies|by (?:continuing|using|clicking)|"
    r"accept (?:all )?cookies|your browser (?:does not|doesn['’]t)|"
    r"please enable javascript|enable javascript|javascript is|"
    r"have a (?:news )?tip|got a (?:news )?tip|send (?:us )?(?:your )?tips|"
    r"report (?:a|an) (?:typo|error|correction)|"
    r"support (?:our|independent) (?:journalism|work|reporting|news\w*)|"
    r"make a donation|donate (?:now|today)|"
    r"(?:copyright|©|\(c\) ?(?:19|20)\d\d)|all rights reserved|"
    r"this material may not be published|"
    r"(?:this (?:story|article|page) (?:was|is) )?printed from (?:https?:|www\.)|"
    r"to contact the (?:reporters?|editors?|authors?|writers?) |"
    r"for more (?:articles|stories|news) like this|visit [\w'’ ]{3,40} homepage|"
    r"相关(?:新闻|阅读|报道|文章|链接)|延伸阅读|推荐阅读|更多(?:新闻|内容|精彩)|热门|"
    r"分享到|扫一扫|扫码|责任编辑|点击(?:查看|进入|下载)|版权所有|免责声明|打印|关闭窗口|"
    r"上一篇|下一篇|返回(?:顶部|首页)|【?字号|关注我们|下载客户端|我要评论|网友评论|"
    r"延伸閱讀|相關(?:新聞|報導|文章)|推薦閱讀|更多新聞"
    r"))",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:share|tweet|print|email|e-mail|save|comments?|\d{1,5} comments?|reply|like|"
    r"facebook|twitter|linkedin|whatsapp|pinterest|reddit|telegram|instagram|youtube|"
    r"ad|advert|advertisement|sponsored|close|menu|search|home|next|previous|prev|"
    r"loading(?:\.{3}|…)?|tags?|topics?|filed under|more|read more|related|"
    r"in this article|on this page|table of contents|newsletter|subscribe|follow|"
    r"play|pause|mute|video|watch|listen|gallery|photos?|view gallery|enlarge|"
    r"\d{1,2} ?min(?:ute)?s? read|(?:reading|read) time:? .{1,20}|\d{1,6} (?:views?|"
    r"shares?|reads?)|copy link|link copied!?|"
    r"\d{1,2} (?:of|/) \d{1,3}|photos?: ?\d{1,3}|"
    r".{0,40}\bsponsored (?:content|opportunity|post|message|links?|by .{1,40})|"
    r"分享|评论|打印|收藏|微信|微博|朋友圈|大|中|小|上一页|下一页|广告|廣告)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|posted in|labels?|"
    r"(?:image|photo|picture|video|graphic|cover|featured image|top image|"
    r"main image|header image|photograph)s?(?: (?:credit|source|courtesy|by|via|"
    r"copyright))?s?|"
    r"credits?|caption|标签|关键词|關鍵字|图|图片来源)\s{0,2}[:：|]",
    re.IGNORECASE,
)
_PLEA = re.compile(
    r"\b(?:newsletters?|subscri(?:be|bers?|ption)|sign(?:ing)? up|your inbox|log ?in|"
    r"free trial|unlimited access|paywall|cookies?|privacy policy|terms of (?:use|"
    r"service)|download (?:our|the) app|follow us|our app|premium|create an account)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"[（(【\[]?(?:免责声明|版权声明|特别声明|原标题|温馨提示|扫描(?:上方|下方|文末)?二维码|"
    r"长按(?:识别|扫描)?.{0,6}二维码)"
)
"""How a line that belongs to the page and not to the story begins in Chinese."""
_TO_INBOX = re.compile(
    r"^(?:start|begin|end) (?:your|the) (?:day|morning|evening|week)\b"
    r"|\b(?:(?<!were )(?<!was )(?<!been )sent|delivered|straight|directly|right) "
    r"(?:in)?to your (?:e-?mail )?inbox"
    r"(?=\W{0,3}$|[.!?]\s|,? (?:once|twice|every|each|daily|weekly|on|at|before|"
    r"(?:for )?free)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:you|your|our|us|we|me|may earn)\b|"
    r"^(?:sign|subscribe|get|join|click|enter|start|log)",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"(?:is|was) (?:a|an|the) [^.]{0,80}"
    r"\b(?:reporter|writer|editor|journalist|columnist|correspondent|contributor|"
    r"author|producer|intern|fellow|blogger)\b"
    r"|\b(?:covers|writes about|reports on|can be reached|joined the|follow (?:him|her|"
    r"them)|reach (?:him|her|them)|email (?:him|her|them)|on twitter)\b|@\w{2,30}",
    re.IGNORECASE,
)


_IS_WRITER = (
    r"[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2} is (?:a|an|the) "
    r"(?!former|retired)[^.\d]{0,60}"
    r"\b(?:reporter|writer|editor|journalist|columnist|correspondent|contributor"
)
_PRESENTED = re.compile(
    rf"{_IS_WRITER})"
    r"(?:,? (?:for|at|with|in|of|on|from|to|based|covering|and|"
    r"who (?:covers|writes|reports))\b[^.\d]{0,60})?\.(?!.{120})"
)
_AT_LENGTH = re.compile(rf"{_IS_WRITER}|author)")
_LIFE = re.compile(
    r"\b(?:author of|(?:his|her|their) (?:latest |new |first |most recent )?book|"
    r"writes (?:about|for)|has written for|lives in|follow (?:him|her|them)|"
    r"(?:he|she|they) can be reached|co-?hosts?)\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\+?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]\d{3,4}\b")
_REACHED = re.compile(
    r"(?:contact|e-?mail|write to|reach) (?:[A-Z][\w'’.-]+ ){1,4}(?:at|on|via):? "
    r"[^\s@]{1,60}@[\w.-]{3,60}+(?:[.,;]?\s{0,3}(?:or|and|with)\b.{0,80}|\W{0,3})$",
    re.IGNORECASE,
)
_COMMERCE = re.compile(
    r"\bwe(?:['’]d| would) (?:like|love) to hear (?:what|from|your)\b|"
    r"\bsend (?:your )?letters to the editor\b|"
    r"\baffiliate (?:links?|partner\w*|commissions?|program\w*)\b"
    r"|\bearn (?:a |an )?(?:small |affiliate )?commissions?\b",
    re.IGNORECASE,
)


_CONTACT = re.compile(
    r"\b(?:e-?mail|write to|contact|reach) us(?: at| on| via)?:?\s{0,3}"
    r"(?:\W{0,2}$|[\w.+-]{1,60}@)",
    re.IGNORECASE,
)


_NAMED = r"(?-i:[A-ZÀ-Þ\u3400-\u9fff])[\w'’.-]{0,30}"
_CREDITED = re.compile(
    r"(?:[(\[](?:[\w ]{1,30} )?(?:photos?|photographs?|images?|pictures?)"
    r"(?: (?:credit|courtesy))?\s?(?:by|of|via|from|[:：/])[^()\[\]]{2,80}[)\]]"
    r"|(?:^|(?<=[.。!?,;:)\]\"”…|–—-] )|\b(?=(?-i:[PI])))"
    r"(?:photo(?:graph)?|image|picture)s?(?: credit)?: ?"
    rf"{_NAMED}(?:[ ,&/|]{{1,3}}(?:{_NAMED}|for|of|and|the|via|by)){{0,8}}"
    r"|(?:记者|[\s。）])[\u3400-\u9fff·]{2,4}\s{0,2}(?:摄影?|供图)[）)]?)\W{0,3}$",
    re.IGNORECASE,
)
_PICTURES = ("photo", "image", "picture", "摄", "供图")
_LONGEST_CREDIT = 130
_SHORT_CAPTION = 12
_REPORTED = re.compile(
    r"\b(?:said|told|according to)\b|\d,\d{3}(?!\d)|\d ?(?:[%％万亿]|per ?cent\b|"
    r"(?:million|billion|trillion)\b|(?:yuan|dollars|people|companies|firms)\b)",
    re.IGNORECASE,
)
"""What a story says and a line of the page hardly does: somebody's word, a figure."""
_FIGURE = re.compile(r"(?<![\w@.])(?!(?:19|20)\d\d\b)\d[\d.,]{0,20}+(?! ?years?\b)")
_NUMBER = re.compile(r"\d")
_FEWEST_TOLD = 10
_STRONG_LEAD = ":：|»>–—-"
_ELSEWHERE = re.compile(
    r"(?:more|read|see|also|related|other|further|latest|recent|previous|earlier|top|"
    r"most|what|you|from|our|on|about|for|links?|sources?|watch|listen|explore)\b|(?:相关|更多|延伸|推荐|相關|推薦)",
    re.IGNORECASE,
)
_LONGEST_LEAD = 60


_TAIL = re.compile(
    r"(?:story source|(?:journal )?references?|more information|citations?|"
    r"cite this (?:page|article)|about the (?:author|writer)s?|further reading|"
    r"(?:image|photo|picture) credits?|sources?|footnotes?|notes to editors|"
    r"media contacts?|press contacts?|contacts?|about us|"
    r"参考(?:文献|资料))\s{0,3}[:：]?"
)


def opens_tail(text: str) -> bool:
    """Whether a short line heads what follows a story: its sources, its author."""
    line = text.strip()
    return len(line) <= 60 and bool(_TAIL.fullmatch(line.lower()))


def tells_figure(text: str, words: int) -> bool:
    """Whether a line without a full stop is long and tells a figure."""
    return words >= _FEWEST_TOLD and bool(_NUMBER.search(text[:800]))


def leads_elsewhere(text: str) -> bool:
    """Whether a line is no sentence but the heading of links below it."""
    line = text.strip()
    if len(line) > _LONGEST_LEAD or ends_sentence(line) or _FIGURE.search(line):
        return False
    return line.endswith((":", "：")) or bool(_ELSEWHERE.match(line))


def ends_in_credit(text: str, words: int) -> bool:
    """Whether a text is told for a caption by the photographer named at its end.

    A longer one that tells a figure or what somebody said is of the story.
    """
    if not 3 <= words <= 80:
        return False
    end = text[-_LONGEST_CREDIT:]
    low = end.lower()
    if not any(mark in low for mark in _PICTURES) or not _CREDITED.search(end):
        return False
    return words <= _SHORT_CAPTION or not _REPORTED.search(text[:800])


def is_page_line(text: str, words: int) -> bool:
    """Whether a block is a line of the page: a lead to elsewhere, a plea, a label.

    A sentence with a figure or with what somebody said is none, but behind a mark
    that leads elsewhere: "Read more: ...".
    """
    start = text[:800]
    tells = bool(_REPORTED.search(start)) and ends_sentence(text)
    if words <= 90 and not tells and _COMMERCE.search(start) and _ASKS.search(start):
        return True
    if words > 60 or len(text) > 500:
        return False
    line = text.strip(" \xa0|·•()（）[]【】")
    if _OWNED.match(line) or _WHOLE.fullmatch(line):
        return True
    if words <= 30 and not tells and _CONTACT.search(line):
        return True
    lead = _LEADS.match(line) if words <= 40 else None
    if lead and (not tells or lead[0][-1] in _STRONG_LEAD):
        # "Share this view with ..." of a story goes on; a line of the page is short.
        return words <= 25 or bool(_PLEA.search(line))
    if words <= 25 and _LABELLED.match(line):
        return True
    return words <= 40 and not tells and _is_plea(line, words)


def _is_plea(line: str, words: int) -> bool:
    """Whether a line asks its reader for an address, an account or consent."""
    if "inbox" in line.lower() and _TO_INBOX.search(line):
        return True
    if not _ASKS.search(line):
        return False
    pleas = len(_PLEA.findall(line))
    return pleas >= 2 or (pleas == 1 and words <= 14)


def is_biography(text: str, names: tuple[str, ...]) -> bool:
    """Whether a paragraph presents the author of the story."""
    if len(text) > 700:
        return False
    if _PRESENTED.match(text) or _REACHED.match(text):
        return True
    if _AT_LENGTH.match(text) and _LIFE.search(text) and not _REPORTED.search(text):
        return True
    start = text[:120].lower()
    named = any(
        name.lower() in start or name.lower().split()[-1] in start.split()[:3]
        for name in names
    )
    if (
        named
        and _BIOGRAPHY.search(text)
        and not _FIGURE.search(_TELEPHONE.sub("", text))
    ):
        return True
    return bool(re.match(r"about the (?:author|writer)s?\b", start))
