"""Describe the calls in an OpenAPI document.

In:  calls.
Out: a plain value; the shapes of answers and bodies are made from the types themselves.

Source: OpenAPI 3.1.1; schemas are JSON Schema 2020-12.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from accord import __version__
from accord.web.api.call import BASE, PROBLEMS, Call, Parameter
from accord.web.api.shapes_decisions import Decision, Problem

__all__ = ["openapi"]

_ABOUT = """What the pages show and what their forms do, as JSON.

A program sends `Authorization: Bearer TOKEN`; tokens are made on the page of one's account, for the actions that they are
needed for. A browser that is logged in may ask too; what it decides must bring its `X-CSRF-Token`.

Lists go on at `next` (also in the `Link` header): what comes in meanwhile shifts nothing. Every answer to a GET has an
`ETag` that changes with the register; sent back as `If-None-Match` it is answered 304 where nothing has changed.
An id may be given by its beginning, where that is one thing's only. Days are as far as they are known: `2024-07-14`,
`2024-07`, `2024`, or `--07-14` where no year is. Parameters that are not known are refused, so that a slip is seen.
"""
_LOOK = ("not_inside", "forbidden", "not_acceptable", "wrong_call", "error", "store")
_FIELD = re.compile(r"^    (\w+): (.*)$")
_SECURITY: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
_KEY = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}
_ID = {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[A-Za-z0-9:_-]+$"}


def openapi(calls: Sequence[Call]) -> dict[str, Any]:
    """Return the OpenAPI document of the calls."""
    types = [one for call in calls for one in (call.gives, call.takes) if one is not None]
    made, schemas = msgspec.json.schema_components([*types, Problem], ref_template="#/components/schemas/{name}")
    for schema in schemas.values():
        _tell_fields(schema)
    shapes = dict(zip(map(repr, types), made, strict=False))
    paths: dict[str, dict[str, Any]] = {}
    for call in calls:
        operation = _operation(call, shapes)
        if links := _links(call, calls):
            operation["responses"][str(call.status)]["links"] = links
        paths.setdefault(f"{BASE}{call.path}", {})[call.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "accord", "version": __version__, "description": _ABOUT, "license": _LICENCE},
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in dict.fromkeys(call.tag for call in calls)],
        "security": _SECURITY,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {code: _problem(code) for code in PROBLEMS},
            "headers": _HEADERS,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token made on the page of one's account."},
                "session": {"type": "apiKey", "in": "cookie", "name": "accord_session", "description": "A browser's session."},
            },
        },
    }  # fmt: skip


_LICENCE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
_HEADERS: dict[str, Any] = {
    "ETag": {"description": "What stands for this answer.", "schema": {"type": "string"}},
    "Link": {"description": "The address of the next page, where there is one.", "schema": {"type": "string"}},
    "Location": {"description": "Where what was made stands.", "schema": {"type": "string"}},
}


def _operation(call: Call, shapes: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": call.name,
        "summary": call.about,
        "tags": [call.tag],
        "description": " ".join(filter(None, (call.about, call.more, f"Needs `{call.action}`."))),
        "parameters": [*_path_parameters(call), *map(_parameter, call.parameters), *_header_parameters(call)],
        "responses": _responses(call, shapes),
    }
    if call.takes is not None:
        told["requestBody"] = {"required": True, "content": dict(_content(call, shapes))}
    return told


def _links(call: Call, calls: Sequence[Call]) -> dict[str, Any]:
    """Return what one can go on to from an answer: from a list to its first record, from what was made to itself."""
    one = next((other for other in calls if other.method == "GET" and other.path == f"{call.path}/{{id}}"), None)
    if one is None or (call.takes is not None and call.gives is not Decision):
        return {}
    at = "$response.body#/id" if call.takes is not None else "$response.body#/records/0/id"
    return {one.name: {"operationId": one.name, "parameters": {"id": at}}}


def _content(call: Call, shapes: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    for media in call.media:
        yield media, ({"schema": shapes[repr(call.takes)]} if media == "application/json" else {})


def _path_parameters(call: Call) -> list[dict[str, Any]]:
    names = re.findall(r"\{(\w+)\}", call.path)
    about = "The id, or an unambiguous beginning of it."
    return [{"name": one, "in": "path", "required": True, "description": about, "schema": _ID} for one in names]


def _parameter(one: Parameter) -> dict[str, Any]:
    schema = dict(one.schema)
    whole = {"type": "array", "items": schema, "maxItems": 10, "minItems": 1} if one.many else schema
    told = {"name": one.name, "in": "query", "description": one.about, "required": one.needed, "schema": whole}
    return {**told, "style": "form", "explode": True} if one.many else told


def _header_parameters(call: Call) -> list[dict[str, Any]]:
    if call.method == "GET" and call.still:
        about = "The ETag of the answer that is held already."
        return [{"name": "If-None-Match", "in": "header", "description": about, "schema": {"type": "string"}}]
    if call.gives is not Decision:
        return []
    about = "A word of the caller's own: the same request sent again under it gives the same decision, not two."
    return [{"name": "Idempotency-Key", "in": "header", "description": about, "schema": _KEY}]


def _responses(call: Call, shapes: dict[str, Any]) -> dict[str, Any]:
    shape = shapes[repr(call.gives)] if call.gives is not None else {"type": "object"}
    good: dict[str, Any] = {"description": call.about, "content": {"application/json": {"schema": shape}}}
    names = ["ETag"] if call.method == "GET" and call.still else ["Location"] if call.status in (201, 202) else []
    names += ["Link"] if any(one.name == "cursor" for one in call.parameters) else []
    if names:
        good["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    told = {str(call.status): good}
    if call.method == "GET" and call.still:
        told["304"] = {"description": "Nothing has changed since the answer that If-None-Match names."}
    codes = sorted({*_LOOK, *call.problems}, key=lambda code: PROBLEMS[code][0])
    return told | {str(PROBLEMS[code][0]): {"$ref": f"#/components/responses/{code}"} for code in codes}


def _problem(code: str) -> dict[str, Any]:
    status, about = PROBLEMS[code]
    example = {"type": "about:blank", "title": about.rstrip("."), "status": status, "detail": about, "code": code}
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {"description": f"`{code}`: {about}", "content": {"application/problem+json": shape}}


def _tell_fields(schema: dict[str, Any]) -> None:
    """Give each field what the docstring of its type says of it."""
    about, _, fields = schema.get("description", "").partition("Attributes:\n")
    if not fields:
        return
    schema["description"] = about.strip()
    name = ""
    for line in fields.splitlines():
        if found := _FIELD.match(line):
            name = found[1]
            _describe(schema, name, found[2])
        elif name and line.strip():
            _describe(schema, name, line.strip())


def _describe(schema: dict[str, Any], name: str, words: str) -> None:
    field = schema.get("properties", {}).get(name)
    if field is not None:
        field["description"] = f"{field['description']} {words}" if "description" in field else words
