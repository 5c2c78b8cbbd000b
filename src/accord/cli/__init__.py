"""The command line: one of the doors to accord.

In -> out: words that a person types -> lines on standard output, one sentence on standard error, an exit code.
Begin at `program.py` (the commands by theme, errors and exit codes), then one module a command or a group of them.
What commands share: `world.py` (settings, reader, clock), `options.py`, `tables.py` and `width.py` (tables that fit),
`marks.py` (quotes marked), `telling.py` (facts, values and amounts in words), `meant.py` (ids and names as typed),
`gone.py` (what decisions hide), `already.py` (decisions that would decide nothing), `progress.py`, `write.py`.
To add a command: a module with `NAME_command`, a line in `themes.THEMES`, then `python -m accord.cli.reference` writes
the reference anew. To list or filter something new: `register.LISTS`; its option comes by itself.
"""

from accord.cli.program import main

__all__ = ["main"]
