"""Write a ZIP file again with some of its members changed, and every other byte of every other member as it was.

In:  the bytes of a ZIP file, new contents by the name of the member.
Out: the bytes of the new file: the same members in the same order, with the same names, times, attributes and extra
     fields; unchanged members are copied with their compressed bytes.

Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end), 4.5.3 (ZIP64).
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

import msgspec

__all__ = ["rewritten"]

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_SIZES_BEHIND = 0x08  # a flag: sizes stand behind the data, not in the local header
_ZIP64, _FULL = 0x0001, 0xFFFFFFFF
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class _Member(msgspec.Struct):
    """A member: its name, its entry in the directory, where its record begins and ends, and what `zipfile` knows."""

    info: zipfile.ZipInfo
    entry: bytes
    start: int
    end: int = 0


def rewritten(source: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return the file with the members `changed` holding their new contents.

    Raises:
        BadZipFile: It is no whole ZIP file, or one whose members overlap or share a name.
        KeyError: There is no member of a name.
    """
    if not changed:
        return source
    members, first, end = _members(source)
    if missing := set(changed) - {member.info.filename for member in members}:
        raise KeyError(f"no members {', '.join(sorted(missing))}")
    made = bytearray(source[:first])
    entries: dict[int, bytes] = {}
    for at, member in sorted(enumerate(members), key=lambda one: one[1].start):
        offset, content = len(made), changed.get(member.info.filename)
        if content is None:
            made += source[member.start : member.end]
            entries[at] = _entry(member, offset)
            continue
        packed, crc = _packed(content, member.info.compress_type), zlib.crc32(content)
        made += _local(source, member, crc, len(packed), len(content)) + packed
        entries[at] = _entry(member, offset, (crc, len(packed), len(content)))
    directory = b"".join(entries[at] for at in range(len(members)))
    fields = (b"PK\x05\x06", 0, 0, len(members), len(members), len(directory), len(made), len(end))
    return bytes(made) + directory + _END.pack(*fields) + end


def _members(source: bytes) -> tuple[list[_Member], int, bytes]:
    """Return the members in the order of the directory, where the first one begins, and the file's comment."""
    with zipfile.ZipFile(BytesIO(source)) as files:
        infos, at, comment = files.infolist(), files.start_dir, files.comment
    members = []
    for info in infos:
        fields = _CENTRAL.unpack_from(source, at)
        size = _CENTRAL.size + sum(fields[10:13])
        members.append(_Member(info, source[at : at + size], info.header_offset))
        at += size
    if len({member.info.filename for member in members}) != len(members):
        raise zipfile.BadZipFile("two members have one name")
    _bound(source, members)
    return members, min((member.start for member in members), default=0), comment


def _bound(source: bytes, members: list[_Member]) -> None:
    """Note where the record of each member ends, with what stands behind its data."""
    with zipfile.ZipFile(BytesIO(source)) as files:
        last = files.start_dir
    ordered = sorted(members, key=lambda member: member.start)
    for member, following in zip(ordered, [*(m.start for m in ordered[1:]), last], strict=True):
        fields = _LOCAL.unpack_from(source, member.start)
        data = member.start + _LOCAL.size + fields[9] + fields[10]
        if fields[0] != b"PK\x03\x04" or data + member.info.compress_size > following:
            raise zipfile.BadZipFile("members overlap")
        if member.info.compress_type not in _METHODS:
            raise zipfile.BadZipFile("a member is compressed in a way that no spreadsheet program writes")
        member.end = following


def _packed(content: bytes, method: int) -> bytes:
    if method == zipfile.ZIP_STORED:
        return content
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(content) + squeeze.flush()


def _local(source: bytes, member: _Member, crc: int, packed: int, size: int) -> bytes:
    """Return the local header of a changed member: as it was, but for checksum and sizes."""
    fields = list(_LOCAL.unpack_from(source, member.start))
    name = member.start + _LOCAL.size
    extra = _without_zip64(source[name + fields[9] : name + fields[9] + fields[10]])
    fields[2] &= ~_SIZES_BEHIND
    fields[6:9] = crc, packed, size
    fields[10] = len(extra)
    return _LOCAL.pack(*fields) + source[name : name + fields[9]] + extra


def _entry(member: _Member, offset: int, new: tuple[int, int, int] | None = None) -> bytes:
    """Return the entry of a member in the directory: as it was, but for where the record now stands and what is new."""
    fields = list(_CENTRAL.unpack_from(member.entry))
    name = _CENTRAL.size + fields[10]
    extra = member.entry[name : name + fields[11]]
    if new is not None or _FULL in (fields[8], fields[9], fields[16]):
        info = member.info
        fields[7:10] = new or (info.CRC, info.compress_size, info.file_size)
        extra = _without_zip64(extra)
    if new is not None:
        fields[3] &= ~_SIZES_BEHIND
    behind = member.entry[name + fields[11] :]
    fields[11], fields[16] = len(extra), offset
    return _CENTRAL.pack(*fields) + member.entry[_CENTRAL.size : name] + extra + behind


def _without_zip64(extra: bytes) -> bytes:
    """Return extra fields without the one for sizes over 4 GiB, which no workbook has."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        tag, size = struct.unpack_from("<HH", extra, at)
        if tag != _ZIP64:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept + extra[at:]
