"""The office's own approved map: put under the points of the map, looked at, taken away. We ship none.

In:  GeoJSON, sent by an administrator, or laid beside the register's file as `NAME.ground.geojson`.
Out: `Laid`, for the map; the page on which it is put in.
"""

from functools import lru_cache
from pathlib import Path

import msgspec
from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from accord.errors import RefusedError
from accord.insight.ground import MOST_BYTES, Ground, read_ground
from accord.register import Register
from accord.web.safety.guards import needs, posted
from accord.web.visit import Here

__all__ = ["Laid", "ground_of", "router"]

router = APIRouter(dependencies=[Depends(needs("look"))])


class Laid:
    """An office's ground, and which state of its file it is; two of one state are the same."""

    def __init__(self, key: tuple[str, int, int], ground: Ground) -> None:
        """Keep both."""
        self.key, self.ground = key, ground

    def __eq__(self, other: object) -> bool:
        """Return whether the other is of the same file in the same state."""
        return isinstance(other, Laid) and self.key == other.key

    def __hash__(self) -> int:
        """Return a hash of the file and its state."""
        return hash(self.key)


def ground_of(register: Register) -> Laid | None:
    """Return the office's ground; None where there is none, or where it cannot be drawn."""
    path = _path(register)
    if not path.is_file():
        return None
    state = path.stat()
    try:
        return _read(str(path), state.st_mtime_ns, state.st_size)
    except RefusedError:
        return None


@router.get("/map/ground", dependencies=[Depends(needs("accounts"))])
def ground_page(visit: Here) -> Response:
    """Show what lies under the points, and the form to put another in."""
    path, laid = _path(visit.house.register), ground_of(visit.house.register)
    broken = laid is None and path.exists()
    return visit.page("map/ground.html", path=path, laid=laid, broken=broken, most=MOST_BYTES // 1024 // 1024)


@router.post("/map/ground", dependencies=[Depends(needs("accounts"))])
async def put(visit: Here, form: FormData = Depends(posted)) -> Response:  # noqa: B008 - how FastAPI is told
    """Put a map under the points, or take it away."""
    _, path = visit.words, _path(visit.house.register)
    if form.get("away"):
        path.unlink(missing_ok=True)
        visit.tell(_("The ground was taken away; the map is plain again."))
        return visit.go("/map")
    sent = form.get("file")
    content = await sent.read(MOST_BYTES + 1) if isinstance(sent, UploadFile) else b""
    try:
        read_ground(content)
    except RefusedError as error:
        visit.tell(visit.told(error), "refused")
        return visit.go("/map/ground")
    told = msgspec.json.decode(content)
    told["approval"] = str(form.get("approval") or told.get("approval") or "")[:100]
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(msgspec.json.encode(told))
    part.replace(path)
    visit.tell(_("The map is drawn under the points now."))
    return visit.go("/map")


def _path(register: Register) -> Path:
    return register.beside.with_name(f"{register.beside.name}.ground.geojson")


@lru_cache(maxsize=2)
def _read(path: str, changed: int, size: int) -> Laid:
    return Laid((path, changed, size), read_ground(Path(path).read_bytes()))
