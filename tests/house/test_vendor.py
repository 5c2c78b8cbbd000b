"""Files of others are as they were published."""

import re
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "src" / "accord" / "web" / "static" / "vendor"
ROW = re.compile(r"^\| (\S+\.js) \| [^|]+ \| [^|]+ \| ([0-9a-f]{64}) \|$", re.MULTILINE)


def test_every_file_of_others_has_the_hash_that_its_table_says() -> None:
    told = dict(ROW.findall((VENDOR / "README.md").read_text("utf-8")))
    assert told == {path.name: sha256(path.read_bytes()).hexdigest() for path in VENDOR.glob("*.js")}
