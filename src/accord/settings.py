"""What a person may set, and where each value came from.

In:  the environment, as a mapping.
Out: `Settings`, a frozen value. Rooms never see it: doors and `bootstrap` hand them plain values.
"""

import re
from collections.abc import Mapping

import msgspec

from accord.errors import ConfigError

__all__ = ["Settings", "from_environment"]

_CONTACT = re.compile(r"[!-'*-~]{0,200}")  # printable, no spaces, no brackets: it stands between brackets in a header
_SECONDS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3})?")
_MOST_PAUSE_S = 3600
_LANGUAGE = ("ACCORD_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts


class Settings(msgspec.Struct, frozen=True):
    """The program's settings.

    Attributes:
        register: Path or URL of the register (`ACCORD_REGISTER`).
        max_bytes: Largest input file that is read, in bytes (`ACCORD_MAX_BYTES`).
        person: Name that decisions are recorded under (`ACCORD_AS`).
        language: In which bodies and places are named (`ACCORD_LANG`, else the locale).
        contact: How a site that is read can reach who answers for it, an address or an e-mail (`ACCORD_CONTACT`).
        pause_s: Seconds between two requests to one site that is watched (`ACCORD_PAUSE`).
    """

    register: str = "accord.db"
    max_bytes: int = 20 * 1024 * 1024
    person: str | None = None
    language: str | None = None
    contact: str = ""
    pause_s: float = 1.0


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Return the settings that the environment states, defaults for the rest.

    Raises:
        ConfigError: A value is none that its setting can have.
    """
    plain = Settings()
    most = environment.get("ACCORD_MAX_BYTES") or str(plain.max_bytes)
    if not (most.isascii() and most.isdigit() and int(most) > 0):
        raise ConfigError(f"ACCORD_MAX_BYTES is {most!r}; a number of bytes was expected, such as {plain.max_bytes}")
    return Settings(
        register=environment.get("ACCORD_REGISTER") or plain.register,
        max_bytes=int(most),
        person=environment.get("ACCORD_AS") or None,
        language=next((told for name in _LANGUAGE if (told := environment.get(name))), None),
        contact=_contact(environment.get("ACCORD_CONTACT") or ""),
        pause_s=_pause_s(environment.get("ACCORD_PAUSE") or str(plain.pause_s)),
    )


def _contact(said: str) -> str:
    if not _CONTACT.fullmatch(said):
        raise ConfigError(
            f"ACCORD_CONTACT is {said!r}; an e-mail or an address was expected, such as news@office.example"
        )
    return said


def _pause_s(said: str) -> float:
    if not _SECONDS.fullmatch(said) or float(said) > _MOST_PAUSE_S:
        raise ConfigError(f"ACCORD_PAUSE is {said!r}; seconds were expected, from 0 to {_MOST_PAUSE_S}, such as 1.5")
    return float(said)
