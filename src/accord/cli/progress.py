"""Say on standard error how far a long command is: a bar on a terminal, a line a tenth elsewhere, nothing if asked.

In:  how many are done, of how many.
Out: nothing but what is printed.
"""

import sys

import click

__all__ = ["Progress"]

_BAR = 24  # columns


class Progress:
    """How far one command is."""

    def __init__(self, what: str, *, quiet: bool = False) -> None:
        """Keep what is being done, in words, such as `reading`."""
        self.what = what
        self.quiet = quiet
        self._bar = sys.stderr.isatty()
        self._said = -1
        self._open = False

    def __call__(self, done: int, total: int) -> None:
        """Say that so many are done."""
        parts = 100 if self._bar else 10
        at = parts * done // total if total else parts
        if self.quiet or at == self._said:
            return
        self._said = at
        if self._bar:
            filled = _BAR * done // total if total else _BAR
            click.echo(
                f"\r{self.what} [{'#' * filled}{'-' * (_BAR - filled)}] {done:,} of {total:,}", err=True, nl=False
            )
            self._open = True
        elif at > 0:
            click.echo(f"{self.what}: {done:,} of {total:,}", err=True)

    def say(self, line: str) -> None:
        """Print a line of its own; the bar goes on after it."""
        self.end()
        click.echo(line, err=True)

    def end(self) -> None:
        """Leave the bar as it stands and begin a new line."""
        if self._open:
            click.echo(err=True)
        self._open, self._said = False, -1 if self._bar else self._said
