"""Which database the registers of the tests are in, and how one of them is copied there."""

import os
import shutil
from pathlib import Path

__all__ = ["CHOICES", "SETTING", "address_of", "copy_register", "in_postgres"]

CHOICES = ("sqlite", "postgresql")
SETTING = "ACCORD_TEST_DATABASE"


def in_postgres() -> bool:
    """Return whether registers are in databases of a server instead of in files."""
    return os.environ.get(SETTING) == "postgresql"


def address_of(path: Path) -> str:
    """Return the address by which another process opens the register of a path."""
    if in_postgres():
        from tests.postgres import server

        return server().at(str(path))
    return str(path)


def copy_register(path: Path, to: Path) -> None:
    """Copy a register that is open nowhere."""
    if in_postgres():
        from tests.postgres import server

        server().copy(path, to)
    else:
        shutil.copy(path, to)
