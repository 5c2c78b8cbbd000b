"""Pick the real parts: the reader with its language packs, identity, the clock, the register of the settings."""

from datetime import UTC, datetime

from accord import __version__, identity
from accord.model.document import Text
from accord.model.reading import Facts, Reader
from accord.register import Identity, Register, open_register

__all__ = ["ArchivePackReader", "PackReader", "now", "the_archive_reader", "the_identity", "the_reader", "the_register"]


class PackReader:
    """Reads with the language packs that are installed; each is loaded when its first text comes."""

    def name(self, language: str) -> str | None:
        """Return the program and the pack with their versions, or None where no pack reads this language."""
        from accord.langs import pack_for  # a command that only lists must not load a language

        pack = pack_for(language)
        return f"{__version__} {pack.code} {pack.version}" if pack else None

    def read(self, text: Text, published: str | None) -> Facts:
        """Return what the text says."""
        from accord.langs import pack_for
        from accord.reading import read

        pack = pack_for(text.language)
        assert pack is not None, f"asked to read {text.language}, for which there is no pack"
        return read(text, published=published, pack=pack)


class ArchivePackReader(PackReader):
    """Reads what tells of cooperation, and passes over the rest: for archives."""

    def names(self) -> dict[str, str]:
        """Return what each language's readings are recorded under, by the code of its pack."""
        from accord.langs import PACKS, load_pack

        return {code: f"{__version__} {code} {load_pack(code).version}" for code in PACKS}

    def envelope(self, language: str) -> Reader:
        """Return the reader as the public format names it."""
        from accord.langs import pack_for

        pack = pack_for(language)
        return Reader(__version__, {pack.code: pack.version} if pack else {})

    def may_tell(self, words: str) -> bool:
        """Return whether words may tell of cooperation, in any language that is read."""
        from accord.langs import PACKS, load_pack

        raw = words.encode("utf-8", "surrogatepass")
        return any(load_pack(code).gate(raw) for code in PACKS)

    def read_if_relevant(self, text: Text, published: str | None) -> Facts | None:
        """Return what a text says where it tells of cooperation, else None."""
        from accord.langs import pack_for
        from accord.reading import read_if_relevant

        pack = pack_for(text.language)
        assert pack is not None, f"asked to read {text.language}, for which there is no pack"
        return read_if_relevant(text, published=published, pack=pack)


def now() -> str:
    """Return the time now, RFC 3339, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def the_identity() -> Identity:
    """Return the identity that the register is folded with."""
    return identity


def the_reader() -> PackReader:
    """Return the reader with all installed packs."""
    return PackReader()


def the_archive_reader() -> ArchivePackReader:
    """Return the reader of archives with all installed packs."""
    return ArchivePackReader()


def the_register(url: str, *, create: bool = False) -> Register:
    """Return the register at a path or URL."""
    return open_register(url, create=create)
