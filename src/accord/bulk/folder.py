"""The folder of a job: what lies where, each file written whole or not at all.

plan.json            what is to be read: options, inputs, shards
manifest.jsonl       a line a shard: done, failed or waiting, with counts and reasons
quarantine.jsonl     a line an article that could not be read, with the reason
readings/            part-000001.parquet: the readings of a shard, where it has any
shards/              000001.json: what became of a shard
working/             where workers are; empty when all is done
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from accord.bulk.job import Outcome, Plan, Shard
from accord.errors import ConfigError

__all__ = ["Folder"]


class Folder:
    """The files of a job, by what they are."""

    def __init__(self, path: str) -> None:
        """Keep where it is."""
        self.path = Path(path)
        self.working = self.path / "working"

    def plan(self) -> Plan | None:
        """Return what is to be read; None where nothing is planned yet.

        Raises:
            ConfigError: Another version of the program has planned it.
        """
        file = self.path / "plan.json"
        try:
            return msgspec.json.decode(file.read_bytes(), type=Plan) if file.is_file() else None
        except msgspec.DecodeError as error:
            raise ConfigError(f"{file} is no plan of this version of accord ({error}); give another folder") from error

    def keep_plan(self, plan: Plan) -> None:
        """Write the plan."""
        write_whole(self.path / "plan.json", msgspec.json.encode(plan))

    def part(self, shard: int) -> Path:
        """Return where the readings of a shard are."""
        return self.path / "readings" / f"part-{shard:06}.parquet"

    def outcome(self, shard: int) -> Outcome | None:
        """Return what became of a shard; None where it is waiting."""
        file = self._outcome(shard)
        return msgspec.json.decode(file.read_bytes(), type=Outcome) if file.is_file() else None

    def keep_outcome(self, outcome: Outcome) -> None:
        """Write what became of a shard."""
        write_whole(self._outcome(outcome.shard), msgspec.json.encode(outcome))

    def forget_outcome(self, shard: int) -> None:
        """Let a shard wait again."""
        self._outcome(shard).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a run that was killed while it wrote has left: files that never got their names."""
        for place in (self.path, self.path / "shards", self.path / "readings"):
            for left in place.glob(".*.*.[0-9]*"):
                left.unlink(missing_ok=True)

    def write_manifest(self, plan: Plan) -> None:
        """Write the manifest and the quarantine from what became of the shards."""
        ended = [(shard, self.outcome(shard.number)) for shard in plan.shards]
        write_whole(self.path / "manifest.jsonl", b"".join(_line(shard, outcome) for shard, outcome in ended))
        write_whole(self.path / "quarantine.jsonl", b"".join(_quarantined(outcome) for _, outcome in ended if outcome))

    def outcomes(self, plan: Plan) -> Iterator[Outcome]:
        """Yield what became of the shards that have ended, in their order."""
        for shard in plan.shards:
            outcome = self.outcome(shard.number)
            if outcome is not None:
                yield outcome

    def _outcome(self, shard: int) -> Path:
        return self.path / "shards" / f"{shard:06}.json"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees a part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def _line(shard: Shard, outcome: Outcome | None) -> bytes:
    about: dict[str, Any] = {
        "shard": shard.number,
        "input": shard.input.name,
        "start": shard.stretch.start,
        "end": shard.stretch.end,
        "state": outcome.state if outcome else "waiting",
    }
    if outcome:
        reasons: dict[str, int] = {}
        for one in outcome.quarantined:
            reasons[one.reason] = reasons.get(one.reason, 0) + 1
        part = f"readings/part-{shard.number:06}.parquet" if outcome.sha256 else None
        about |= {
            "counts": outcome.counts,
            "part": part,
            "sha256": outcome.sha256,
            "quarantined": reasons,
            "reason": outcome.reason,
        }
    return msgspec.json.encode(about) + b"\n"


def _quarantined(outcome: Outcome) -> bytes:
    return b"".join(msgspec.json.encode(one) + b"\n" for one in outcome.quarantined)
