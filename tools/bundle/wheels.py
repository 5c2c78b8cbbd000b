"""What a wheel says of itself.

In:  a wheel file.
Out: its name, version, tags, metadata and hash.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import NormalizedName, parse_wheel_filename
from packaging.version import Version

__all__ = ["Wheel", "opened"]


@dataclass(frozen=True)
class Wheel:
    """One wheel of a bundle.

    Attributes:
        path: Where it lies.
        name: Its name, normalised.
        version: Its version.
        tags: Where it runs.
        metadata: Its METADATA, by header.
        sha256: Of the file, hexadecimal.
        longest: Characters of its longest path inside.
    """

    path: Path
    name: NormalizedName
    version: Version
    tags: frozenset[Tag]
    metadata: Message
    sha256: str
    longest: int

    @property
    def requires(self) -> list[Requirement]:
        """Return what it requires, with markers."""
        return [Requirement(one) for one in self.metadata.get_all("Requires-Dist") or []]


def opened(path: Path) -> Wheel:
    """Return what a wheel file says."""
    name, version, _, tags = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        (told,) = [one for one in names if one.endswith(".dist-info/METADATA") and one.count("/") == 1]
        metadata = Parser().parsestr(packed.read(told).decode("utf-8"))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Wheel(path, name, version, tags, metadata, sha256, max(len(one) for one in names))
