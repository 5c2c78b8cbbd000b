"""Tables that come with the program."""

import pytest

from accord.errors import ConfigError
from accord.tsv import read_table


@pytest.fixture
def a_file(tmp_path):
    def write(text):
        path = tmp_path / "words.tsv"
        path.write_text(text, "utf-8", newline="")
        return path

    return write


def test_a_table_is_its_remarks_and_its_rows(a_file):
    table = read_table(a_file("# What it is.\n# Source: own.\nword\tkind\nport\tplace\n\npier\tplace\n"))
    assert table.remarks == ("# What it is.", "# Source: own.")
    assert table.rows == ({"word": "port", "kind": "place"}, {"word": "pier", "kind": "place"})


def test_cells_left_out_at_the_end_are_empty(a_file):
    assert read_table(a_file("word\tkind\nport\n")).rows == ({"word": "port", "kind": ""},)


def test_a_row_may_begin_with_the_sign_of_remarks(a_file):
    assert read_table(a_file("word\n#\n#N/A\n")).rows == ({"word": "#"}, {"word": "#N/A"})


def test_what_stands_around_a_cell_is_kept(a_file):
    assert read_table(a_file("word\n and \n")).rows == ({"word": " and "},)


@pytest.mark.parametrize("text", ["", "# Only remarks.\n", "word\nport\tplace\n"])
def test_a_file_that_is_no_table_is_named(a_file, text):
    with pytest.raises(ConfigError, match=r"words\.tsv"):
        read_table(a_file(text))
