"""Files of others are as they were published."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\S+\.js) \| [^|]+ \| [^|]+ \| ([0-9a-f]{64}) \|$", re.MULTILINE)


@pytest.mark.parametrize("room", ["src/accord/web/static/vendor", "tests/web/vendor"])
def test_every_file_of_others_has_the_hash_that_its_table_says(room: str) -> None:
    told = dict(ROW.findall((ROOT / room / "README.md").read_text("utf-8")))
    assert told == {path.name: sha256(path.read_bytes()).hexdigest() for path in (ROOT / room).glob("*.js")}
