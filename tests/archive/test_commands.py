"""The commands as a person at a terminal meets them."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive import decisions, originals, search
from archive.models import Article, Delivery, Document, Figure, IndustryMention
from districts.models import Industry, IndustryKeyword
from tests.seeded import seeded_folder

STORY = (
    "Factories reopen in Putuo\n\n"
    "Putuo District collected 3.2 billion yuan (US$450 million) in tax last year, "
    "with brewing and brewing supplies leading the way.\n\n"
    "Breweries in the district employ 7,000 people.\n"
)


def run(*arguments: object, **options: object) -> tuple[str, str, int]:
    """Output, errors and exit code."""
    output, errors = StringIO(), StringIO()
    code = 0
    try:
        call_command(*map(str, arguments), stdout=output, stderr=errors, **options)
    except SystemExit as stop:
        code = stop.code
    return output.getvalue(), errors.getvalue(), code


@pytest.fixture
def folder(db, tmp_path) -> Path:
    return seeded_folder(tmp_path, story=STORY)


def test_ingest_says_what_became_of_the_documents(folder):
    output, errors, code = run("ingest", folder)

    assert output == "1 documents: 1 new.\n"
    assert (errors, code) == ("", 0)


def test_ingest_ends_with_1_when_a_document_was_refused(folder):
    (folder / "noise.txt").write_bytes(b"\0\1\2\3" * 50)

    output, errors, code = run("ingest", folder)

    assert code == 1
    assert "1 new, 1 refused" in output
    assert "noise.txt: refused: " in errors


def test_ingest_writes_a_verdict_per_document(folder, tmp_path):
    report = tmp_path / "report.jsonl"
    run("ingest", folder, "--report", report)

    row = json.loads(report.read_text())
    assert row["name"] == "story.txt"
    assert row["state"] == "new"
    assert row["articles"] == 1
    assert len(row["sha256"]) == 64


def test_ingest_takes_no_more_than_its_limit(folder):
    (folder / "again.txt").write_text(STORY.replace("reopen", "close"))

    assert run("ingest", folder, "--limit", 1)[0] == "1 documents: 1 new.\n"


def test_ingest_names_the_regions_there_are(folder):
    with pytest.raises(CommandError, match="no region “shangai”; known: .*shanghai"):
        run("ingest", folder, "--region", "shangai")


def test_ingest_says_when_a_path_is_not_there(folder):
    with pytest.raises(CommandError, match="There is no .*nowhere"):
        run("ingest", folder / "nowhere")


@pytest.mark.parametrize(
    ("command", "option"), [("ingest", "--report"), ("reextract", "--report")]
)
def test_a_report_that_cannot_be_written_is_said_before_any_work(
    folder, tmp_path, command, option
):
    paths = [folder] if command == "ingest" else []

    with pytest.raises(CommandError, match="is a folder"):
        run(command, *paths, option, tmp_path)
    with pytest.raises(CommandError, match="there is no folder"):
        run(command, *paths, option, tmp_path / "nowhere" / "report.jsonl")
    assert not Document.objects.exists()


def test_reextract_says_when_no_document_is_meant(folder):
    with pytest.raises(CommandError, match="no document of that region"):
        run("reextract", "--region", "nowhere")


def test_ingest_says_when_deliveries_contradict_each_other(folder):
    run("ingest", folder)

    _, errors, _ = run("ingest", folder, "--region", "federal-reserve")

    assert "Delivered as of Federal Reserve districts and as of Shanghai" in errors
    assert run("ingest", folder)[0] == "1 documents: 1 unchanged.\n"


def test_a_damaged_raw_document_is_mended_when_its_bytes_come_again(folder):
    run("ingest", folder)
    path = originals.path_of(Document.objects.get().sha256)
    path.chmod(0o644)
    path.write_text("something else")

    run("ingest", folder)

    assert run("verify")[2] == 0


@pytest.mark.parametrize(
    "put", [os.mkfifo, os.mkdir, lambda p: p.symlink_to("/etc/passwd")]
)
def test_verify_never_follows_what_stands_in_a_document_s_place(folder, put):
    run("ingest", folder)
    path = originals.path_of(Document.objects.get().sha256)
    path.unlink()
    put(path)

    assert "unreadable: " in run("verify")[1]


def test_reextract_reports_before_it_writes(folder):
    run("ingest", folder)
    brewing = Industry.objects.create(slug="brewing", name="Brewing")
    IndustryKeyword.objects.create(industry=brewing, word="brewing supplies")

    output, _, _ = run("reextract", "--dry-run")
    assert "nothing was changed" in output
    assert not IndustryMention.objects.filter(industry=brewing).exists()

    output, _, _ = run("reextract")
    assert "0 added" not in output
    assert IndustryMention.objects.filter(industry=brewing).exists()


def test_reextract_tells_where_the_machine_disagrees_with_an_editor(folder):
    run("ingest", folder)
    figure = Figure.objects.get(surface__contains="3.2 billion")
    decisions.correct(figure, {"unit": "USD"}, None)

    output, _, _ = run("reextract")

    assert "disagreement: figure “3.2 billion yuan”" in output
    assert "the machine says unit 'CNY', an editor USD" in output


def test_verify_finds_nothing_wrong_with_a_sound_archive(folder):
    run("ingest", folder)

    output, errors, code = run("verify")

    assert "1 documents, 1 articles, 0 decisions without a place" in output
    assert (errors, code) == ("", 0)


def test_verify_names_altered_missing_and_orphaned_raw_documents(folder):
    (folder / "again.txt").write_text(STORY.replace("reopen", "close"))
    run("ingest", folder)
    altered, missing = Document.objects.order_by("sha256")
    path = originals.path_of(altered.sha256)
    path.chmod(0o644)
    path.write_text("something else")
    originals.path_of(missing.sha256).unlink()
    orphan = originals.keep(b"never heard of")
    os.utime(originals.path_of(orphan), (1, 1))  # not of an ingest under way

    _, errors, code = run("verify")

    assert code == 1
    assert f"altered: {altered.sha256}" in errors
    assert f"missing: {missing.sha256}" in errors
    assert f"orphaned: {orphan}" in errors
    assert len(errors.splitlines()) == 3


def test_verify_finds_rows_out_of_step_and_mends_the_index(folder):
    run("ingest", folder)
    article = Article.objects.get()
    search.remove([article.pk])

    _, errors, code = run("verify")
    assert f"out of step: article {article.public_id}" in errors
    assert code == 1

    assert run("verify", "--repair-index")[2] == 0


def test_verify_finds_a_row_that_is_not_at_its_words(folder):
    run("ingest", folder)
    figure = Figure.objects.get(surface__contains="3.2 billion")
    Figure.objects.filter(pk=figure.pk).update(start=figure.start + 1)

    assert "displaced: figure “3.2 billion yuan”" in run("verify")[1]


def test_export_writes_what_editors_made_of_it(folder, tmp_path):
    run("ingest", folder)
    figure = Figure.objects.get(surface__contains="3.2 billion")
    decisions.correct(figure, {"hedge": "nearly"}, None)
    gone = Figure.objects.get(surface__contains="7,000")
    decisions.reject(gone, None)
    output = tmp_path / "gold.json"

    run("export", "--format", "gold", "--output", output)

    document = json.loads(output.read_text())[0]
    assert document["doc_id"] == "story"
    article = document["articles"][0]
    assert article["headline"] == "Factories reopen in Putuo"
    assert article["districts"] == ["Putuo"]
    assert [f["value"] for f in article["figures"]] == ["3200000000"]
    assert article["figures"][0]["approx"] == "nearly"
    assert article["figures"][0]["conversion"]["value"] == "450000000"


def test_files_of_one_name_in_two_folders_are_told_apart(folder, tmp_path):
    """By their way from the folder named; the archive knows both by their name."""
    noise = b"\0\1\2\3" * 50
    for number, name in enumerate(["north", "south"]):
        (folder / name).mkdir()
        (folder / name / "story.txt").write_bytes(noise + bytes([number]))
    report = tmp_path / "report.jsonl"

    _, errors, _ = run("ingest", folder, "--report", report)

    assert "north/story.txt: refused: " in errors
    assert "south/story.txt: refused: " in errors
    rows = [json.loads(line) for line in report.read_text().splitlines()]
    assert {row["path"]: row["name"] for row in rows} == {
        "story.txt": "story.txt",
        "north/story.txt": "story.txt",
        "south/story.txt": "story.txt",
    }
    assert {d.name for d in Delivery.objects.all()} == {"story.txt"}


@pytest.mark.parametrize("as_files", [True, False])
def test_two_that_are_named_are_told_apart_by_the_folder_that_holds_both(
    folder, tmp_path, as_files
):
    paths = []
    for number, name in enumerate(["north", "south"]):
        (tmp_path / name).mkdir()
        paths.append(tmp_path / name / "noise.txt")
        paths[-1].write_bytes(b"\0\1\2\3" * 50 + bytes([number]))

    _, errors, _ = run("ingest", *(p if as_files else p.parent for p in paths))

    assert "north/noise.txt: refused: " in errors
    assert "south/noise.txt: refused: " in errors


def test_what_lies_in_containers_of_one_name_is_told_apart(folder):
    for name in ("north", "south"):
        (folder / name).mkdir()
        with zipfile.ZipFile(folder / name / "week.zip", "w") as packed:
            packed.writestr("noise.txt", name.encode() + b"\0\1\2\3" * 50)

    _, errors, _ = run("ingest", folder)

    assert "north/week.zip!noise.txt: refused: " in errors
    assert "south/week.zip!noise.txt: refused: " in errors


def test_a_single_file_is_told_by_its_name(folder):
    (folder / "noise.txt").write_bytes(b"\0\1\2\3" * 50)
    errors = run("ingest", folder / "noise.txt")[1]
    assert errors.startswith("noise.txt: refused: ")


def test_a_name_that_cannot_be_shown_is_spelt_out(folder):
    (folder / "red\x1b[31m\n.txt").write_bytes(b"\0\1\2\3" * 50)
    assert "red\\x1b[31m\\n.txt: refused: " in run("ingest", folder)[1]


def test_ingest_says_how_many_files_were_passed_over_as_hidden(folder):
    for name in (".story.txt", ".git/story.txt", ".git/more.txt", "sub/.DS_Store"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(STORY.replace("reopen", "close"))

    output, _, code = run("ingest", folder)

    assert output == (
        "1 documents: 1 new.\nPassed over as hidden: 3 files or folders.\n"
    )
    assert code == 0


def test_a_hidden_file_that_is_named_is_taken_in(folder):
    (folder / ".story.txt").write_text(STORY)

    assert run("ingest", folder / ".story.txt")[0] == "1 documents: 1 new.\n"


def test_the_help_of_ingest_says_what_is_passed_over(capsys):
    with pytest.raises(SystemExit):
        call_command("ingest", "--help")

    said = " ".join(capsys.readouterr().out.split())
    assert "begins with a dot is passed over" in said


def test_a_document_with_junk_behind_its_compressed_data_is_in_and_the_junk_told(
    folder,
):
    packed = gzip.compress(STORY.replace("reopen", "close").encode())
    (folder / "week.txt.gz").write_bytes(packed + b"<!-- cached -->")

    output, errors, code = run("ingest", folder)

    assert output == "3 documents: 2 new, 1 unreadable.\n"
    assert "week.txt.gz: unreadable: Something else follows" in errors
    assert code == 1
    assert Document.objects.accepted().count() == 2
    delivery = Delivery.objects.get(document=None)
    assert (delivery.name, delivery.problem_code) == ("week.txt.gz", "broken")


def test_an_answer_with_a_list_of_articles_is_taken_in_article_by_article(folder):
    answer = {
        "status": "ok",
        "articles": [
            {"title": "Mills close", "content": STORY, "publishedAt": 1625479200},
            {"title": "Mills grow", "content": STORY * 2, "publishedAt": "July 2021"},
        ],
    }
    (folder / "answer.json").write_text(json.dumps(answer))

    assert run("ingest", folder)[0] == "3 documents: 3 new.\n"
    dates = Article.objects.filter(headline__startswith="Mills").order_by("headline")
    assert [(str(a.published_on), a.date_precision) for a in dates] == [
        ("2021-07-05", "day"),
        ("2021-07-01", "month"),
    ]
