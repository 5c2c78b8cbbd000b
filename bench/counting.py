"""Pages that count: rates, projects, the board and the ledger of promises, on a register of many promises.

In:  a register, or of how many promises one is made: the made world's, two promises a document; of every twentieth promise a
     state is decided, drawn by chance of a fixed seed.
Out: seconds until the first rates are there; p50, p95 and p99 of each kind of page, one request after the other.
"""

import os
import random
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any, get_args

from accord import identity
from accord.flows.decide import Deciding, record_all
from accord.insight.rates import BY
from accord.model.decision import Reached
from accord.model.terms import Sector, State
from accord.register import Register, anchor_of, open_register
from bench.browsing import Client
from bench.web import _busy_s, _percentiles, _served, make_register

__all__ = ["counting"]

_OF_DOCUMENT = 2  # promises of a document of the made world, on average
_DECIDED = 20  # of how many promises one is decided on
_TOGETHER = 500  # decisions of a transaction
_SIZES = ("text", "commitment", "agreement", "entity", "decision")


def counting(register: str | None, promises: int, *, requests: int = 400) -> dict[str, Any]:
    """Return the figures of a register at a path, or of one with so many promises that is made for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(register) if register else Path(folder) / "counting.db"
        if not path.exists():
            make_register(path, promises // _OF_DOCUMENT)
            with open_register(str(path), create=False) as made:
                _decide(made)
        with open_register(str(path), create=False) as opened, opened.asking() as asking:
            sizes = {name: int(asking.execute(f"SELECT COUNT(*) FROM {name}").scalar()) for name in _SIZES}
        with _served(path) as (address, key, pid):
            client = Client(address)
            client.enter(key)
            begun = time.perf_counter()
            _asked(client, "/rates")
            first_s = time.perf_counter() - begun
            for path_ in ("/projects", "/promises/board", "/promises", *(f"/rates?by={by}" for by in BY)):
                _asked(client, path_)
            busy = _busy_s(pid)
            taken = _browse(client, requests)
            busy = _busy_s(pid) - busy
    kinds = {kind: _percentiles(ms) for kind, ms in sorted(taken.items())}
    return {"register": sizes, "first_rates_s": round(first_s, 1),
            "requests": requests, "kinds": kinds,
            "server_cpu_ms_a_page": round(1000 * busy / requests, 1), "load_average": os.getloadavg()[0]}  # fmt: skip


def _decide(register: Register) -> None:
    """Record in which state every twentieth promise is."""
    draw, states = random.Random(7), get_args(State)[2:]
    deciding = Deciding(register, identity, "bench", lambda: "2026-01-01T00:00:00+00:00", "made for the benchmark")
    with register.asking() as asking:
        ids = asking.execute("SELECT id FROM fact WHERE kind = 'commitment' ORDER BY id").scalars()
    chosen = draw.sample(ids, len(ids) // _DECIDED)
    for at in range(0, len(chosen), _TOGETHER):
        with register.reading() as connection:
            anchors = [anchor_of(connection, id_) for id_ in chosen[at : at + _TOGETHER]]
        days = [f"{draw.randrange(2012, 2026)}-{draw.randrange(1, 13):02}" for _ in anchors]
        said = [Reached(one, draw.choice(states), None, False, day) for one, day in zip(anchors, days, strict=True)]
        record_all(deciding, said)


def _browse(client: Client, requests: int) -> dict[str, list[float]]:
    """Return how long pages took, by kind, in ms; half of them are of a part that was not asked for before."""
    draw, taken = random.Random(3), defaultdict(list)
    for _ in range(requests):
        kind, path = draw.choice(_PAGES)
        path = path.format(
            by=draw.choice(BY), sector=draw.choice(get_args(Sector)), state=draw.choice(get_args(State)),
            year=draw.randrange(2005, 2024), page=draw.randrange(1, 20),
        )  # fmt: skip
        taken[kind].append(_asked(client, path))
    return taken


def _asked(client: Client, path: str) -> float:
    begun = time.perf_counter()
    status, _, _ = client.ask("GET", path)
    assert status == 200, f"{path}: {status}"
    return 1000 * (time.perf_counter() - begun)


_PAGES = (
    ("rates", "/rates?by={by}"),
    ("rates", "/rates?by={by}&page={page}"),
    ("rates of a sector", "/rates?by={by}&sector={sector}"),
    ("rates of years", "/rates?by={by}&since={year}&until={year}"),
    ("items of a rate", "/rates/items?kind=delivered_of_checkable&part=cases&page={page}"),
    ("projects", "/projects?page={page}"),
    ("projects", "/projects?sector={sector}"),
    ("board", "/promises/board"),
    ("board", "/promises/board?sector={sector}"),
    ("promises by state", "/promises?state={state}"),
    ("promises by state", "/promises?state={state}&page={page}"),
    ("promises by state, due first", "/promises?state={state}&sort=due"),
)
