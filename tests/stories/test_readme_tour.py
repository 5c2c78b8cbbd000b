"""The README's tour is what the program prints."""

from examples.tour import README, toured


def test_the_tour_of_the_readme_is_what_its_commands_print() -> None:
    told = README.read_text("utf-8")
    assert toured(told) == told, "run: .venv/bin/python examples/tour.py"
