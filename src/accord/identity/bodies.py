"""Whether two names of bodies name one body.

In:  two shapes.
Out: a verdict with the values that met.

The parts of two names are paired; what is left over decides. Nothing left: same. Another place, number, own word, field
or head on either side: different. Something on one side only: a part, or a fuller name, which the names alone do not say.
"""

from collections.abc import Sequence
from functools import cache
from itertools import product

from accord.gazetteer import entry
from accord.identity.cutting import Token
from accord.identity.shapes import Cut, Shape, shape
from accord.identity.tables import rows
from accord.identity.text import is_han
from accord.model.verdict import Reason, Verdict

__all__ = ["compare_bodies"]

_NAMING = frozenset({"own", "place", "body", "region"})
_CERTAIN = frozenset({"number", "place", "region", "body", "unit"})  # what two languages say alike
_APART = frozenset({"number", "field", "head", "unit"})  # what parts names that do not say whose they are
_HEADS = frozenset({"head", "unit"})


def compare_bodies(left: Shape, right: Shape) -> Verdict:
    """Return whether two names are one body's."""
    if left.codes and right.codes:
        return _by_codes(left, right)
    verdict = _by_names(left, right)
    if (left.relative or right.relative) and verdict.reasons[0].code not in _APART:
        return Verdict("unsure", 0.5, (Reason("relative", left.name, right.name),))
    return verdict


def _by_names(left: Shape, right: Shape) -> Verdict:
    if left.bare == right.bare:
        return Verdict("same", 1.0, (Reason("name", left.name, right.name),))
    verdicts = [_by_parts(one, other, left, right) for one, other in product(left.cuts, right.cuts)]
    best = max(
        verdicts, key=lambda verdict: (verdict.verdict == "same", verdict.score if verdict.verdict == "same" else 0)
    )
    if best.verdict == "same":
        return best
    told = next((verdict for verdict in verdicts if verdict.reasons[0].code != "nothing_shared"), verdicts[0])
    return _by_bracket(left, right) or told


def _by_codes(left: Shape, right: Shape) -> Verdict:
    met = Reason("gazetteer", _told(left), _told(right))
    if left.codes == right.codes and len(left.codes) == 1:
        if left.aside != right.aside or (left.aside and left.bare != right.bare):
            return Verdict("unsure", 0.6, (met, Reason("company_of_group", left.name, right.name)))
        return Verdict("same", 1.0, (met,))
    return Verdict("unsure", 0.5, (met,)) if left.codes & right.codes else Verdict("different", 1.0, (met,))


def _by_bracket(left: Shape, right: Shape) -> Verdict | None:
    for one, other in ((left, right), (right, left)):
        for name in one.others:
            if shape(name).bare == other.bare or (shape(name).codes and shape(name).codes == other.codes):
                return Verdict("same", 0.8, (Reason("bracket", name, other.name),))
    return None


def _by_parts(left: Cut, right: Cut, one: Shape, other: Shape) -> Verdict:
    pairs, left_over, right_over = _paired(left.tokens, right.tokens, alike=one.han == other.han)
    if not pairs:
        return Verdict("unsure", 0.0, (Reason("nothing_shared", one.name, other.name),))
    if not left_over and not right_over:
        return _whole(left, right, pairs, (one, other))
    return _left_over((left_over, right_over), pairs, (one, other), (left, right))


def _whole(left: Cut, right: Cut, pairs: list[tuple[Token, Token]], names: tuple[Shape, Shape]) -> Verdict:
    met = (Reason("parts", names[0].name, names[1].name),)
    unclear = next((pair for pair in pairs if _is_unclear(*pair)), None)
    if unclear:
        return Verdict("unsure", 0.6, (Reason("ambiguous", unclear[0].text, unclear[1].text),))
    if not _has_name(pairs):
        return Verdict("unsure", 0.5, (Reason("too_general", names[0].name, names[1].name),))
    if names[0].han != names[1].han and not any(a.sort == "own" for a, _ in pairs):
        loose = next((pair for pair in pairs if _is_loose(*pair)), None)
        if loose:
            return Verdict("unsure", 0.6, (Reason("translation", loose[0].text, loose[1].text),))
    if not _forms_agree(left, right, names) or not (_says_who(pairs) or _forms_alike(left, right)):
        return Verdict(
            "unsure", 0.6, (Reason("legal_form", " ".join(sorted(left.forms)), " ".join(sorted(right.forms))),)
        )
    if names[0].han == names[1].han and [a.text for a in left.tokens] != [b.text for b, _ in _ordered(right, pairs)]:
        return Verdict("unsure", 0.6, (Reason("word_order", names[0].name, names[1].name),))
    return Verdict("same", 0.9, met)


def _ordered(right: Cut, pairs: list[tuple[Token, Token]]) -> list[tuple[Token, Token]]:
    """Return the pairs in the order of the right name."""
    waiting = list(pairs)
    found = []
    for token in right.tokens:
        at = next((i for i, (_, b) in enumerate(waiting) if b is token), None)
        if at is not None:
            found.append(waiting.pop(at))
    return found


def _left_over(
    over: tuple[list[Token], list[Token]],
    pairs: list[tuple[Token, Token]],
    names: tuple[Shape, Shape],
    cuts: tuple[Cut, Cut],
) -> Verdict:
    left, right = over
    a, b = _text(left), _text(right)
    alike = names[0].han == names[1].han
    if left and right:
        clash = _clash(left, right)
        if alike or clash in _CERTAIN:
            return Verdict("different", 0.9, (Reason(clash, a, b),))
        return Verdict("unsure", 0.3, (Reason("own_name" if clash == "own" else "translation", a, b),))
    extra = left or right
    sorts = {token.sort for token in extra}
    if [token.text for token in extra] in _zone_offices() and [_is_zone(a) for a, _ in pairs] == [True]:
        return Verdict("same", 0.8, (Reason("zone_and_committee", a, b),))
    if _may_leave_out(extra, *(cuts if left else cuts[::-1])) and _is_distinctive(pairs):
        return Verdict("same", 0.75, (Reason("place_left_out", a, b), Reason("own_name", *_own(pairs))))
    if sorts & _HEADS or (sorts == {"place"} and extra[0] is not (cuts[0] if left else cuts[1]).tokens[0]):
        return Verdict("different", 0.8, (Reason("part", a, b),))
    return Verdict("unsure", 0.4, (Reason("fuller", a, b),))


@cache
def _zone_offices() -> list[list[str]]:
    """Return the words for the committee that runs a zone: the zone and it are one party."""
    return [[row["group"]] for row in rows("zone_offices")]


def _is_zone(token: Token) -> bool:
    return bool(token.codes) and all((one := entry(code)) is not None and one.kind == "park" for code in token.codes)


def _clash(left: Sequence[Token], right: Sequence[Token]) -> str:
    shared = {token.sort for token in left} & {token.sort for token in right}
    return next(
        (sort for sort in ("number", "place", "region", "body", "own", "head", "unit", "field") if sort in shared),
        "parts",
    )


def _paired(
    left: Sequence[Token], right: Sequence[Token], *, alike: bool
) -> tuple[list[tuple[Token, Token]], list[Token], list[Token]]:
    """Return the tokens that mean the same, and what is left over on either side."""
    meets = [[j for j, b in enumerate(right) if _meet(a, b, alike=alike)] for a in left]
    taken: dict[int, int] = {}
    for i in range(len(left)):
        _find(i, meets, taken, set())
    pairs = [(left[i], right[j]) for j, i in sorted(taken.items(), key=lambda one: one[1])]
    lefts = set(taken.values())
    left_over = [token for i, token in enumerate(left) if i not in lefts]
    right_over = [token for j, token in enumerate(right) if j not in taken]
    if left_over and right_over and not alike:
        _sound_alike(pairs, left_over, right_over)
    return pairs, left_over, right_over


def _find(i: int, meets: list[list[int]], taken: dict[int, int], seen: set[int]) -> bool:
    for j in meets[i]:
        if j in seen:
            continue
        seen.add(j)
        if j not in taken or _find(taken[j], meets, taken, seen):
            taken[j] = i
            return True
    return False


def _meet(a: Token, b: Token, *, alike: bool) -> bool:
    if a.codes and b.codes:
        return bool(a.codes & b.codes)
    if alike:
        return a.text == b.text and (a.sort == b.sort or "own" not in (a.sort, b.sort))
    if a.rows and b.rows:
        return bool(a.rows & b.rows)
    return (bool(a.roman) and a.roman == b.roman and len(a.roman) > 3) or (
        a.sort == b.sort == "number" and a.text == b.text
    )


def _sound_alike(pairs: list[tuple[Token, Token]], left: list[Token], right: list[Token]) -> None:
    """Pair an own word of one name with parts of the other that together sound like it."""
    for one, other in ((left, right), (right, left)):
        for token in [t for t in one if t.sort == "own"]:
            for start, end in ((i, j) for i in range(len(other)) for j in range(i + 2, len(other) + 1)):
                if "".join(t.roman for t in other[start:end]) == token.roman:
                    joined = Token("own", token.text, roman=token.roman)
                    pairs.append((token, joined) if one is left else (joined, token))
                    one.remove(token)
                    del other[start:end]
                    break


def _is_unclear(a: Token, b: Token) -> bool:
    """Return whether two parts share more meanings than one, so that they may be two places."""
    return bool(a.codes or b.codes) and a.codes != b.codes and (len(a.codes) > 1 or len(b.codes) > 1)


def _is_loose(a: Token, b: Token) -> bool:
    """Return whether two words of what a body does are not each other's usual translation."""
    return "field" in (a.sort, b.sort) and bool(a.rows and b.rows) and not a.first & b.first


def _has_name(pairs: list[tuple[Token, Token]]) -> bool:
    """Return whether anything shared names a body, and not only a kind of body."""
    return any(a.sort in _NAMING or b.sort in _NAMING for a, b in pairs) or len(pairs) > 2


def _is_distinctive(pairs: list[tuple[Token, Token]]) -> bool:
    own = any(a.sort == "own" and len(a.roman) > 4 for a, _ in pairs)
    return own and any(a.sort == "field" for a, _ in pairs) and all(a.sort in ("own", "field") for a, _ in pairs)


def _may_leave_out(extra: Sequence[Token], full: Cut, short: Cut) -> bool:
    """Return whether a name is another one without its place: companies by shares go by the name without it.

    A limited company may not: a joint venture has its place before the name of its foreign parent.
    """
    leads = len(extra) == 1 and extra[0].sort == "place" and extra[0] is full.tokens[0]
    return leads and "shares" in full.forms and not short.forms - {"shares"}


def _own(pairs: list[tuple[Token, Token]]) -> tuple[str, str]:
    return next((a.text, b.text) for a, b in pairs if a.sort == "own")


def _forms_agree(left: Cut, right: Cut, names: tuple[Shape, Shape]) -> bool:
    """Return whether legal forms allow one body: a group, or what holds it, may be another one than what bears its name."""
    lefts, rights = (_forms(one, name) for one, name in zip((left, right), names, strict=True))
    laws, laws_too = ({form for form in forms if form.startswith("law:")} for forms in (lefts, rights))
    if laws and laws_too and not laws & laws_too:
        return False
    return all((form in lefts) == (form in rights) for form in ("group", "holding"))


def _says_who(pairs: list[tuple[Token, Token]]) -> bool:
    """Return whether what is shared says more than a place and a field (China Telecom, and its company by shares).

    A known body and two words more name a company of it, with its legal form or without: CETC Software Services.
    """
    if len(pairs) > 2 and any(a.sort == b.sort == "body" for a, b in pairs):
        return True
    return any(a.sort in ("own", "head", "number", "unit") or b.sort in ("own", "head") for a, b in pairs)


def _forms_alike(left: Cut, right: Cut) -> bool:
    """Return whether both names are a whole company's, or neither is."""
    if "group" in left.forms & right.forms:
        return True
    return bool(left.forms & {"limited", "shares"}) == bool(right.forms & {"limited", "shares"})


def _forms(one: Cut, name: Shape) -> frozenset[str]:
    """Return the forms of a name; of a body of the gazetteer those of its full name."""
    if len(one.tokens) != 1 or one.tokens[0].sort != "body" or one.forms:
        return one.forms
    known = entry(min(one.tokens[0].codes))
    if known is None:
        return one.forms
    full = next((n.text for n in known.names if is_han(n.text) == name.han), name.name)
    return shape(full).cuts[-1].forms


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _told(one: Shape) -> str:
    return " ".join(sorted(one.codes))
