"""Say what a cluster would take for an archive of the size of CC-News: `python -m bench.scaling` writes `docs/scale.md`.

In:  the figures of `python -m bench bulk`, as `bench/results` keeps them; how large CC-News is (`data/scale.toml`).
Out: a page on which every number is measured, said to be given, or worked out before the reader's eyes. A test makes it again.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

__all__ = ["PAGE", "latest", "page"]

_HERE = Path(__file__).parent
PAGE = _HERE.parent / "docs" / "scale.md"
_ABOUT = _HERE / "data" / "scale.toml"
_DAY_S = 86_400
_MEMORY = "most memory of all processes, MB"

Figures = dict[str, Any]


def latest() -> str:
    """Return the name of the newest figures of bulk."""
    return sorted(file.name for file in (_HERE / "results").glob("*-bulk.json"))[-1]


def page(name: str) -> str:
    """Return the page that figures of `bench/results` make."""
    figures = json.loads((_HERE / "results" / name).read_text("utf-8"))
    about = tomllib.loads(_ABOUT.read_text("utf-8"))
    return about["page"].format(file=name, **_values(figures, about["given"], about["machines"]))


def _values(figures: Figures, given: Figures, machines: list[list[int]]) -> dict[str, Any]:
    texts, count = _largest(figures["with near misses"])
    bare, _ = _largest(figures["without near misses"])
    first = min(map(int, figures["with near misses"]))
    small = figures["with near misses"][str(first)]
    pages, share = figures["pages of a crawl"], _share(figures)
    year = given["articles_a_day"] * 365
    costs = {"text": _ms(texts), "page": _ms(pages)}
    kept = texts["counts"]["kept"] / count
    held = texts["bytes of readings"] / texts["counts"]["kept"]
    values: dict[str, Any] = {
        "day": figures["day"], "cores": figures["cores"], "count": f"{count:,}", "text_ms": f"{costs['text']:.2f}",
        "page_ms": f"{costs['page']:.2f}", "bare_ms": f"{_ms(bare):.2f}", "pages": f"{pages['articles']:,}",
        "page_kb": f"{pages['bytes a page'] / 1000:.0f}", "packed_kb": f"{pages['bytes a page, packed'] / 1000:.1f}",
        "rate": f"{texts['articles a second']:,.0f}", "bare_rate": f"{bare['articles a second']:,.0f}",
        "twice": f"{figures['relevant only']['times as fast']:.2f}", "share": f"{share:.2f}",
        "memory": f"{texts[_MEMORY]:,}",
        "few": f"{first:,}", "few_ms": f"{_ms(small):.2f}", "few_memory": f"{small[_MEMORY]:,}",
        "worker_mb": f"{texts[_MEMORY] / figures['cores']:,.0f}",
        "sixteen_gb": f"{16 * texts[_MEMORY] / figures['cores'] / 1_000:.1f}",
        "start_s": f"{figures['start-up']['processor s'] / figures['cores']:.1f}", "a_day": f"{given['articles_a_day']:,}",
        "all": f"{given['articles'] / 1e9:.2f}", "year": f"{year:,}", "kept": f"{kept:.2%}",
        "held_kb": f"{held / 1000:.1f}", "year_kept": f"{year * kept / 1e6:.1f}", "year_gb": f"{year * kept * held / 1e9:.1f}",
        "year_tb": f"{year * pages['bytes a page, packed'] / 1e12:.1f}", "known_s": given["loaded_a_second"],
        "load_time": _span(year * kept / given["loaded_a_second"]), "busy": _busy(figures.get("load")),
        "clock": _span(year / texts["articles a second"]), "formula": _days(year, costs["text"], figures["cores"] * share),
        **_ray(figures),
        **{f"{kind}_ms": f"{_of_kind(figures['kinds'], kind):.2g}" for kind in ("relevant", "near", "far")},
        "core_days_text": _days(year, costs["text"], 1), "core_days_page": _days(year, costs["page"], 1),
        "mb_s": f"{pages['bytes a page, packed'] / 1e3 / costs['page'] * share:.1f}",
    }  # fmt: skip
    rows = [_row(costs, share, count, cores, year, given["articles"]) for count, cores in machines]
    return values | {"rows": "\n".join(rows)}


def _share(figures: Figures) -> float:
    """Return what share of a core's work is done where all are busy; that it is more than all of it can be chance only."""
    return min(1.0, float(figures["relevant only"]["times as fast"]) / float(figures["cores"]))


def _ray(figures: Figures) -> dict[str, str]:
    """Return the articles a second on Ray, or that it was not measured; and of how many."""
    on_ray = figures.get("on Ray")
    if not isinstance(on_ray, dict):
        return {"ray": "not measured", "ray_count": "0"}
    return {"ray": f"{on_ray['articles a second']:,.0f}", "ray_count": f"{on_ray['counts']['articles']:,}"}


def _largest(runs: Figures) -> tuple[Figures, int]:
    """Return the run of the largest archive, and how many articles that has."""
    count = max(map(int, runs))
    return runs[str(count)], count


def _ms(run: Figures) -> float:
    """Return the processor milliseconds that an article of a run takes."""
    return float(run["processor ms an article, start-up excluded"])


def _row(costs: dict[str, float], share: float, machines: int, cores: int, year: int, every: int) -> str:
    """Return a row of the table: what a cluster takes for a year and for all, of texts and of pages."""
    power = machines * cores * share
    cells = [_days(number, costs[kind], power) for kind in ("text", "page") for number in (year, every)]
    return f"| {machines} x {cores} | {' | '.join(cells)} |"


def _days(articles: int, ms: float, power: float) -> str:
    return _span(articles * ms / 1_000 / power)


def _span(seconds: float) -> str:
    """Return a span of time in the largest unit of which it has two.

    >>> _span(600), _span(9_000), _span(400_000)
    ('10.0 minutes', '2.5 hours', '4.6 days')
    """
    unit, name = next((u for u in ((_DAY_S, "days"), (3_600, "hours")) if seconds >= 2 * u[0]), (60, "minutes"))
    return f"{seconds / unit:,.1f} {name}"


def _of_kind(kinds: Figures, kind: str) -> float:
    """Return the processor milliseconds of an article of a kind, over the languages."""
    own = [one["processor ms an article"] for name, one in kinds.items() if name.startswith(f"{kind},")]
    return float(sum(own) / len(own))


def _busy(load: list[float] | None) -> str:
    """Return how busy the machine was with other things, by its load before and behind, as a sentence."""
    if load is None:
        return "How busy the machine was with other programs was not kept with these figures; a busy one makes all of them worse."
    return f"Its load (programs that want to run) was {load[0]} before the run and {load[1]} after it; a busy machine makes all figures worse."


if __name__ == "__main__":
    PAGE.write_text(page(sys.argv[1] if len(sys.argv) > 1 else latest()), "utf-8", newline="\n")
