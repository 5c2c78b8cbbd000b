"""Where things lie on paper, and the office's own ground."""

import json
from importlib import resources

import numpy as np
import pytest

from accord.errors import RefusedError
from accord.gazetteer import entry
from accord.gazetteer.points import points
from accord.insight.ground import MOST_BYTES, read_ground
from accord.insight.projection import HEIGHT, WIDTH, frame_around, projected

SQUARE = [[110.0, 30.0], [112.0, 30.0], [112.0, 32.0], [110.0, 30.0]]


def test_every_province_has_a_point_and_every_point_a_division() -> None:
    provinces = [code for code in points() if code.endswith("0000")]
    assert len(provinces) == 34
    assert all(entry(code) is not None for code in points())
    assert all(73 < east < 136 and 3 < north < 54 for east, north in points().values())


def test_a_city_lies_in_the_middle_of_its_province_and_not_elsewhere() -> None:
    far = [
        code
        for code, (east, north) in points().items()
        if not code.endswith("0000")
        and np.hypot(east - points()[f"{code[:2]}0000"][0], north - points()[f"{code[:2]}0000"][1]) > 17
    ]
    assert far == []


def test_areas_keep_their_size_wherever_they_lie() -> None:
    def area(east: float, north: float) -> float:
        x, y = projected([[east, north], [east + 0.1, north], [east + 0.1, north + 0.1], [east, north + 0.1]])
        return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2 / np.cos(np.radians(north + 0.05)))

    assert area(75, 50) == pytest.approx(area(122, 20), rel=1e-4)


@pytest.mark.parametrize("places", [[], [(118.8, 32.1)], [(118.8, 32.1), (87.6, 43.8)], list(points().values())])
def test_a_frame_shows_all_that_it_is_made_for(places: list[tuple[float, float]]) -> None:
    where = frame_around(places).at(places)
    assert ((where > 0) & (where < (WIDTH, HEIGHT))).all()
    assert frame_around(places).graticule()


@pytest.mark.parametrize(
    "told",
    [
        {"type": "Polygon", "coordinates": [SQUARE]},
        {"type": "Feature", "properties": None, "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE]]}},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": {"type": "LineString", "coordinates": SQUARE}}],
        },
        {"type": "GeometryCollection", "geometries": [{"type": "MultiLineString", "coordinates": [SQUARE]}]},
    ],
)
def test_lines_are_found_whatever_holds_them(told: dict[str, object]) -> None:
    ground = read_ground(json.dumps(told | {"approval": "No. 1"}).encode())
    assert [one.tolist() for one in ground.lines] == [SQUARE]
    assert ground.approval == "No. 1"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"type": "Point", "coordinates": [1, 2]}',
        b'{"type": "LineString", "coordinates": [[1, 200], [2, 3]]}',
        b'{"type": "LineString", "coordinates": [["east", 2], [2, 3]]}',
        b'{"type": "LineString", "coordinates": "none"}',
        b'{"type": "Polygon", "coordinates": 7}',
        b'{"type": "FeatureCollection", "features": [null]}',
        b'{"type": "LineString", "coordinates": []}',
        b'{"type": "GeometryCollection", "geometries": [' * 20 + b"]}" * 20,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b" " * (MOST_BYTES + 1),
    ],
    ids=lambda content: content[:40].decode(),
)
def test_what_cannot_be_drawn_is_refused_with_advice(content: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        read_ground(content)
    assert refused.value.advice


def test_no_map_of_ours_comes_with_the_program() -> None:
    shipped = [path.name for path in resources.files("accord.gazetteer").joinpath("data").iterdir()]
    assert not [name for name in shipped if "json" in name]
