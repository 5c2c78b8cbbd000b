"""Where things lie on paper, and the office's own ground."""

import json
from importlib import resources

import numpy as np
import pytest

from accord.errors import RefusedError
from accord.gazetteer import entry
from accord.gazetteer.points import points
from accord.insight import Atlas
from accord.insight.ground import MOST_BYTES, read_ground
from accord.insight.projection import HEIGHT, WIDTH, around_the_world, frame_around, projected
from accord.insight.regions import Place

SQUARE = [[110.0, 30.0], [112.0, 30.0], [112.0, 32.0], [110.0, 30.0]]


def test_every_province_has_a_point_and_every_point_a_division() -> None:
    provinces = [code for code in points() if code.endswith("0000")]
    assert len(provinces) == 34
    assert all(entry(code) is not None for code in points())
    assert all(73 < east < 136 and 3 < north < 54 for code, (east, north) in points().items() if code.isdigit())


def test_a_city_lies_in_the_middle_of_its_province_and_not_elsewhere() -> None:
    far = [
        code
        for code, (east, north) in points().items()
        if code.isdigit()
        and not code.endswith("0000")
        and np.hypot(east - points()[f"{code[:2]}0000"][0], north - points()[f"{code[:2]}0000"][1]) > 17
    ]
    assert far == []


@pytest.mark.parametrize(
    ("laid", "places"),
    [(projected, [(75, 50), (122, 20)]), (around_the_world, [(75, 50), (122, 20), (-74, 40.7), (151, -34), (-31, 65)])],
)
def test_areas_keep_their_size_wherever_they_lie(laid, places) -> None:
    def area(east: float, north: float) -> float:
        x, y = laid([[east, north], [east + 0.1, north], [east + 0.1, north + 0.1], [east, north + 0.1]])
        return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2 / np.cos(np.radians(north + 0.05)))

    assert [area(*place) for place in places] == pytest.approx([area(*places[0])] * len(places), rel=1e-4)


@pytest.mark.parametrize("places", [[], [(118.8, 32.1)], [(118.8, 32.1), (87.6, 43.8)], list(points().values())])
def test_a_frame_shows_all_that_it_is_made_for(places: list[tuple[float, float]]) -> None:
    where = frame_around(places).at(places)
    assert ((where > 0) & (where < (WIDTH, HEIGHT))).all()
    assert frame_around(places).graticule()


def _atlas(*codes: str) -> Atlas:
    none = np.zeros(0, np.int64)
    places = [Place(code, 9 - number, points()[code]) for number, code in enumerate(codes)]
    return Atlas(places, [Place("VN", 5, None)], codes, none, none, none, 0, {})


def test_a_map_of_china_names_the_places_of_the_world_beside_it() -> None:
    home = _atlas("320000", "NLRTM", "KH-12", "330000").at_home()
    assert [one.code for one in home.places] == ["320000", "330000"]
    assert [(one.code, one.agreements) for one in home.abroad] == [("NLRTM", 8), ("KH-12", 7), ("VN", 5)]


@pytest.mark.parametrize("codes", [("320000", "330000"), ("NLRTM", "KH-12")])
def test_where_there_is_one_picture_alone_it_is_drawn(codes: tuple[str, ...]) -> None:
    found = _atlas(*codes)
    assert found.at_home() is found


def test_china_and_its_neighbours_are_drawn_as_in_its_atlases_and_what_lies_farther_as_the_world() -> None:
    assert not frame_around([points()[code] for code in ("320000", "JPOSA", "KH-12")]).world
    assert frame_around([points()[code] for code in ("320000", "NLRTM")]).world


def test_america_lies_east_of_china_on_the_map_of_the_world() -> None:
    x, _ = around_the_world([points()[code] for code in ("NLRTM", "320000", "USLAX", "USNYC")])
    assert x.tolist() == sorted(x.tolist())


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
