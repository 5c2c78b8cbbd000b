"""Tables of agreements: a row a construction; who agrees with whom, of what kind, whether it is signed. Read end to end."""

import tomllib
from pathlib import Path

import pytest

from accord.langs import load_pack
from accord.model import Text
from accord.reading import read

_TABLES = Path(__file__).parent / "tables"
_DAY = "2020-05-20"  # of publication, where a row gives none


def cases(name):
    """Return the rows of a table; a row with `fails` is a known failure, with its reason."""
    rows = tomllib.loads((_TABLES / name).read_text("utf-8"))["case"]
    marks = {True: pytest.mark.xfail(strict=True), False: ()}
    return [pytest.param(row, id=row["why"], marks=marks["fails" in row]) for row in rows]


def told(row):
    """Return the agreements that are read: kind, status and the names of each party."""
    text = Text(id="x", content=row["text"], language="en", normaliser="1")
    facts = read(text, published=row.get("published", _DAY), pack=load_pack("en"))
    names = {party.id: {plain(name) for name in party.names} for party in facts.parties}
    return [(one.kind, one.status, [names[party] for party in one.parties]) for one in facts.agreements]


def plain(name):
    return " ".join(name.removeprefix("the ").removeprefix("The ").removesuffix(".").replace("’", "'").split()).lower()


def is_told(expected, one):
    """Whether a read agreement is the expected one: each party by one of its names, and no other party."""
    kind, status, *names = expected
    left = list(one[2])
    for name in names:
        party = next((party for party in left if plain(name) in party), None)
        if party is None:
            return False
        left.remove(party)
    return (kind, status) == one[:2] and not left


@pytest.mark.parametrize(
    "row", [case for kind in ("", "_wild", "_announced") for case in cases(f"agreements{kind}.toml")]
)
def test_a_sentence_tells_just_its_agreements(row):
    found = told(row)
    assert len(found) == len(row["agreements"]), found
    for expected in row["agreements"]:
        match = next((one for one in found if is_told(expected, one)), None)
        assert match, (expected, found)
        found.remove(match)
