"""A purge removes a document's bytes and words for good, and keeps its hash."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError
from django.db import connection

from archive import decisions, originals, pictures, removal, verifying
from archive.models import (
    Article,
    BodyRepair,
    Decision,
    Document,
    Figure,
    FormerAddress,
)
from tests.archive.test_commands import run
from tests.seeded import load_seeds

pytestmark = pytest.mark.django_db

SECRET = "quicksandbank"
STORY = (
    "Brewers reopen in Putuo\n\n"
    "Putuo District collected 3.2 billion yuan (US$450 million) in tax last year, with "
    f"brewing and supplies leading the way, said {SECRET} officials.\n\n"
    "Breweries in the district employ 7,000 people and will hire 300 more by 2026.\n"
)
OTHER = (
    "Docks are dredged\n\nDredging of the northern docks cost 12 million yuan, the "
    "port office said, and took eleven weeks.\n\nShips of 200 meters can moor again.\n"
)


def take_in(folder: Path) -> None:
    load_seeds()
    assert run("ingest", folder)[2] == 0


@pytest.fixture
def folder(take_in_once) -> Path:
    return take_in_once({"story.txt": STORY, "other.txt": OTHER}, take_in)


@pytest.fixture
def document(folder) -> Document:
    return Document.objects.get(deliveries__name="story.txt")


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("ada", password="long enough 1")


def purge(document: Document, *more: str) -> tuple[str, str, int]:
    return run("purge", document.sha256, "--reason", "Court order 12", "--yes", *more)


def everything() -> str:
    """Every value of every column of every table, as text."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [f"{table}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(said)


def test_nothing_of_its_words_is_left_in_any_table(folder, document, editor):
    """Also not in what editors did with it: repairs, the book, the desk's log."""
    article = document.articles.get()
    body = article.body.replace("officials", "clerks")
    decisions.repair_body(article, body, editor)
    article.refresh_from_db()
    decisions.correct(article, {"headline": f"Brewers and {SECRET}"}, editor)
    figure = document.figure_set.order_by("raw_start").first()
    decisions.correct(figure, {"subject_words": SECRET}, editor, reason="It says so")
    decisions.reject(document.figure_set.order_by("raw_start").last(), editor)
    LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(Article),
        object_id=str(article.pk),
        object_repr=f"Brewers and {SECRET}",
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"name": "figure", "object": SECRET}}]),
    )
    assert SECRET in everything()

    output, _, code = purge(document, "--by", "ada")

    assert (code, "1 articles" in output) == (0, True)
    left = everything()
    assert SECRET not in left
    assert "rewing" not in left
    assert "3.2 billion" not in left
    assert not BodyRepair.objects.exists()
    assert LogEntry.objects.get().user == editor


def test_hash_reason_and_who_decided_what_stay(document, editor):
    figure = document.figure_set.first()
    decisions.correct(figure, {"subject_words": SECRET}, editor, reason="It says so")
    purge(document, "--by", "ada")
    document.refresh_from_db()
    assert document.is_purged
    assert document.verdict == Document.Verdict.REFUSED
    assert document.reason == "Court order 12"
    assert document.deliveries.get().name == "story.txt"
    lines = Decision.objects.order_by("id").values_list(
        "action", "target", "made_by_name", "reason", "quote"
    )
    assert list(lines) == [
        ("correct", "figure", "ada", "It says so", ""),
        ("purge", "document", "ada", "Court order 12", ""),
    ]


def test_its_bytes_and_the_pictures_of_its_pages_are_gone_and_no_others(document):
    other = Document.objects.get(deliveries__name="other.txt")
    for one in (document, other):
        picture = pictures.path_of(one.sha256, 1)
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"drawn")
    purge(document)
    assert not originals.path_of(document.sha256).exists()
    assert not pictures.path_of(document.sha256, 1).parent.exists()
    assert originals.read(other.sha256) == OTHER.encode()
    assert pictures.path_of(other.sha256, 1).exists()
    assert list(verifying.faults()) == []


def test_its_addresses_answer_that_it_is_gone(client, document, editor):
    article = document.articles.get()
    figures = list(document.figure_set.all())
    decisions.reject(figures[0], editor)
    FormerAddress.objects.create(public_id="oldaddressx2", article=article)
    pages = [article.get_absolute_url(), "/articles/oldaddressx2/"]
    pages += [f"/articles/{article.public_id}{end}" for end in (".json", "/raw/")]
    pages += [figure.get_absolute_url() for figure in figures]
    pages += [f"/figures/{figure.public_id}.json" for figure in figures]

    purge(document)

    assert {client.get(page).status_code for page in pages} == {410}
    for address in ("/articles/", "/articles.json?q=brewers", "/figures.csv", "/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"rewers" not in answer.getvalue().replace(b"?q=brewers", b"")
    assert Article.objects.count() == 1


def test_the_same_bytes_are_refused_with_the_reason_whatever_their_name(
    folder, document
):
    purge(document)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside/harmless.txt", STORY)
    (folder / "renamed.txt").write_text(STORY)
    (folder / "packed.zip").write_bytes(packed.getvalue())

    for _ in range(2):
        _, errors, code = run("ingest", folder)
        assert code == 1
        assert "story.txt: refused: Court order 12" in errors
        assert "renamed.txt: refused: Court order 12" in errors
        assert "packed.zip!inside/harmless.txt: refused: Court order 12" in errors
        assert not originals.path_of(document.sha256).exists()
        assert SECRET not in everything()
        assert Document.objects.get(pk=document.pk).is_purged
        assert list(verifying.faults()) == []
    assert document.deliveries.count() == 3


def test_other_runs_do_not_bring_it_back(document):
    purge(document)
    run("reextract")
    assert run("reparse", "--refused")[0] == "0 documents: none.\n"
    with pytest.raises(CommandError, match="purge --undo"):
        run("reparse", "--document", document.sha256)
    run("verify", "--repair-index")
    assert SECRET not in everything()


def test_killed_before_the_file_was_removed_it_is_found_and_completed(
    document, monkeypatch
):
    def killed(sha256: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(originals, "remove", killed)
        purge(document)
    (fault,) = verifying.faults()
    assert (fault.kind, fault.where) == ("returned", document.sha256)

    output, _, code = purge(document)

    assert (code, "are removed now" in output) == (0, True)
    assert list(verifying.faults()) == []
    assert "nothing was left" in purge(document)[0]
    assert Decision.objects.filter(action="purge").count() == 1


def test_killed_before_the_database_was_written_nothing_has_happened(
    document, monkeypatch
):
    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    before = everything()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("archive.removal.purging._enter", killed)
        purge(document)
    assert everything() == before
    assert originals.read(document.sha256) == STORY.encode()


def test_undone_the_bytes_are_taken_in_again_at_their_old_addresses(
    client, folder, document
):
    article = document.articles.get()
    figures = set(Figure.objects.values_list("public_id", flat=True))
    purge(document)
    assert "may come again" in run("purge", "--undo", document.sha256)[0]
    assert client.get(article.get_absolute_url()).status_code == 410

    _, errors, code = run("ingest", folder)

    assert (errors, code) == ("", 0)
    assert client.get(article.get_absolute_url()).status_code == 200
    assert set(Figure.objects.values_list("public_id", flat=True)) == figures
    assert not FormerAddress.objects.exists()
    assert list(verifying.faults()) == []
    actions = Decision.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["purge", "allow"]
    assert "is not purged" in run("purge", "--undo", document.sha256)[0]


def test_of_two_copies_the_other_one_is_named_and_leads_from_then_on(folder):
    copy = STORY.replace("Brewers reopen in Putuo", "Breweries open again in Putuo")
    (folder / "copy.txt").write_text(copy + "\nReprinted with permission.\n")
    run("ingest", folder)
    lead = Article.objects.leading().get(body__contains=SECRET)
    other = Article.objects.exclude(pk=lead.pk).get(body__contains=SECRET)

    _, errors, _ = purge(lead.document)

    assert f"Kept, nearly the same story: {other.document.sha256}" in errors
    assert Article.objects.leading().get(body__contains=SECRET) == other


@pytest.mark.parametrize("which", ["lead", "other"])
def test_copies_are_named_too_where_one_of_them_was_withdrawn_before(folder, which):
    (folder / "copy.txt").write_text(f"{STORY}\nReprinted with permission.\n")
    run("ingest", folder)
    lead, other = Article.objects.filter(body__contains=SECRET).order_by("pk")
    withdrawn = lead if which == "lead" else other
    run("withdraw", withdrawn.public_id, "--reason", "Asked")

    _, errors, _ = purge(lead.document)

    assert f"Kept, nearly the same story: {other.document.sha256}" in errors


@pytest.mark.parametrize(
    "name", ["{sha}", "{start}", "{id}", "/articles/{id}/brewers/", "{upper}"]
)
def test_it_is_known_by_its_hash_and_by_its_article(document, name):
    sha256, public_id = document.sha256, document.articles.get().public_id
    name = name.format(
        sha=sha256, start=sha256[:10], id=public_id, upper=sha256.upper()
    )
    run("purge", name, "--reason", "Court order", "--yes")
    assert Document.objects.get(pk=document.pk).is_purged


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{sha}", "--yes"], "Give the --reason"),
        (["{sha}", "--reason", "x"], "give --yes"),
        (["ffffffff", "--reason", "x", "--yes"], "No document's hash begins"),
        (["nowhere", "--reason", "x", "--yes"], "No article is known"),
    ],
)
def test_without_a_reason_and_a_yes_nothing_is_removed(
    document, monkeypatch, arguments, said
):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match=said):
        run("purge", *(word.format(sha=document.sha256) for word in arguments))
    assert originals.read(document.sha256) == STORY.encode()
    assert document.articles.exists()


@pytest.mark.parametrize(("typed", "goes"), [("{start}", True), ("yes", False)])
def test_at_a_terminal_the_hash_is_asked_for(document, monkeypatch, typed, goes):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(
        "sys.stdin", Terminal(typed.format(start=document.sha256[:8]) + "\n")
    )
    try:
        output, _, _ = run("purge", document.sha256, "--reason", "Court order")
        assert "Brewers reopen" in output
    except CommandError as error:
        assert "Nothing was removed" in str(error)
    document.refresh_from_db()
    assert document.is_purged == goes


def test_a_refused_document_can_be_purged_as_well(folder):
    (folder / "noise.txt").write_bytes(b"\0\1\2\3" * 50)
    run("ingest", folder)
    noise = Document.objects.get(deliveries__name="noise.txt")
    purge(noise)
    assert not originals.path_of(noise.sha256).exists()
    assert "noise.txt: refused: Court order 12" in run("ingest", folder)[1]


def test_it_says_that_backups_hold_it_still(document):
    output, _, _ = purge(document)
    assert "Backups made before now still hold it" in output
    assert "--vacuum" in output


@pytest.mark.django_db(transaction=True)
def test_with_vacuum_no_word_of_it_is_left_in_the_databases_files(folder, document):
    output, _, code = purge(document, "--vacuum")
    assert (code, "written anew" in output) == (0, True)
    assert Article.objects.get().title == "Docks are dredged"
    if connection.vendor != "sqlite":
        return
    name = Path(connection.settings_dict["NAME"])
    for path in name.parent.glob(f"{name.name}*"):
        data = path.read_bytes()
        assert SECRET.encode() not in data, path.name
        assert b"employ 7,000" not in data, path.name
    assert b"dredg" in name.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_an_ingest_under_way_cannot_bring_it_back(folder, document, monkeypatch):
    """The bytes are read and parsed already when the purge comes."""
    from archive.ingest import storing

    take = storing.take

    def late(*args: object, **kwargs: object) -> object:
        removal.purge(document, "Court order", None)
        return take(*args, **kwargs)

    (folder / "renamed.txt").write_text(STORY)
    monkeypatch.setattr("archive.ingest.bulk.take", late)
    _, errors, code = run("ingest", folder / "renamed.txt", "--jobs", 1)
    assert "renamed.txt: refused: Court order" in errors
    assert not originals.path_of(document.sha256).exists()
    assert not Article.objects.filter(body__contains=SECRET).exists()
