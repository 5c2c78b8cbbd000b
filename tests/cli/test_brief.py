"""`accord brief` writes a file for who travels, and says what it does not understand."""

from tests.cli.town import Town


def test_a_brief_is_printed_or_written_by_how_the_file_is_called(settled: Town) -> None:
    printed = settled.run("brief", "Wuxi", "Lotus")
    assert printed.exit_code == 0, printed.stderr
    assert printed.stdout.startswith("# Brief: ")
    for ending in ("docx", "html", "md"):
        path = settled.folder / f"brief.{ending}"
        assert settled.run("brief", "Wuxi", "Lotus", "--out", path, "--language", "zh").exit_code == 0
        assert path.stat().st_size > 500


def test_a_file_that_exists_is_not_written_over_unasked(settled: Town) -> None:
    path = settled.folder / "brief.md"
    path.write_text("mine", encoding="utf-8")
    assert settled.run("brief", "Wuxi", "--out", path).exit_code != 0
    assert path.read_text(encoding="utf-8") == "mine"
    assert settled.run("brief", "Wuxi", "--out", path, "--replace").exit_code == 0


def test_of_three_bodies_it_is_said_that_a_brief_is_of_one_or_two(settled: Town) -> None:
    told = settled.run("brief", "Wuxi", "Lotus", "Ningbo")
    assert told.exit_code != 0
    assert "3 are named" in told.stderr
    assert told.stdout == ""


def test_the_same_day_gives_the_same_bytes(settled: Town) -> None:
    one, two = settled.folder / "one.docx", settled.folder / "two.docx"
    for path in (one, two):
        assert settled.run("brief", "Wuxi", "--out", path, "--as-of", "2025-01-01").exit_code == 0
    assert one.read_bytes() == two.read_bytes()


def test_an_unknown_body_is_answered_with_the_nearest_name(settled: Town) -> None:
    told = settled.run("brief", "Ningbow")
    assert told.exit_code != 0
    assert "did you mean 'Ningbo'" in told.stderr


def test_an_ending_or_a_day_that_it_does_not_know_is_refused(settled: Town) -> None:
    assert "must end in .docx or .html or .md" in settled.run("brief", "Wuxi", "--out", "brief.pdf").stderr
    assert "is no day" in settled.run("brief", "Wuxi", "--as-of", "2024-13-01").stderr
