"""Where provinces and cities lie, each as one point.

In:  `data/centroids.tsv`: degrees east and north, to 0.1.
Out: the points by code; a division that is not in it has none.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from accord.tsv import read_table

__all__ = ["points"]


@cache
def points() -> Mapping[str, tuple[float, float]]:
    """Return longitude and latitude by code.

    >>> points()["320200"]
    (120.3, 31.5)
    """
    table = read_table(resources.files("accord.gazetteer") / "data" / "centroids.tsv")
    return {row["code"]: (float(row["lon"]), float(row["lat"])) for row in table.rows}
