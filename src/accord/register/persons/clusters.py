"""Which nodes of a web are one person, and which may be. Pure.

In:  a web of nodes, and what identity says of names and of holders.
Out: `Clusters`: nodes of one person together; pairs of which a person is to be asked.

Nodes of one name come first: at one body, at two that one document names, or at offices of one place with like posts. Two
names, also of two scripts, are joined where there is no choice: a holder whom two different names fit is left alone. Last
come the mentions without a body: each joins the only person of its name whose body its document names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import TypeVar

import msgspec

from accord.model.mention import Mention
from accord.model.verdict import Reason, Verdict
from accord.register.persons.web import COMMON, Node, Pair, Web
from accord.register.who.needs import Identity

__all__ = ["FEW", "Clusters", "cluster_persons"]

DECIDED, OF_ITS_NAME, OF_ONE_DOCUMENT = (
    3.0,
    2.5,
    2.0,
)  # verdicts weigh at most 1: where something must give, they give first
FEW = 4  # persons of one name, up to which it is asked whether two of them are one: of a name that many bear, nobody knows

Key = TypeVar("Key", int, str)


class Clusters(msgspec.Struct, frozen=True):
    """Nodes of one person together, and verdicts of *unsure* by pair of rows."""

    groups: list[list[Node]]
    unsure: dict[Pair, Verdict]


class _Said(msgspec.Struct):
    """What was said of pairs so far."""

    same: dict[Pair, float]
    unsure: dict[Pair, Verdict]
    names: dict[tuple[str, str], Verdict]


def cluster_persons(web: Web, near: Mapping[int, frozenset[str]], identity: Identity) -> Clusters:
    """Return the persons of a web; `near` are, for a node without a body, the bodies and places that its document names."""
    said = _Said({}, {}, _names(web, identity))
    said.same |= {pair: DECIDED for pair, same in web.decided.items() if same and web.nodes.keys() >= set(pair)}
    for pairs, strength in ((web.ties, OF_ITS_NAME), (web.together, OF_ONE_DOCUMENT)):
        for one, other in pairs:
            pair = (min(one, other), max(one, other))
            said.same[pair] = max(strength, said.same.get(pair, 0.0))
    _judge(web, said, identity)
    apart = {pair for pair, same in web.decided.items() if not same and web.nodes.keys() >= set(pair)}
    _drop_guesses(web, said)
    groups = _grouped(web, said, apart | _names_apart(web, said), identity)
    groups = _seated(groups, said, near, apart, identity)
    _ask(groups, said, identity)
    home = {node.row: at for at, group in enumerate(groups) for node in group}
    asked = {pair: verdict for pair, verdict in said.unsure.items() if home[pair[0]] != home[pair[1]]}
    return Clusters(groups, {pair: verdict for pair, verdict in asked.items() if pair not in web.decided})


def _names(web: Web, identity: Identity) -> dict[tuple[str, str], Verdict]:
    """Return the verdict on each pair of names that share a key which is not common."""
    written = {node.form: node.holder.name for node in web.nodes.values()}
    pairs = {
        pair
        for forms in web.keys.values()
        if 1 < len(forms) <= COMMON
        for pair in combinations(sorted(forms & written.keys()), 2)
    }
    return {(one, other): identity.same_body(_mention(one, written), _mention(other, written)) for one, other in pairs}


def _mention(form: str, written: Mapping[str, str]) -> Mention:
    return Mention(form, written[form], (written[form],), "person", None)


def _judge(web: Web, said: _Said, identity: Identity) -> None:
    """Pass a verdict on nodes whose names may be one, at one body or at offices of one place."""
    kin = _kin(web, said)
    offices: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in sorted(web.nodes.values(), key=lambda node: node.key):
        if not node.loose:
            seat = f"seat {identity.seat(node.holder.code)}" if node.holder.code else node.holder.body
            for office in {node.holder.body, seat}:
                offices[kin[node.form], office].append(node)
    for beside in offices.values():
        for one, other in combinations(beside, 2):
            pair = (min(one.row, other.row), max(one.row, other.row))
            verdict = _verdict(one, other, said, identity)
            if verdict is not None and verdict.verdict == "same":
                said.same[pair] = max(verdict.score, said.same.get(pair, 0.0))
            elif verdict is not None and verdict.verdict == "unsure":
                said.unsure[pair] = verdict


def _kin(web: Web, said: _Said) -> dict[str, str]:
    """Return for each form of a name one that stands for all that may be of one person."""
    home = {node.form: node.form for node in web.nodes.values()}
    for (one, other), verdict in said.names.items():
        if verdict.verdict != "different":
            a, b = _root(home, one), _root(home, other)
            home[max(a, b)] = min(a, b)
    return {form: _root(home, form) for form in home}


def _verdict(one: Node, other: Node, said: _Said, identity: Identity) -> Verdict | None:
    """Return whether two nodes, in the order of their keys, are one person; None where the names were never compared."""
    left, right = sorted((one, other), key=lambda node: node.key)
    names = _of_names(left, right, said)
    return identity.same_holder(names, left.holder, right.holder) if names else None


def _of_names(left: Node, right: Node, said: _Said) -> Verdict | None:
    if left.form == right.form:
        return Verdict("same", 1.0, (Reason("name", left.holder.name, right.holder.name),))
    return said.names.get((min(left.form, right.form), max(left.form, right.form)))


def _drop_guesses(web: Web, said: _Said) -> None:
    """Let nobody be joined by guess: of a holder whom two names fit that are not one, both become questions."""
    home = _homes(web, (pair for pair in said.same if _is_firm(pair, web, said)))
    fits: dict[int, set[str]] = defaultdict(set)
    doubtful = [pair for pair in said.same if not _is_firm(pair, web, said)]
    for one, other in doubtful:
        fits[home[one]].add(web.nodes[other].form)
        fits[home[other]].add(web.nodes[one].form)
    torn = {at for at, forms in fits.items() if any(_differ(pair, said) for pair in combinations(sorted(forms), 2))}
    for pair in doubtful:
        if home[pair[0]] in torn or home[pair[1]] in torn:
            left, right = sorted((web.nodes[row] for row in pair), key=lambda node: node.key)
            met = Reason("several", left.holder.name, right.holder.name)
            said.unsure[pair] = Verdict("unsure", min(said.same.pop(pair), 0.6), (met,))


def _is_firm(pair: Pair, web: Web, said: _Said) -> bool:
    return said.same[pair] >= OF_ONE_DOCUMENT or web.nodes[pair[0]].form == web.nodes[pair[1]].form


def _differ(forms: tuple[str, str], said: _Said) -> bool:
    verdict = said.names.get(forms)
    return verdict is not None and verdict.verdict == "different"


def _names_apart(web: Web, said: _Said) -> set[Pair]:
    """Return the pairs of nodes that hang together although their names are different, and no decision says they are one."""
    one = _homes(web, (pair for pair, strength in said.same.items() if strength >= DECIDED))
    parts: dict[int, list[Node]] = defaultdict(list)
    for row, root in _homes(web, said.same).items():
        parts[root].append(web.nodes[row])
    return {
        (min(a.row, b.row), max(a.row, b.row))
        for part in parts.values()
        if len({node.form for node in part}) > 1
        for a, b in combinations(sorted(part, key=lambda node: node.form), 2)
        if _differ((a.form, b.form), said) and one[a.row] != one[b.row]
    }


def _grouped(web: Web, said: _Said, apart: set[Pair], identity: Identity) -> list[list[Node]]:
    key = {row: node.key for row, node in web.nodes.items()}
    by_key = {node.key: node for node in web.nodes.values()}
    joined = {row for pair in said.same for row in pair}
    alone = [[node] for row, node in web.nodes.items() if row not in joined]
    same = [(key[one], key[other], strength) for (one, other), strength in said.same.items()]
    different = [(key[one], key[other]) for one, other in apart if one in joined and other in joined]
    found = identity.cluster((key[row] for row in joined), same, different)
    return alone + [[by_key[one] for one in group] for group in found]


def _seated(
    groups: list[list[Node]],
    said: _Said,
    near: Mapping[int, frozenset[str]],
    apart: set[Pair],
    identity: Identity,
) -> list[list[Node]]:
    """Return the groups after each lone mention without a body has come to the only person whom its document can mean."""
    lone = {g[0].row: g[0] for g in groups if len(g) == 1 and g[0].row in near}
    rest = [group for group in groups if group[0].row not in lone]
    by_form: dict[str, list[list[Node]]] = defaultdict(list)
    for group in rest:
        for form in {node.form for node in group if not node.loose}:
            by_form[form].append(group)
    like: dict[str, set[str]] = defaultdict(set)
    for (one, other), verdict in said.names.items():
        if verdict.verdict == "same":
            like[one].add(other)
            like[other].add(one)
    for node in sorted(lone.values(), key=lambda node: node.key):
        beside = {id(g): g for form in {node.form, *like[node.form]} for g in by_form[form]}
        fit = [g for g in beside.values() if _fits(node, g, said, near[node.row], identity)]
        if len(fit) == 1 and not any((min(node.row, one.row), max(node.row, one.row)) in apart for one in fit[0]):
            fit[0].append(node)
        else:
            rest.append([node])
    return rest


def _fits(node: Node, group: Iterable[Node], said: _Said, near: frozenset[str], identity: Identity) -> bool:
    """Return whether a mention may be of a person: its document names one of his bodies, where he holds such a post."""
    return any(
        not one.loose
        and (one.holder.body in near or identity.seat(one.holder.code) in near)
        and _fits_post(node, one, said, identity)
        for one in group
    )


def _fits_post(node: Node, other: Node, said: _Said, identity: Identity) -> bool:
    left, right = sorted((node, other), key=lambda one: one.key)
    names = _of_names(left, right, said)
    if names is None or names.verdict != "same":
        return False
    if node.form == other.form and not node.holder.posts:
        return True
    there = msgspec.structs.replace(node.holder, body=other.holder.body, code=other.holder.code)
    return identity.like_posts(there, other.holder)


def _ask(groups: Iterable[list[Node]], said: _Said, identity: Identity) -> None:
    """Add the questions whether persons of one name, who are few, are one."""
    by_form: dict[str, list[Node]] = defaultdict(list)
    for group in groups:
        for form in {node.form for node in group if not node.loose}:
            by_form[form].append(min((n for n in group if n.form == form and not n.loose), key=lambda node: node.key))
    for nodes in by_form.values():
        if len(nodes) > FEW:
            continue
        for one, other in combinations(sorted(nodes, key=lambda node: node.key), 2):
            pair = (min(one.row, other.row), max(one.row, other.row))
            verdict = _verdict(one, other, said, identity)
            if verdict is not None and pair not in said.same:
                said.unsure.setdefault(pair, verdict)


def _homes(web: Web, pairs: Iterable[Pair]) -> dict[int, int]:
    home = {row: row for row in web.nodes}
    for left, right in pairs:
        a, b = _root(home, left), _root(home, right)
        home[max(a, b)] = min(a, b)
    return {row: _root(home, row) for row in web.nodes}


def _root(home: dict[Key, Key], one: Key) -> Key:
    while home[one] != one:
        home[one] = one = home[home[one]]
    return one
