"""People's names of East Asia in Latin letters, told by surname and syllables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.extraction.folding import fold
from archive.extraction.vocabulary import words

SURNAMES = words(
    "ai an bai bao bi bian bo cai cao cen chai chang chao che chen cheng chi chu "
    "cui dai dang deng di ding dong dou du duan fan fang fei feng fu gan gao ge "
    "geng gong gou gu guan gui guo han hang hao he hong hou hu hua huang huo ji "
    "jia jian jiang jiao jin jing ju kang ke kong kuang lai lan lang lao lei leng "
    "li lian liang liao lin ling liu long lou lu luan luo lyu lv ma mao mei meng "
    "mi miao min mo mou mu nan ni nie ning niu ou ouyang pan pang pei peng pi ping "
    "pu qi qian qiang qiao qin qiu qu quan ran rao ren rong ru ruan rui sang sha "
    "shan shang shao shen sheng shi shou shu situ song su sui sun tai tan tang tao "
    "teng tian tong tu wan wang wei wen weng wu xi xia xian xiang xiao xie xin "
    "xing xiong xu xuan xue yan yang yao ye yi yin ying yong you yu yuan yue yun "
    "zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuo zong zou "
    "zuo"
)

_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu"
    r"|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)['’-]?){1,3}"
)


_TIED = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{2,6}")
"""A given name of two syllables, as Koreans and people of Taiwan write them."""


_TRADES = words("tech tec food foods parts chem care pharma med line farm print")
"""What a company's name has behind a hyphen: "Hi-tech", "Agri-food"."""


def is_person(names: Sequence[str]) -> bool:
    """ "Li Xiaoming": a surname and a given name of at most three syllables."""
    if len(names) == 2 and _TIED.fullmatch(names[1]):
        return names[1].partition("-")[2] not in _TRADES
    if len(names) != 2 or fold(names[0]) not in SURNAMES or len(names[1]) > 14:
        return False
    return _SYLLABLES.fullmatch(fold(names[1])) is not None
