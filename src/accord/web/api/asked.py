"""Hold a request against what its call takes: parameters, media types, the size and the shape of the body.

In:  a request and a `Call`.
Out: `Asked`; or an error that names the parameter or field, what was found and what was expected.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request

from accord.web.api.call import Asked, Call, Parameter
from accord.web.troubles import (
    MalformedError,
    NotAcceptableError,
    StrangeMediaError,
    TooLargeError,
    WrongCallError,
)
from accord.web.visit import Visit

__all__ = ["asked_of", "bytes_of"]

_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_TAKEN = ("*/*", "application/*", "application/json", "application/problem+json")
_MOST_JSON = 1024 * 1024  # bytes of a decision: a fact entered by hand has some hundred


def asked_of(visit: Visit, call: Call, raw: bytes) -> Asked:
    """Return what is asked.

    Raises:
        WrongCallError: A parameter or field is unknown, missing, or none that it can be.
        NotAcceptableError: The caller takes no JSON.
        StrangeMediaError: The body is of another media type.
        MalformedError: The body is no JSON.
    """
    request = visit.request
    if not _takes_json(request.headers.get("accept", "*/*")):
        raise NotAcceptableError("application/json is what is given here; the Accept header does not take it")
    query = _query(request, {one.name: one for one in call.parameters})
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Asked(visit, request.path_params, query, _body(request, call, raw), headers)


async def bytes_of(request: Request, most: int | None = None) -> bytes:
    """Return the body, never more than is taken.

    Raises:
        TooLargeError: It is larger.
    """
    limit = most or _MOST_JSON
    told = request.headers.get("content-length", "")
    if told.isascii() and told.isdigit() and int(told) > limit:
        raise TooLargeError(f"the body has {int(told):,} bytes; at most {limit:,} are taken")
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise TooLargeError(f"the body is larger than {limit:,} bytes")
        parts.append(part)
    return b"".join(parts)


def _takes_json(accept: str) -> bool:
    wanted = [part.split(";") for part in accept.split(",")]
    return any(one[0].strip().lower() in _TAKEN and "q=0" not in [more.strip() for more in one[1:]] for one in wanted)


def _query(request: Request, known: Mapping[str, Parameter]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise WrongCallError(f"there is no parameter {name[:40]!r}; there are: {', '.join(known) or 'none'}")
        _hold(name, value, known[name].schema)
        found.setdefault(name, []).append(value)
    for name, one in known.items():
        if one.needed and name not in found:
            raise WrongCallError(f"{name}: it is needed, and not given")
        if len(found.get(name, ())) > (_MOST_VALUES if one.many else 1):
            raise WrongCallError(f"{name}: it is given too often")
    return found


_MOST_VALUES = 10  # of one parameter


def _hold(name: str, value: str, schema: Mapping[str, Any]) -> None:
    """Refuse a value that its schema does not allow."""
    shown = f"{name}: {value[:60]!r} was given"
    if schema["type"] == "integer":
        if not _NUMBER.fullmatch(value) or not schema["minimum"] <= int(value) <= schema["maximum"]:
            raise WrongCallError(f"{shown}; a number from {schema['minimum']} to {schema['maximum']} was expected")
        return
    if "enum" in schema and value not in schema["enum"]:
        raise WrongCallError(f"{shown}; one of these was expected: {', '.join(schema['enum'])}")
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        raise WrongCallError(f"{shown}; {schema.get('minLength', 0)} to {schema['maxLength']} characters were expected")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        raise WrongCallError(f"{shown}; {schema.get('title', 'another form')} was expected")


def _body(request: Request, call: Call, raw: bytes) -> Any:  # noqa: ANN401 - in the shape that the call takes
    if call.takes is None:
        return None
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media not in call.media:
        raise StrangeMediaError(f"{media or 'no media type'} was sent; {' or '.join(call.media)} is taken")
    if media != "application/json":
        return raw
    try:
        return msgspec.json.decode(raw, type=call.takes)
    except msgspec.ValidationError as error:
        raise WrongCallError(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(f"the body is no JSON: {error}") from error
