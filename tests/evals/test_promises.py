"""The documents of evals/promises: marked where their promises stand, and counted rightly."""

from pathlib import Path

from evals.promises.run import documents, outcome

FOLDER = Path(__file__).resolve().parents[2] / "evals" / "promises"


def test_every_file_holds_fifteen_documents_with_promises_and_with_sentences_that_are_none():
    files = sorted(FOLDER.glob("*.txt"))
    assert [file.stem for file in files] == ["en-1", "en-2", "zh-1", "zh-2"]
    for file in files:
        found = list(documents(file))
        assert len({document.id for document in found}) == len(found) == 15
        assert all(document.promises and "{" not in document.text for document in found)
        assert all(document.text[a:b].strip() for document in found for a, b in document.promises)


def test_a_promise_that_is_read_is_known_and_a_sentence_without_one_is_no_promise(tmp_path):
    file = tmp_path / "en-1.txt"
    file.write_text(
        "# x way\nRiga and Oslo sign agreement\nOslo, 3 May 2019. The city of Riga and the city of Oslo signed an "
        "agreement on ferries on Friday. {Riga will build a quay for them.} It rained. {Crows walk.}\n",
        encoding="utf-8",
    )
    found = outcome(next(documents(file)))
    assert (found.promises, found.missed, found.taken) == (2, ("Crows walk.",), ())
    assert found.others == 3
