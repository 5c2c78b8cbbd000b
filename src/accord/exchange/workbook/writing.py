"""The bytes of a cell and of a row.

In:  a start tag as it stands, a new value's form, the prefix of the sheet's elements.
Out: bytes.
"""

import re

from accord.exchange.workbook.values import Form

__all__ = ["cell_bytes", "closed", "tag", "with_attributes"]

_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"<([^\s/>]+)")
_NOT_XML = re.compile(
    "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"
)  # XML 1.0 section 2.2; a carriage return would be lost
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_OF_A_VALUE = {"t", "cm", "vm", "ph"}  # attributes that say something of the old value only (ECMA-376 18.3.1.4)


def tag(prefix: bytes, name: str, attributes: dict[str, str]) -> bytes:
    """Return a start tag."""
    told = "".join(f' {key}="{value}"' for key, value in attributes.items() if value)
    return b"<" + prefix + name.encode() + told.encode() + b">"


def with_attributes(start: bytes, new: dict[str, str | None]) -> bytes:
    """Return a start tag, not closed in itself, with these attributes set, or left out where None; others as they stand.

    >>> with_attributes(b'<row r="4" hidden="1" x:dy="0.2"/>', {"r": "5", "hidden": None, "spans": None})
    b'<row r="5" x:dy="0.2">'
    """
    found = _NAME.match(start)
    assert found is not None, "a start tag begins with its name"
    told, left = found[0], dict(new)
    for name, value in _ATTRIBUTE.findall(start):
        key = name.decode()
        if key not in new:
            told += b" " + name + b"=" + value
        elif (said := left.pop(key, None)) is not None:
            told += f' {key}="{said}"'.encode()
    return told + "".join(f' {key}="{said}"' for key, said in left.items() if said is not None).encode() + b">"


def cell_bytes(prefix: bytes, start: bytes, form: Form | None) -> bytes:
    """Return a cell: its start tag but for what said something of the old value, and its new value; None holds nothing.

    >>> cell_bytes(b"", b'<c r="B5" s="3" t="s">', Form("", "12"))
    b'<c r="B5" s="3"><v>12</v></c>'
    """
    value = form.value if form else ""
    of_value: dict[str, str | None] = dict.fromkeys(_OF_A_VALUE)
    if form is None or not (value or form.type):
        return closed(with_attributes(start, of_value))
    opened = with_attributes(start, {**of_value, "t": form.type or None})
    if form.type != "inlineStr":
        inside = _element(prefix, b"v", value.encode())
    else:
        inside = _element(prefix, b"is", _element(prefix, b"t", _text(value), b' xml:space="preserve"'))
    return opened + inside + b"</" + prefix + b"c>"


def closed(start: bytes) -> bytes:
    """Return a start tag as an element that holds nothing."""
    return start[:-1] + b"/>"


def _element(prefix: bytes, name: bytes, inside: bytes, attributes: bytes = b"") -> bytes:
    return b"<" + prefix + name + attributes + b">" + inside + b"</" + prefix + name + b">"


def _text(value: str) -> bytes:
    """Return text as XML keeps it; what XML cannot hold as `_xHHHH_` (ECMA-376 22.9.2.19, ST_Xstring)."""
    told = _LOOKS_ESCAPED.sub("_x005F_", value)
    told = _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", told)
    return told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
