"""The picture of a course: every moment with a day has its place, in order, within the picture."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from accord.insight.course import Moment
from accord.web.course import HEIGHT, WIDTH, drawn

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
TODAY = date(2026, 11, 22)


def _moments(days: list[date | None]) -> list[Moment]:
    ordered = sorted(days, key=lambda day: day or date.max)
    return [Moment(day, day and day.isoformat(), "state", f"c-{at}") for at, day in enumerate(ordered)]


@given(st.lists(st.none() | DAYS, max_size=40))
def test_every_day_has_one_place_within_the_picture_and_later_days_stand_no_further_left(
    days: list[date | None],
) -> None:
    moments = _moments(days)
    picture = drawn(moments, TODAY)
    known = [one for one in moments if one.at]
    if len({one.at for one in known}) < 2:
        assert picture is None
        return
    assert picture is not None
    assert [point.moment for point in picture.points] == known
    places = [point.x for point in picture.points]
    assert places == sorted(places)
    assert all(0 < point.x < WIDTH and 0 < point.y < HEIGHT for point in picture.points)
    assert all(0 < x < WIDTH for x, _ in picture.ticks)
    assert len(picture.ticks) <= 12
    assert [moments[point.number - 1] for point in picture.points] == known


def test_moments_of_one_week_stand_above_each_other_and_do_not_cover_each_other() -> None:
    first = date(2020, 1, 1)
    days = [first, *(date(2024, 5, 1) + timedelta(days=at) for at in range(3)), TODAY]
    picture = drawn(_moments(list(days)), TODAY)
    assert picture is not None
    assert len({(point.x, point.y) for point in picture.points}) == len(days)
