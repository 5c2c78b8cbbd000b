"""Where provinces and cities lie, each as one point.

In:  `data/centroids.tsv`, `data/world_points.tsv`: degrees east and north, to 0.1.
Out: the points by code; a division that is not in it has none.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from accord.tsv import read_table

__all__ = ["points"]

_LISTS = ("centroids", "world_points")  # of China, and of the rest of the world


@cache
def points() -> Mapping[str, tuple[float, float]]:
    """Return longitude and latitude by code.

    >>> points()["320200"]
    (120.3, 31.5)
    """
    data = resources.files("accord.gazetteer") / "data"
    tables = (read_table(data / f"{stem}.tsv") for stem in _LISTS)
    return {row["code"]: (float(row["lon"]), float(row["lat"])) for table in tables for row in table.rows}
