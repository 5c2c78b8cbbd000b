"""A reader of archives of the fake language, made by functions that other processes find by name.

"... agreement ..." may tell of cooperation; "POISON" raises; "FATAL" ends the process; "STUCK" never ends; "KILL-ONCE x" ends the
process where the file x is not there, and makes it.
"""

import os
import signal
import time
from pathlib import Path

from accord.model.document import Text
from accord.model.reading import Facts, Reader
from tests.fakes.reader import FakeReader

__all__ = ["make_fake", "make_newer", "make_stillborn"]

_AT_ONCE = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows ends a process at once by the latter


class FakeArchiveReader(FakeReader):
    def names(self) -> dict[str, str]:
        return {"en": str(self.name("en"))}

    def envelope(self, language: str) -> Reader:
        return Reader("fake", {language: str(self.version)})

    def may_tell(self, words: str) -> bool:
        return "agreement" in words

    def read_if_relevant(self, text: Text, published: str | None) -> Facts | None:
        words = text.content
        if "POISON" in words:
            raise RuntimeError("it is poisoned")
        if "FATAL" in words:
            os.kill(os.getpid(), _AT_ONCE)
            time.sleep(60)
        if "STUCK" in words:
            time.sleep(600)
        if "KILL-ONCE" in words:
            mark = Path(words.partition("KILL-ONCE ")[2].split()[0])
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), _AT_ONCE)
                time.sleep(60)
        facts = self.read(text, published)
        return facts if facts.relevant else None


def make_fake() -> FakeArchiveReader:
    return FakeArchiveReader()


def make_newer() -> FakeArchiveReader:
    return FakeArchiveReader(2)


def make_stillborn() -> FakeArchiveReader:
    os._exit(3)
