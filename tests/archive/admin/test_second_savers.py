"""Who saves second is shown both versions; what they left alone stays the other's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from archive import decisions
from archive.models import Article
from districts.models import District
from tests.archive.admin.pages import (
    address,
    columns,
    filled,
    save,
    saved,
    send,
    told,
)
from tests.factories import make_article, make_district, make_region

BODY = "Putuo has 12 hubs.\n\nThe trail run took 9 days."
LEFT = "left as it was"


def of(**fields: str) -> dict[str, str]:
    return {f"published_{name}": value for name, value in fields.items()}


@pytest.fixture
def article(db) -> Article:
    return make_article(BODY, headline="Hubs", published_on="2023-08-19")


@pytest.fixture
def district(db) -> District:
    return make_district("Putuo", aliases=("Old", "Older"))


def twice(desk, thing: Any, opened: dict[str, str], **changes: str) -> str:
    """Save what was opened before somebody else's change, and once more as shown."""
    answer = send(desk, thing, opened, **changes)
    assert not saved(answer)
    assert saved(send(desk, thing, filled(answer)))
    thing.refresh_from_db()
    return told(answer)


# An article


def test_a_time_that_another_set_stays_where_the_date_was_left_alone(desk, article):
    opened = filled(desk.get(address(article)))
    save(desk, article, **of(time="10:00", offset="480"))
    page = twice(desk, article, opened, headline="Mine")
    assert columns(page, "Published time") == ["nothing", "10:00:00", LEFT]
    assert article.headline == "Mine"
    assert article.published_at == datetime(2023, 8, 19, 2, 0, tzinfo=UTC)


def test_a_time_that_was_taken_away_stays_away(desk, article):
    save(desk, article, **of(time="10:00", offset="480"))
    opened = filled(desk.get(address(article)))
    save(desk, article, **of(time=""))
    page = twice(desk, article, opened, headline="Mine")
    assert columns(page, "Published time") == ["10:00:00", "nothing", LEFT]
    assert article.published_at is None


def test_a_date_is_one_word_of_who_changed_something_of_it(desk, article):
    opened = filled(desk.get(address(article)))
    save(desk, article, **of(time="10:00", offset="480"))
    page = twice(desk, article, opened, **of(on="2023-08-20"))
    assert columns(page, "Published on") == ["2023-08-19", "2023-08-19", "2023-08-20"]
    assert columns(page, "Published time") == ["nothing", "10:00:00", "nothing"]
    assert (str(article.published_on), article.published_at) == ("2023-08-20", None)


def test_a_repair_stays_where_the_body_was_left_alone(desk, article):
    opened = filled(desk.get(address(article)))
    save(desk, article, section="News")
    save(desk, article, body=BODY.replace("trail", "trial"))
    page = twice(desk, article, opened, headline="Mine")
    assert columns(page, "Body")[2] == LEFT
    assert article.headline == "Mine"
    assert "trial run" in article.body


def test_a_repair_that_was_taken_back_is_not_made_again(desk, article):
    save(desk, article, body=BODY.replace("trail", "trial"))
    opened = filled(desk.get(address(article)))
    decisions.repair_body(Article.objects.get(), BODY, None)
    twice(desk, article, opened, headline="Mine")
    assert article.body == BODY


def test_two_that_repair_one_body_are_shown_both(desk, article):
    opened = filled(desk.get(address(article)))
    save(desk, article, body=BODY.replace("trail", "trial"))
    mine = BODY.replace("12 hubs", "13 hubs")
    page = twice(desk, article, opened, body=mine)
    was, theirs, yours = columns(page, "Body")
    assert ("trail" in was, "trial" in theirs, "13" in yours) == (True, True, True)
    assert article.body == mine


# A known thing


def test_what_the_second_left_alone_of_a_thing_stays_the_firsts(desk, district):
    other = make_region("Other")
    opened = filled(desk.get(address(district)))
    save(desk, district, name_zh="theirs", region=other.pk, valid_from="1992-10-11")
    page = twice(desk, district, opened, tile_row="3", tile_column="3")
    assert columns(page, "Region") == ["shanghai", "Other", LEFT]
    assert (district.name_zh, district.region) == ("theirs", other)
    assert (str(district.valid_from), district.tile_row) == ("1992-10-11", 3)


def test_a_name_that_another_deleted_is_in_nobodys_way(desk, district):
    opened = filled(desk.get(address(district)))
    save(desk, district, **{"aliases-0-DELETE": "on"})
    page = twice(desk, district, opened, name_zh="mine")
    assert columns(page, "Aliases") == ["Old, Older", "Older", LEFT]
    assert district.name_zh == "mine"
    assert [alias.name for alias in district.aliases.all()] == ["Older"]


def test_names_are_shown_as_they_are_now_and_what_was_wanted_is_told(desk, district):
    opened = filled(desk.get(address(district)))
    save(desk, district, **{"aliases-2-name": "Theirs"})
    mine = {"aliases-0-DELETE": "on", "aliases-2-name": "Mine"}
    page = twice(desk, district, opened, **mine)
    was, theirs, yours = columns(page, "Aliases")
    assert (was, theirs) == ("Old, Older", "Old, Older, Theirs")
    assert yours == "Mine, Older"
    assert "what you changed of them, do again" in page
    assert district.aliases.count() == 3


def test_names_that_nobody_else_changed_stay_as_they_were_filled_in(desk, district):
    opened = filled(desk.get(address(district)))
    save(desk, district, name_zh="theirs")
    twice(desk, district, opened, **{"aliases-2-name": "Mine"})
    assert district.name_zh == "theirs"
    assert district.aliases.filter(name="Mine").exists()


def test_a_change_that_is_in_no_book_holds_no_form_up(desk, district):
    opened = filled(desk.get(address(district)))
    district.aliases.get(name="Old").delete()
    page = twice(desk, district, opened, tile_row="3", tile_column="3")
    assert columns(page, "Tile row") == ["not known", "nothing", "3"]
    assert district.tile_row == 3
