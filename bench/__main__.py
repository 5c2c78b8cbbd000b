"""`python -m bench [NAME ...]`: reading, languages, ingest (the default three), scale, resolving, following, counting, web, bulk,
databases, beside, gate."""

import argparse
import json
import sys
from typing import Any

from bench.beside import beside
from bench.bulk import bulk
from bench.counting import counting
from bench.databases import databases
from bench.following import following
from bench.gate import gate
from bench.languages import languages
from bench.measure import keep, on_one_core
from bench.reading import reading
from bench.register import ingest_and_search, scale
from bench.resolving import resolving
from bench.web import web

_ON_ALL_CORES = {"web", "counting", "bulk", "databases"}


def main() -> int:
    """Run the benchmarks that were asked for; print and keep their figures."""
    ask = argparse.ArgumentParser(
        prog="python -m bench", epilog="example: python -m bench scale --texts 1000 10000 100000"
    )
    ask.add_argument(
        "names",
        nargs="*",
        default=["reading", "languages", "ingest"],
        help="reading, languages, ingest, scale, resolving, following, counting, web, bulk, databases, beside, gate",
    )
    ask.add_argument("--texts", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="sizes for scale")
    ask.add_argument(
        "--articles", type=int, nargs="+", default=[10_000, 100_000], help="sizes of the archives for bulk"
    )
    ask.add_argument("--poisoned", type=int, default=100_000, help="articles of the poisoned archive for bulk; 0: none")
    ask.add_argument(
        "--ray", type=int, default=0, help="articles that bulk also reads on a Ray of this machine; 0: none"
    )
    ask.add_argument("--pages", type=int, default=10_000, help="pages of the crawl that bulk reads; 0: none")
    ask.add_argument("--no-near", action="store_true", help="bulk reads archives without near misses only")
    ask.add_argument("--relevant", type=int, default=3_200, help="relevant articles for one core and two; 0: none")
    ask.add_argument("--promises", type=int, default=100_000, help="promises of the register that is made for counting")
    ask.add_argument("--bodies", type=int, default=200_000, help="bodies in the register, for resolving")
    ask.add_argument(
        "--register", help="register for web; made where it is missing, for this run only where none is named"
    )
    ask.add_argument("--documents", type=int, default=200_000, help="documents of the register that is made for web")
    ask.add_argument("--users", type=int, default=8, help="who browse at once, for web")
    ask.add_argument("--seconds", type=float, default=60, help="how long they browse")
    ask.add_argument("--agreements", type=int, nargs="+", default=[1_000, 10_000], help="sizes for databases")
    ask.add_argument("--times", type=int, default=1, help="runs of each size, for databases")
    asked = ask.parse_args()
    if not _ON_ALL_CORES & {*asked.names}:
        on_one_core()
    elif len(asked.names) > 1:
        ask.error(f"each of these is measured on all cores, in a run of its own: {', '.join(sorted(_ON_ALL_CORES))}")
    benches = {"reading": reading, "ingest": ingest_and_search, "scale": lambda: scale(asked.texts)}
    benches |= {"languages": languages, "beside": beside, "gate": gate}
    benches["web"] = lambda: web(asked.register, asked.documents, users=asked.users, seconds=asked.seconds)
    benches["bulk"] = lambda: _bulk(asked)
    benches["databases"] = lambda: databases(asked.agreements, times=asked.times)
    benches["counting"] = lambda: counting(asked.register, asked.promises)
    benches["following"] = lambda: following(10_000, 1_000)
    benches["resolving"] = lambda: resolving(asked.bodies, asked.bodies // 2)
    for name in asked.names:
        if name not in benches:
            ask.error(f"no benchmark {name!r}; there are: {', '.join(benches)}")
        figures = benches[name]()
        print(f"{name}: {json.dumps(figures, indent=1)}\nkept in {keep(name, figures)}")
    return 0


def _bulk(asked: argparse.Namespace) -> dict[str, Any]:
    return bulk(
        asked.articles,
        relevant_only=asked.relevant,
        poisoned=asked.poisoned,
        on_ray=asked.ray,
        pages=asked.pages,
        near=not asked.no_near,
    )


if __name__ == "__main__":
    sys.exit(main())
