"""Read how far something is, and who says so.

In:  a scene; the pack's rules `progress` (group `object`; values: state) and `speech`.
Out: progress in text order. A plan is a commitment and no progress; a claim of one side is shown as its claim.
"""

from collections.abc import Iterator

from accord.langs import Hit, match
from accord.model.reading import Progress
from accord.reading.parts import Sentence
from accord.reading.scene import Scene, covered, dates_in, money_in_span, standings_in

__all__ = ["find_progress"]

_SHORTEST = 4  # characters of an object; shorter ones are pronouns


def find_progress(scene: Scene) -> tuple[Progress, ...]:
    """Return what the page says of the state of things."""
    found: list[Progress] = []
    for sentence in scene.page.sentences:
        if sentence.kind == "prose":
            words = covered(scene, sentence)
            found.extend(
                _progress(f"g{len(found) + 1 + n}", h, sentence, scene) for n, h in enumerate(_hits(scene, words))
            )
    return tuple(found)


def _hits(scene: Scene, words: str) -> Iterator[Hit]:
    """Yield the matches that speak of a thing: the object is no name alone and no pronoun; the first at each cue."""
    seen: set[int] = set()
    for hit in match(scene.pack.rules, words, kind="progress"):
        thing = hit.found["object"].strip()
        plain = "".join(c for c in thing if not "\ue000" <= c <= "\ue009").strip()
        if len(plain) >= _SHORTEST and " " in thing and hit.found.end("cue") not in seen:
            seen.add(hit.found.end("cue"))
            yield hit


def _progress(identity: str, hit: Hit, sentence: Sentence, scene: Scene) -> Progress:
    start, end = (sentence.start + at for at in hit.found.span("object"))
    standings = [s for s in standings_in(scene.cast.standings, sentence.start, sentence.end) if len(s.parties) == 1]
    dates = dates_in(scene, sentence.start, sentence.end)
    money = money_in_span(scene, sentence.start, sentence.end)
    return Progress(
        id=identity,
        rule=hit.rule.id,
        party=standings[0].parties[0] if standings else None,
        object=scene.page.content[start:end],
        state=hit.rule.values["state"],
        claim_by=_claimed_by(sentence, scene),
        date=dates[0].date if dates else None,
        amount=money[0].money if len(money) == 1 else None,
        evidence=((sentence.start, sentence.end),),
    )


def _claimed_by(sentence: Sentence, scene: Scene) -> str | None:
    """Return who says so in the sentence: a party's id, or a person's name; None where the text itself says it."""
    for hit in match(scene.pack.rules, covered(scene, sentence), kind="speech"):
        span = hit.span("body") or hit.span("speaker")
        if span:
            start, end = sentence.start + span[0], sentence.start + span[1]
            parties = standings_in(scene.cast.standings, start, end)
            return parties[0].parties[0] if parties and parties[0].parties else scene.page.content[start:end]
    return None
