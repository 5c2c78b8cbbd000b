"""What a person may set, and where each value came from.

In:  the environment, as a mapping.
Out: `Settings`, a frozen value. Rooms never see it: doors and `bootstrap` hand them plain values.
"""

from collections.abc import Mapping

import msgspec

from accord.errors import ConfigError

__all__ = ["Settings", "from_environment"]

_LANGUAGE = ("ACCORD_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts


class Settings(msgspec.Struct, frozen=True):
    """The program's settings.

    Attributes:
        register: Path or URL of the register (`ACCORD_REGISTER`).
        max_bytes: Largest input file that is read, in bytes (`ACCORD_MAX_BYTES`).
        person: Name that decisions are recorded under (`ACCORD_AS`).
        language: In which bodies and places are named (`ACCORD_LANG`, else the locale).
    """

    register: str = "accord.db"
    max_bytes: int = 20 * 1024 * 1024
    person: str | None = None
    language: str | None = None


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
    )
