"""Tell an undertaking from words that only look like one: asked, denied, or not known.

In:  a unit with its names covered and a cue of an undertaking in it; the pack's rules of `denials.toml`.
Out: whether the cue undertakes nothing; whether the unit holds under a condition only.
"""

from accord.langs import Hit, Pack, match

__all__ = ["is_conditional", "is_denied", "waits_for_approval"]

_NEAR = 200  # characters left of a cue in which its clause may begin


def is_denied(covered: str, hit: Hit, pack: Pack) -> bool:
    """Return whether the clause of the cue undertakes nothing, whoever its subject is."""
    start, end = hit.found.span("cue")
    before, onward, after = (
        covered[max(0, start - _NEAR) : start],
        covered[start : end + _NEAR],
        covered[end : end + _NEAR],
    )
    places = [("no_promise", before), ("unknown", after)]
    if hit.rule.values["modality"] != "hoped":  # to hope that talks will not fail is to hope
        places += [("denial", after), ("denied_content", onward)]
    return any(_fires(kind, words, pack) for kind, words in places)


def is_conditional(covered: str, pack: Pack) -> bool:
    """Return whether the unit says under which condition it holds."""
    return _fires("condition", covered, pack)


def waits_for_approval(covered: str, pack: Pack) -> bool:
    """Return whether the condition is only that somebody approves: then 'would' tells a plan, and nothing unreal."""
    return _fires("approval", covered, pack)


def _fires(kind: str, words: str, pack: Pack) -> bool:
    return any(match(pack.rules, words, kind=kind))
