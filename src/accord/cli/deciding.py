"""`accord decide` with all its commands: of facts and of who is who (`decide`), of promises (`decide_state`)."""

from accord.cli.decide import decide_command
from accord.cli.decide_state import state_command, unrelated_command

__all__ = ["decide_command", "state_command", "unrelated_command"]
