"""Write the reference of the API, from its calls; a test holds that it is up to date.

Out: Markdown; run as a module it writes `docs/reference/api.md` below the folder that it is run in.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord.web.api.call import PROBLEMS
from accord.web.api.calls import CALLS
from accord.web.api.openapi import openapi

__all__ = ["FILE", "reference"]

FILE = Path("docs", "reference", "api.md")
_TOP = """# The API

Written from the calls by `python -m accord.web.api.reference`; do not edit it here. The app itself describes all of it at
`/api/v1/openapi.json` (OpenAPI 3.1), with every field of every answer."""
_TRY = """```sh
curl -H "Authorization: Bearer $ACCORD_TOKEN" "http://127.0.0.1:8000/api/v1/agreements?region=Wuxi&limit=2"
curl -H "Authorization: Bearer $ACCORD_TOKEN" -H "Content-Type: application/json" -H "Idempotency-Key: 7f3a" \\
  -d '{"type": "set", "fact": "a-37d50bc8c05c", "field": "place", "value": "Nanjing", "why": "the paper says so"}' \\
  http://127.0.0.1:8000/api/v1/decisions
```"""


def reference() -> str:
    """Return the reference as Markdown."""
    told = openapi(CALLS)
    parts = [_TOP, told["info"]["description"].strip(), _TRY, "## Problems", _problems(), "## Calls"]
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            parts += _call(method.upper(), path, operation)
    parts += ["## Shapes", *(_shape(name, one) for name, one in sorted(told["components"]["schemas"].items()))]
    return "\n\n".join(parts) + "\n"


def _problems() -> str:
    rows = [f"| {status} | `{code}` | {about} |" for code, (status, about) in PROBLEMS.items()]
    return "\n".join(["| status | code | when |", "| --- | --- | --- |", *rows])


def _call(method: str, path: str, told: dict[str, Any]) -> Iterator[str]:
    yield f"### `{method} {path}`"
    yield told["description"]
    if rows := [_parameter(one) for one in told["parameters"]]:
        yield "\n".join(["| parameter | in | what it is |", "| --- | --- | --- |", *rows])
    if "requestBody" in told:
        content = told["requestBody"]["content"].items()
        yield "Takes " + " or ".join(f"`{media}`{_named(one.get('schema'))}" for media, one in content) + "."
    good = next(status for status in told["responses"] if status.startswith("2"))
    shape = told["responses"][good]["content"]["application/json"]["schema"]
    others = ", ".join(status for status in told["responses"] if not status.startswith("2"))
    yield f"Gives {good}{_named(shape)}; else {others}."


def _parameter(one: dict[str, Any]) -> str:
    schema = one["schema"].get("items", one["schema"])
    told = [one["description"].replace("|", "\\|")]
    if "enum" in schema:
        told.append("One of " + ", ".join(f"`{word}`" for word in schema["enum"]) + ".")
    if "maximum" in schema:
        told.append(f"{schema['minimum']} to {schema['maximum']}.")
    told += ["May be given several times."] if one["schema"]["type"] == "array" else []
    told += ["Needed."] if one.get("required") and one["in"] == "query" else []
    return f"| `{one['name']}` | {one['in']} | {' '.join(told)} |"


def _shape(name: str, one: dict[str, Any]) -> str:
    rows = [f"- `{field}`{_named(each)}{_words(each)}" for field, each in one.get("properties", {}).items()]
    return "\n".join([f"### {name}", "", one.get("description", ""), "", *rows]).rstrip()


def _words(schema: dict[str, Any]) -> str:
    return f": {schema['description']}" if "description" in schema else ""


def _named(schema: dict[str, Any] | None) -> str:
    """Return which shapes a schema names, where it names some."""
    if schema is None:
        return ""
    names = _names(schema)
    return f" ({', '.join(dict.fromkeys(names))})" if names else ""


def _names(schema: dict[str, Any]) -> list[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [f"[{name}](#{name.lower()})"]
    inner = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), schema.get("items")]
    return [name for one in inner if isinstance(one, dict) for name in _names(one)]


if __name__ == "__main__":
    os.makedirs(FILE.parent, exist_ok=True)
    FILE.write_text(reference(), encoding="utf-8", newline="\n")
