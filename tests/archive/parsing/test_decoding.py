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


def test_it_refuses_a_document_larger_than_allowed():
    with pytest.raises(UnreadableDocument) as refused:
        parse(b"The port grew. " * 10, "long.txt", max_bytes=100)
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "read_as"),
    [
        (CHINESE, "gb18030", "gb2312", "gb18030"),
        (TRADITIONAL, "big5", "Big5", "big5"),
        (FRENCH, "cp1252", "ISO-8859-1", "cp1252"),
        ("Порт вырос на треть за год.", "cp1251", "windows-1251", "cp1251"),
        ("Порт вырос на треть за год.", "koi8-r", "KOI8-R", "koi8-r"),
        ("港の貨物は三割増えた。", "shift_jis", "Shift_JIS", "cp932"),
        ("港の貨物は三割増えた。", "euc_jp", "EUC-JP", "euc_jp"),
        ("港の貨物は三割増えた。", "iso2022_jp", "iso-2022-jp", "iso2022_jp"),
        ("항구의 화물이 늘었다.", "euc_kr", "euc-kr", "cp949"),
        ("Port wzrósł o trzecią część.", "iso8859-2", "iso-8859-2", "iso8859-2"),
        ("Το λιμάνι μεγάλωσε.", "cp1253", "windows-1253", "cp1253"),
    ],
)
def test_a_declared_encoding_is_believed_where_the_bytes_fit_it(
    text, encoding, declared, read_as
):
    decoded = decode(text.encode(encoding), declared=declared)
    assert (decoded.text, decoded.encoding) == (text, read_as)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
        ("港の貨物は三割増えた。", "cp932"),
        ("港の貨物は三割増えた。", "euc_jp"),
        ("港の貨物は三割増えた。", "iso2022_jp"),
        ("Порт вырос на треть за год.", "mac-cyrillic"),
        ("Port wzrósł o trzecią część.", "iso8859-2"),
        ("ท่าเรือ", "cp874"),
    ],
)
def test_a_text_reads_the_same_again_by_the_encoding_it_was_read_as(text, codec):
    """Documents keep that name, and are read by it when they are parsed again."""
    again = decode(text.encode(codec), declared=codec)
    assert (again.text, again.encoding) == (text, codec)


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="gb2312"></head>',
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=GBK'>",
        '<?xml version="1.0" encoding="gb18030"?><html>',
    ],
)
def test_a_page_may_declare_its_encoding_itself(head):
    # So few Chinese characters that the bytes alone would be taken for cp1252.
    page = f"{head}<p>{'The port of Lindeng grew. ' * 9}姓名</p>"
    decoded = decode(page.encode("gb18030"))
    assert (decoded.text, decoded.encoding) == (page, "gb18030")


@pytest.mark.parametrize(
    "declared",
    ["utf-7", "unicode_escape", "rot13", "zlib_codec", "idna", "punycode", "no such"],
)
def test_an_encoding_outside_the_list_is_not_believed(declared):
    data = "Le café +AGE- \\u0041 grandit".encode("cp1252")
    assert decode(data, declared=declared).encoding == "cp1252"


def test_a_declared_encoding_that_does_not_fit_is_not_believed():
    assert decode(FRENCH.encode("cp1252"), declared="utf-8").text == FRENCH
    assert decode(CHINESE.encode("gb18030"), declared="iso-2022-jp").text == CHINESE


def test_text_that_is_utf8_is_utf8_whatever_is_declared():
    page = '<meta charset="iso-8859-1"><p>Größe der Häfen</p>'
    assert decode(page.encode(), declared="windows-1251").text == page


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_needs_no_mark(encoding):
    text = "<p>The port of Lindeng (临灯) grew by a third last year.</p>"
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_a_few_broken_bytes_do_not_cost_a_long_text_its_encoding():
    data = (CHINESE * 3).encode() + b"\xff\xfe" + TRADITIONAL.encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(CHINESE)
    assert decoded.text.endswith(TRADITIONAL)
    assert decoded.remarks == ("2 places are no UTF-8; they are marked.",)


def test_zero_bytes_between_and_behind_the_words_are_dropped():
    decoded = decode(b"The port\x00 grew by a third last year.\x00\x00" + b"\x00" * 900)
    assert decoded.text == "The port grew by a third last year."
    assert decoded.remarks == ("903 control characters were left out.",)
