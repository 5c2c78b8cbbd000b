"""Pick the real parts: the reader with its language packs, identity, the clock, the register of the settings."""

from datetime import UTC, datetime

from accord import __version__, identity
from accord.model.document import Text
from accord.model.reading import Facts
from accord.register import Identity, Register, open_register

__all__ = ["PackReader", "now", "the_identity", "the_reader", "the_register"]


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


def now() -> str:
    """Return the time now, RFC 3339, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def the_identity() -> Identity:
    """Return the identity that the register is folded with."""
    return identity


def the_reader() -> PackReader:
    """Return the reader with all installed packs."""
    return PackReader()


def the_register(url: str, *, create: bool = False) -> Register:
    """Return the register at a path or URL."""
    return open_register(url, create=create)
