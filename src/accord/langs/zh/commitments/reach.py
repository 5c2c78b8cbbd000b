"""Tell whether a unit speaks of the cooperation that a page reports, and not of something else on the page.

In:  a unit, what it seems to undertake, who speaks, the agreements and meetings of the page.
Out: True where the unit names one of their parties or is told beside them, or speaks of cooperating.

A digest holds news of others, a speech what a Party must do, an essay what a country will be: none of that is undertaken
between the parties.
"""

from accord.langs.rules import match
from accord.langs.spans import overlapping
from accord.langs.zh.commitments.speeches import Speech, Unit
from accord.langs.zh.commitments.undertakings import Undertaking
from accord.langs.zh.page.scene import Scene, covered, parties_in, within
from accord.model.reading import Agreement, Meeting, Span

__all__ = ["Reach"]

_SPEECHES = 5  # paragraphs from there within which who was present speaks of it, though he names nobody
_NEAR = 1  # paragraphs beside one that tells of an agreement or a meeting


class Reach:
    """What of a page is about its agreements and meetings."""

    def __init__(
        self,
        scene: Scene,
        agreements: tuple[Agreement, ...],
        meetings: tuple[Meeting, ...],
        told: tuple[Span, ...] = (),
    ) -> None:
        """Keep whose agreements and meetings they are, and in which paragraphs they are told; `told`: also signings."""
        self._scene = scene
        events: tuple[Agreement | Meeting, ...] = (*agreements, *meetings)
        self._key = frozenset(p for event in events for p in event.parties)
        spans = [*([] if events else told), *(span for event in events for span in event.evidence)]
        telling = [s for span in spans for s in overlapping(scene.sentences, *span)]
        prose = [s for s in telling if s.kind == "prose"]
        laid = (s for s in scene.sentences if any(match(scene.pack.rules, covered(scene, s), kind="scope")))
        self._paragraphs = frozenset(s.paragraph for s in (*(prose or telling), *laid))
        self.signings = tuple(span for one in agreements if one.status == "signed" for span in one.evidence)
        around = [s for s in scene.sentences if s.paragraph in self._paragraphs]
        self._present = frozenset(p.text for s in around for p in within(scene.cast.persons, s.start, s.end))

    def holds(self, unit: Unit, promise: Undertaking, speech: Speech, speaking: tuple[str, ...]) -> bool:
        """Return whether what the unit undertakes is about the cooperation."""
        named = self._names(unit)
        if promise.laid and promise.modality == "agreed":
            return True
        sides = promise.subject == "several" or (named and speech.kind is not None)
        if not sides and self._is_about(unit, "off_matter"):
            return False
        if promise.rule.values.get("who") == "leader":
            return named or promise.subject == "several" or self._is_about(unit, "on_matter_closely")
        far = min((abs(unit.paragraph - p) for p in self._paragraphs), default=_SPEECHES + 1)
        beside = far <= _NEAR
        if speech.kind == "person":
            present = self._is_present(speech) or bool(self._key & set(speaking))
            return (
                named
                or (present and far <= _SPEECHES)
                or (beside and (promise.modality == "hoped" or promise.subject in ("self", "party")))
                or (beside and promise.rule.values.get("beside", False))
                or self._is_about(unit)
            )
        if named or promise.subject == "several":
            return True
        return far == 0 or (
            beside and (promise.subject != "party" or promise.modality == "agreed" or self._is_about(unit))
        )

    def _is_present(self, speech: Speech) -> bool:
        """Return whether who speaks is named where an agreement or a meeting is told."""
        return speech.who is not None and any(
            p.text in self._present for p in within(self._scene.cast.persons, *speech.who)
        )

    def _names(self, unit: Unit) -> bool:
        return bool(self._key & set(parties_in(self._scene, unit.start, unit.end)))

    def _is_about(self, unit: Unit, kind: str = "on_matter") -> bool:
        return any(match(self._scene.pack.rules, unit.words, kind=kind))
