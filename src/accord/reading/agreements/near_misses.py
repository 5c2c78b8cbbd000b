"""Say which tellings are none: other kinds of agreements, what was not signed, and what is only recalled.

In:  a covered sentence and the match of a rule of agreements in it.
Out: whether the match is excluded, unreal, or a mention in passing.
"""

from accord.langs import Hit, match
from accord.reading.page.scene import Scene

__all__ = ["is_excluded", "is_mention", "is_unreal"]


def is_excluded(scene: Scene, words: str, hit: Hit) -> bool:
    """Whether the document is of a kind that is no cooperation: 'a plea agreement', 'an agreement on the budget bill'."""
    clause = words[hit.found.start() : hit.found.end() + 60]
    length = hit.found.end() - hit.found.start()
    return any(one.found.start() < length for one in match(scene.pack.rules, clause, kind="excluded"))


def is_mention(scene: Scene, words: str, hit: Hit) -> bool:
    """Whether the words recall an agreement of before, or name one without a verb of agreeing."""
    recalled = any(
        h.found.start() <= hit.found.end() and hit.found.start() <= h.found.end()
        for h in match(scene.pack.rules, words, kind="recalled")
    )
    listed = any(
        match(scene.pack.rules, words, kind="list_item")
    )  # the line before the list says that they were signed
    named_only = (
        bool(hit.rule.values.get("nominal")) and not listed and not any(match(scene.pack.rules, words, kind="acted"))
    )
    return named_only or (recalled and not hit.rule.values.get("object"))


def is_unreal(scene: Scene, words: str, hit: Hit) -> bool:
    """Return whether the words say that it was not signed, was undone, or is only asked for."""
    verb = hit.span("verb")
    at = verb[0] if verb else hit.found.start()
    near = words[max(0, at - 30) : (verb[1] if verb else hit.found.end()) + 15]
    if any(match(scene.pack.rules, near, kind="unreal")):
        return True
    first = min((span[0] for name in ("a", "what") if (span := hit.span(name))), default=at)
    return any(match(scene.pack.rules, words[: min(first, at)], kind="unreal_far"))
