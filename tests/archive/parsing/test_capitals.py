"""A capital that a font lost is put back where it stood, and only there."""

from __future__ import annotations

from archive.parsing.capitals import lost_capitals, restore_capitals
from archive.spans import MappedText

# A font without the capital B; the story is invented.
STORY = (
    "A bIO-bASED factory has opened in the eastern town. by noon the band had played "
    "twice, but nobody danced. The Wenqiao bridge Works, a big brand, builds boats. "
    "books from berlin lie beside the bridge Works museum. No. 4 bakery School has "
    "been busy, because bread is both cheap and black. The city built a brown barn "
    "before the bridge broke. Old Town hub is near. They had been there before, and "
    "both boys brought bags. A bus stops at the big bakery, behind the bus depot. "
)


def restored(text: str, elsewhere: str = "") -> str:
    return restore_capitals(MappedText.cut(text, 0, len(text)), elsewhere).text


def test_it_sees_which_capital_is_lost():
    assert lost_capitals(STORY) == ["b"]


def test_it_restores_words_of_capitals_names_and_sentence_starts():
    text = restored(STORY)
    assert "A BIO-BASED factory" in text
    assert "town. By noon the band had played twice, but nobody danced" in text
    assert "The Wenqiao Bridge Works, a big brand, builds boats" in text
    assert "Books from Berlin lie beside the Bridge Works museum" in text
    assert "No. 4 Bakery School has been busy, because bread" in text


def test_it_leaves_common_words_small():
    text = restored(STORY)
    for words in ("a brown barn before the bridge broke", "the big bakery, behind"):
        assert words in text


def test_a_name_in_print_elsewhere_is_evidence():
    small = STORY.replace("Old Town hub", "Old Town baths")
    assert "Old Town baths" in restored(small)
    assert "Old Town Baths" in restored(small, "The Town Baths reopen")


def test_characters_are_replaced_one_for_one():
    text = restored(STORY)
    assert len(text) == len(STORY)
    assert text.lower() == STORY.lower()


def test_a_text_with_the_capital_is_left_alone():
    story = STORY + "Berlin is far. "
    assert restored(story) == story


def test_a_brand_with_a_small_first_letter_is_no_lost_capital():
    story = "The eBay shop and the iPhone shop are near. " * 20
    assert lost_capitals(story) == []
