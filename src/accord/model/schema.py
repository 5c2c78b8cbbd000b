"""The JSON Schema of the public reading format, generated from the types of `reading.py`.

Out: `reading_schema()`; run as a module it writes `reading.schema.json`, which is shipped. A test holds that both agree.
"""

import json
from importlib import resources
from typing import Any

import msgspec

from accord.model.reading import Reading

__all__ = ["FILE", "reading_schema", "shipped_schema"]

FILE = "reading.schema.json"


def reading_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `accord/reading/1`."""
    made = msgspec.json.schema(Reading)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:accord:reading:1",
        "title": "accord/reading/1",
        **made,
    }


def shipped_schema() -> dict[str, Any]:
    """Return the schema as it is shipped with the package."""
    loaded: dict[str, Any] = json.loads(resources.files("accord.model").joinpath(FILE).read_text("utf-8"))
    return loaded


if __name__ == "__main__":
    print(json.dumps(reading_schema(), indent=1, ensure_ascii=False))
