"""Bytes become a text layer, or a clear reason why not."""

from __future__ import annotations

import pytest

from archive.parsing import UnreadableDocument, parse
from archive.parsing.decoding import decode

CHINESE = (
    "临灯区上半年实现地方财政收入三十二亿元，同比增长百分之六，区财政局星期四表示。"
    "该区将继续支持港口企业的发展，并为中小企业提供更多的服务。"
)
TRADITIONAL = (
    "臨燈區上半年實現地方財政收入三十二億元，區政府表示，這個增長來自港口的發展。"
    "我們會繼續為中小企業提供服務。"
)
FRENCH = "Le café du quartier a reçu 40 % de visiteurs de plus, dit l’hôtesse “ravie”."


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"Plain words.", "Plain words.", "utf-8"),
        ("Café – 5 €".encode(), "Café – 5 €", "utf-8"),
        (b"\xef\xbb\xbfMarked.", "Marked.", "utf-8"),
        (b"\xff\xfe" + "Zwölf.".encode("utf-16-le"), "Zwölf.", "utf-16-le"),
        (b"\xfe\xff" + "Zwölf.".encode("utf-16-be"), "Zwölf.", "utf-16-be"),
        (CHINESE.encode("gb18030"), CHINESE, "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        (FRENCH.encode("cp1252"), FRENCH, "cp1252"),
    ],
)
def test_it_finds_the_encoding(data, text, encoding):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.remarks) == (text, encoding, ())


def test_it_keeps_line_ends_as_they_are():
    assert decode(b"one\r\ntwo\rthree\n\tfour").text == "one\r\ntwo\rthree\n\tfour"


def test_it_reads_a_text_cut_off_inside_a_character_and_says_so():
    decoded = decode("Das Café am Fluß, ein Ort der Größe".encode()[:19])
    assert decoded.text == "Das Café am Flu"[:15] + decoded.text[15:]
    whole = "Das Café am Fluß"
    cut = decode(whole.encode()[:-1])
    assert (cut.text, cut.encoding) == (whole[:-1], "utf-8")
    assert cut.remarks == ("The last character is cut off.",)


def test_a_lone_high_byte_at_the_end_is_not_taken_for_a_cut_character():
    assert decode("un café".encode("cp1252")).text == "un café"


def test_it_drops_a_stray_control_character_and_says_so():
    decoded = decode(b"The port\x00 grew.")
    assert decoded.text == "The port grew."
    assert decoded.remarks == ("1 control characters were left out.",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (bytes(range(128, 160)) * 9, "binary"),
        (b"\xff\xfe" + b"\x00\xd8" * 9, "binary"),
        (b"%PDF-1.7\n1 0 obj", "unsupported_type"),
        (b"\n\n%PDF-1.4", "unsupported_type"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "unsupported_type"),
        (b"\xef\xbb\xbf  <html lang=en>", "unsupported_type"),
        (b"<!-- saved --> <HTML>", "unsupported_type"),
        (b"<?xml version='1.0'?><a/>", "unsupported_type"),
        (b"PK\x03\x04aaaa", "unsupported_type"),
        (b"\x1f\x8b\x08\x00", "unsupported_type"),
        (b" \n\t \r\n", "no_text"),
        (b"1234 -- 5678\n***\n", "no_text"),
    ],
)
def test_it_refuses_with_a_code_and_a_reason(data, code):
    with pytest.raises(UnreadableDocument) as refused:
        parse(data, "letter.txt")
    assert refused.value.code == code
    assert refused.value.reason.endswith(".")


def test_content_decides_the_type_and_not_the_name():
    assert parse(b"The port grew by a third last year.", "story.pdf").articles
    with pytest.raises(UnreadableDocument):
        parse(b"%PDF-1.7 The port grew.", "story.txt")


def test_it_refuses_a_document_larger_than_allowed():
    with pytest.raises(UnreadableDocument) as refused:
        parse(b"The port grew. " * 10, "long.txt", max_bytes=100)
    assert refused.value.code == "too_large"
