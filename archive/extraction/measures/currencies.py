"""Currencies as written before and after an amount; codes are of ISO 4217."""

from __future__ import annotations

from archive.extraction.sentences import Sentence

_CODES = [
    "cny",
    "usd",
    "eur",
    "gbp",
    "hkd",
    "jpy",
    "sgd",
    "aud",
    "nzd",
    "cad",
    "chf",
    "krw",
    "inr",
    "twd",
    "thb",
    "myr",
    "brl",
    "mxn",
    "dkk",
    "nok",
    "sek",
    "zar",
]
_PREFIXES = {code: code.upper() for code in _CODES} | {
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
    "cn¥": "CNY",
    "cn￥": "CNY",
    "rmb": "CNY",
}
_SUFFIXES = {code: code.upper() for code in _CODES if code != "cad"} | {
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "cn¥": "CNY",
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "yen": "JPY",
    "pound": "GBP",
    "pounds": "GBP",
    "won": "KRW",
    "francs": "CHF",
    "rupees": "INR",
    "baht": "THB",
    "ringgit": "MYR",
}
_NATIONS = {
    ("us",): "US",
    ("u.s.",): "US",
    ("u.s",): "US",
    ("american",): "US",
    ("hong", "kong"): "HK",
    ("singapore",): "SG",
    ("singaporean",): "SG",
    ("australian",): "AU",
    ("canadian",): "CA",
    ("new", "zealand"): "NZ",
    ("british",): "GB",
    ("uk",): "GB",
    ("japanese",): "JP",
    ("korean",): "KR",
    ("south", "korean"): "KR",
    ("swiss",): "CH",
    ("indian",): "IN",
    ("danish",): "DK",
    ("norwegian",): "NO",
    ("swedish",): "SE",
    ("chinese",): "CN",
}
_NATIONS_BEGIN = {nation[0] for nation in _NATIONS}
_NATIONAL = {
    "US": ("USD", "dollar"),
    "HK": ("HKD", "dollar"),
    "SG": ("SGD", "dollar"),
    "AU": ("AUD", "dollar"),
    "CA": ("CAD", "dollar"),
    "NZ": ("NZD", "dollar"),
    "GB": ("GBP", "pound"),
    "JP": ("JPY", "yen"),
    "KR": ("KRW", "won"),
    "CH": ("CHF", "franc"),
    "IN": ("INR", "rupee"),
    "DK": ("DKK", "krone"),
    "NO": ("NOK", "krone"),
    "SE": ("SEK", "kron"),
    "CN": ("CNY", "yuan"),
}
"""A nation's currency and how its name begins."""


CURRENCY_WORDS = frozenset([*_SUFFIXES, *_NATIONS_BEGIN])
"""What a currency's name behind an amount can begin with."""


def currency_before(sentence: Sentence, first: int) -> str:
    """The currency whose sign or code stands before the token: "US$", "RMB"."""
    low = sentence.low(first - 1)
    if low == "yuan" and not _is_of_number_before(sentence, first - 1):
        return "CNY"
    return _PREFIXES.get(low, "")


def _is_of_number_before(sentence: Sentence, position: int) -> bool:
    """Whether "yuan" follows a number: "5 million yuan 30 times a year"."""
    before = sentence.tokens[position - 1 : position] if position > 0 else []
    return not before or before[0].is_number or before[0].low[-6:] in _SCALED


_SCALED = ("illion", "ousand", "undred", "dozen", "bn", "-", "the")


def currency_after(sentence: Sentence, position: int) -> tuple[str, int]:
    """The currency named at this place and its last token."""
    if sentence.low(position) == "-":
        position += 1
    low = sentence.low(position)
    unit = _SUFFIXES.get(low, "")
    if unit:
        return unit, position
    if low not in _NATIONS_BEGIN:
        return "", -1
    for nation, country in _NATIONS.items():
        end = position + len(nation)
        currency, name = _NATIONAL[country]
        if tuple(sentence.lows(position, end)) == nation:
            named = sentence.low(end)
            if named.startswith(name) or (named == "$" and name == "dollar"):
                return currency, end
    return "", -1
