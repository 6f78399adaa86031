"""Lines that tell a day and little else, and sentences that only name one."""

from __future__ import annotations

import re

from archive.parsing.dates import MONTHS
from archive.parsing.vocabulary import word_set

_LABELS = frozenset(MONTHS) | word_set(
    # of what is told, by whom, and where
    "date day time published publication posted issued released release created first "
    "originally last updated update modified edited revised corrected changed reviewed "
    "on at by of from in for to the and with via as source sources print staff writer "
    "writers reporter reporters editor editors correspondent contributor author "
    "authors journalist agency news edition online story text words photo photos web "
    # counts and controls
    "min mins minute minutes hour hours days week weeks ago read reads reading view "
    "views hit hits click clicks comment comments share shares like likes font size "
    # times and their zones
    "a p m am pm noon midnight today yesterday utc gmt est edt cst bst cet cest ist "
    # the same in other languages whose dates are written in numbers
    "veröffentlicht aktualisiert um uhr von vom der den publié mis à jour le la par "
    "h publicado actualizado el las por de"
)
_PARTS = re.compile(r"[|｜│丨·•]|\s{2,}")
_LOWER = re.compile(r"(?<![\w@.])[^\W\d_A-ZÀ-Þ\u3400-\u9fff][^\W\d_\u3400-\u9fff]*")
_UNDATED = 4
"""Words that a part of a line may say beside the part with its date: a section."""
_HAN = re.compile(r"[\u3400-\u9fff]{1,200}")
_HAN_LABEL = (
    r"(?:首次|最后|最近|责任|责编|稿件|本报|北京|当地)?(?:发布|发表|出版|更新|刊登|刊发|修改|"
    r"發布|發表|來源|来源|稿源|作者|记者|記者|编辑|編輯|责编|時間|时间|日期|星期|周|週|上午|"
    r"下午|晚|早|凌晨|中午|讯|訊|电|電|第|浏览|阅读|点击|字号|字體|字体|评论|分享|"
    r"发稿|文章|撰文|摄影|打印)"
)
_LABELLED = re.compile(_HAN_LABEL)
_GOES_ON = re.compile(rf"\d\s?日\s?[,，、]?\s?(?!{_HAN_LABEL})[\u3400-\u9fff]")
_NUMBERS = re.compile(r"\d[\d:：年月日时分秒點点時./-]{0,40}")
_SHORT_HAN = 6
_SOURCE_END = re.compile(
    r"(?:报|網|网|社|新闻|新聞|台|臺|客户端|中心|局|委|委员会|政府|办公室|频道|在线|杂志|"
    r"公司|集团|大学|研究院|版|号|记者)$"
)
_LONGEST_SOURCE = 20


def tells_day_alone(text: str) -> bool:
    """Whether a line with a day says no more than its time, label, place or source.

    "Updated May 12, 2024 at 8 p.m. | Economy" does; "Voting ends on May 12, 2024" and
    "2024年5月12日，新码头开通" name a day in a sentence.
    """
    if _GOES_ON.search(text):
        return False
    for part in _PARTS.split(text):
        said = sum(word not in _LABELS for word in _LOWER.findall(part.strip()))
        if said > (0 if any(char.isdigit() for char in part) else _UNDATED):
            return False
    return all(map(_is_han_label, _HAN.finditer(_NUMBERS.sub(" ", text))))


def _is_han_label(found: re.Match[str]) -> bool:
    """Whether Chinese words beside a day are a label, a source or a short name."""
    words = found[0]
    if len(words) <= _SHORT_HAN:
        return True
    before = found.string[: found.start()].rstrip()[-1:]
    return len(words) <= _LONGEST_SOURCE and bool(
        before in (":", "：") or _LABELLED.match(words) or _SOURCE_END.search(words)
    )
