"""Currencies as written before and after an amount; codes are of ISO 4217."""

from __future__ import annotations

from archive.extraction.sentences import Sentence

_PREFIXES = {
    "$": "USD",
    "us$": "USD",
    "hk$": "HKD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "s$": "SGD",
    "nt$": "TWD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
}
_SUFFIXES = {
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "dollar": "USD",
    "dollars": "USD",
    "usd": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "yen": "JPY",
    "pound": "GBP",
    "pounds": "GBP",
}
_NATIONS = {
    ("us",): "USD",
    ("u.s.",): "USD",
    ("u.s",): "USD",
    ("american",): "USD",
    ("hong", "kong"): "HKD",
    ("singapore",): "SGD",
    ("australian",): "AUD",
    ("canadian",): "CAD",
}
_NATIONS_BEGIN = {nation[0] for nation in _NATIONS}


def currency_before(sentence: Sentence, first: int) -> str:
    """The currency whose sign or code stands before the token: "US$", "RMB"."""
    return _PREFIXES.get(sentence.low(first - 1), "")


def currency_after(sentence: Sentence, position: int) -> tuple[str, int]:
    """The currency named at this place and its last token."""
    if sentence.low(position) == "-":
        position += 1
    unit = _SUFFIXES.get(sentence.low(position), "")
    if unit:
        return unit, position
    if sentence.low(position) not in _NATIONS_BEGIN:
        return "", -1
    for nation, currency in _NATIONS.items():
        end = position + len(nation)
        named = tuple(sentence.lows(position, end)) == nation
        if named and sentence.low(end) in ("dollar", "dollars", "$"):
            return currency, end
    return "", -1
