"""Ten editors who correct the same register at once: nothing may be lost, and who comes second must be told.

Each opens the form of a fact, as a browser does, and sends it; in one half of the rounds each a fact of its own, in the
other all the same fact at the same moment.
"""

import tempfile
import threading
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from accord import identity
from accord.bootstrap import the_reader
from accord.register import history, list_records, open_register
from accord.web import House, make_app
from accord.web.safety.sessions import Sessions
from bench.browsing import Client
from bench.taking import take_in
from bench.world_news import WorldReader, world_documents

__all__ = ["editing"]

_DOCUMENTS = 300
_TAKEN, _CLASH = 303, 409


class _Form(HTMLParser):
    """The fields of the form whose action ends with `/correct`, as a browser would send them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.action, self.fields, self._select = "", list[tuple[str, str]](), ""
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = (
                held.get("action", "") if not self.action or not self.action.endswith("/correct") else self.action
            )
            self._on = held.get("action", "").endswith("/correct")
        if not getattr(self, "_on", False):
            return
        if tag == "select":
            self._select = held.get("name", "")
        elif tag == "option" and "selected" in held:
            self.fields.append((self._select, held.get("value", "")))
        elif tag in ("input", "textarea") and held.get("name"):
            kind = held.get("type", "text")
            if kind not in ("checkbox", "radio", "submit") or "checked" in held:
                self.fields.append((held["name"], held.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._on = False


def editing(editors: int = 10, rounds: int = 10) -> dict[str, Any]:
    """Return how many corrections were taken, refused with a clear message, lost, or ended otherwise."""
    import uvicorn

    with tempfile.TemporaryDirectory() as folder, open_register(str(Path(folder) / "b.db"), create=True) as register:
        take_in(register, world_documents(_DOCUMENTS), WorldReader(), batch=100)
        with register.asking() as asking:
            facts = list_records(asking, "projects", limit=editors * rounds + rounds).records
        house = House(register, identity, the_reader, lambda: "2026-01-01T00:00:00+00:00", Sessions())
        server = uvicorn.Server(uvicorn.Config(make_app(house), host="127.0.0.1", port=0, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        told = _told(
            house, address, [f"/documents/{one['document']}/facts/{one['id']}" for one in facts], editors, rounds
        )
        server.should_exit = True
        thread.join(10)
        with register.asking() as asking:
            kept = [one for one in history(asking) if one["kind"] == "value"]
            names = Counter(one["name"] for one in list_records(asking, "projects", limit=100_000).records)
    taken = [name for status, _, name in told if status == _TAKEN]
    return {
        "editors": editors,
        "corrections_sent": len(told),
        "taken": len(taken),
        "refused_and_told": sum(status == _CLASH and clear for status, clear, _ in told),
        "otherwise": sum(status != _TAKEN and not (status == _CLASH and clear) for status, clear, _ in told),
        "decisions_kept": len(kept),
        "lost": sum(names[name] != 1 for name in taken),
    }


def _told(house: House, address: str, forms: list[str], editors: int, rounds: int) -> list[tuple[int, bool, str]]:
    """Return of each correction that was sent the status, whether the answer tells of a clash, and the name it gave."""
    together, done = threading.Barrier(editors), list[tuple[int, bool, str]]()

    def edit(number: int) -> None:
        client = Client(address)
        client.enter(f"/enter?key={house.sessions.key_for(f'editor {number}', 'editor')}")
        for turn in range(2 * rounds):
            own = turn % 2 == 0
            path = forms[turn // 2 * editors + number] if own else forms[editors * rounds + turn // 2]
            _, words = client.open("", path)
            form, name = _Form(words), f"Name {turn} by {number}"
            sent = [(field, name if field == "name" else value) for field, value in form.fields]
            together.wait(60)
            status, _, body = client.ask(
                "POST", f"{path}/correct", urlencode(sent), **{"Content-Type": "application/x-www-form-urlencoded"}
            )
            done.append((status, "while you had it open" in body.decode(), name))
            together.wait(60)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(editors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
