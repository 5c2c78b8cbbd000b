"""A program that is killed while it writes and does something alone; of a register in a file and of one on a server."""

import subprocess
import sys

from accord.register import Register

__all__ = ["killed_while_alone"]

_HELD = (
    "import sys, time; from accord.register import open_register\n"
    "with open_register(sys.argv[1], create=False) as register, register.alone('watching') as mine:\n"
    "    with register.writing() as connection:\n"
    "        connection.exec_driver_sql('DELETE FROM text'); print(mine, flush=True); time.sleep(60)"
)


def killed_while_alone(register: Register) -> None:
    """Kill a program that holds everything; what it did alone is not to be had before, and is to be had after."""
    child = subprocess.Popen([sys.executable, "-c", _HELD, register.url], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "True\n"
    with register.alone("watching") as mine:
        assert not mine
    child.kill()
    child.communicate()
    with register.alone("watching", wait_s=5) as mine:
        assert mine
