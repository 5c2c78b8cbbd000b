"""Link new documents to many promises: how long it takes on one core.

In:  how many promises and documents. The words are made up: bodies, places and things drawn by chance, of a fixed seed; one
     sentence of each document speaks of a promise, the others of nothing.
Out: seconds to know the promises, once; seconds to link the documents; what share found its promise first.
"""

import random
import time

from accord.follow.linking import Later, Promise, Promises, links_of

__all__ = ["following"]

_SYLLABLES = ("ka", "ro", "mi", "ten", "vos", "lu", "bri", "sha", "dor", "wen", "pol", "gar", "nes", "tim")
_THINGS = [
    "paper mill",
    "railway line",
    "technology park",
    "research centre",
    "training course",
    "hospital",
    "fund",
    "airport terminal",
    "power station",
    "data centre",
]
_OTHERS = 10  # sentences of a document that speak of no promise


def following(promises: int, documents: int) -> dict[str, float]:
    """Return the figures for so many promises and documents."""
    chance = random.Random(1)
    told = [_promise(at, chance) for at in range(promises)]
    start = time.perf_counter()
    known = Promises(told)
    links_of(_later(0, told[0], chance), known)  # rules and tables are read once
    ready = time.perf_counter()
    right = 0
    for at in range(1, documents + 1):
        promise = chance.choice(told)
        firsts = [link for link in links_of(_later(at, promise, chance), known) if link.rank == 1]
        right += any(link.promise.id == promise.id for link in firsts)
    return {
        "promises": promises,
        "documents": documents,
        "knowing_s": round(ready - start, 2),
        "linking_s": round(time.perf_counter() - ready, 2),
        "first_share": round(right / documents, 3),
    }


def _promise(at: int, chance: random.Random) -> Promise:
    who, where, whom, thing = _name(chance), _name(chance), _name(chance), chance.choice(_THINGS)
    quote = f"{who} will build a {thing} in {where} with {whom}, at a cost of {chance.randint(10, 900)} million euros."
    return Promise(
        id=f"c{at}",
        kind="commitment",
        document=f"d{at // 3}",
        source=f"d{at // 3}.txt",
        span=(0, len(quote)),
        quote=quote,
        title=f"{who} and {whom} sign agreement on {thing} in {where}",
        around=f"{who} and {whom} signed a framework agreement on Monday. Officials of both sides met. {quote}",
        names=f"{who} {whom}",
        agreement="",
        parties=frozenset({who, whom}),
        bodies=frozenset({who, where, whom}),
        said="2019",
        amount="",
    )


def _later(at: int, promise: Promise, chance: random.Random) -> Later:
    who = promise.quote.split(" will ")[0]
    thing, where = promise.title.split(" on ")[1].split(" in ")
    rest = (f"Officials of {_name(chance)} spoke of a {chance.choice(_THINGS)}." for _ in range(_OTHERS))
    return Later(
        document=f"l{at}",
        source=f"l{at}.txt",
        title=f"{who} opens {thing} in {where}",
        text=f"The {thing} in {where} was opened on Monday by {who}. {' '.join(rest)}",
        published="2021",
        bodies={who: who, where: where},
        agreements={},
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).title()
