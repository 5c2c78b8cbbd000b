"""The page on clusters says what the figures that it names say."""

import re
from itertools import pairwise

from bench.scaling import PAGE, page

_NAMED = re.compile(r"`bench/results/([\w-]+-bulk\.json)`")


def test_the_page_on_clusters_is_what_its_figures_make():
    written = PAGE.read_text("utf-8")
    named = _NAMED.search(written)
    assert named, "the page names the figures that it is made of"
    assert written == page(named[1]), "make it again: python -m bench.scaling"


def test_ten_times_the_machines_take_a_tenth_of_the_time():
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| \d+ x 16 ", line)]
    hours = [[_hours(cell) for cell in row.strip("| ").split(" | ")[1:]] for row in rows]
    assert len(hours) == 3
    for few, many in pairwise(hours):
        assert all(abs(a / b - 10) < 1 for a, b in zip(few, many, strict=True)), "ten times the machines, a tenth"


def _hours(cell: str) -> float:
    number, unit = cell.replace(",", "").split()
    return float(number) * {"days": 24, "hours": 1, "minutes": 1 / 60}[unit]
