"""Which body, place or person a mention names, and whether two mentions name one.

In:  mentions, each from its own document.
Out: the form of a mention, the keys by which mentions come together, verdicts with reasons.

Two mentions of one form are one. Two forms are one where `same_body` says so; only forms that share a key are compared.
"""

from collections.abc import Iterable, Iterator, Sequence

from accord.gazetteer import Entry, Organ
from accord.identity.bodies import compare_bodies
from accord.identity.called import called
from accord.identity.cutting import Token
from accord.identity.organs import around, compare_organs, compare_places, is_slug, organs_of, places_of, settled
from accord.identity.persons import compare_persons
from accord.identity.shapes import Cut, Shape, shape
from accord.identity.whose import placed
from accord.identity.words import row_class
from accord.model.mention import Mention
from accord.model.verdict import Reason, Verdict

__all__ = ["body_keys", "code_of", "form", "kind_of", "same_body"]

_ANCHORS = frozenset({"place", "region"})  # parts that say where on earth it is

_MOST_PLACES = 3  # codes of places that make keys of a name


def form(mention: Mention) -> str:
    """Return what two names must share to be one body at once.

    That is the code of the gazetteer where name and surroundings settle it, else the name without case, spaces and marks.
    A name that alone means nothing ("the municipal government", 市城投集团) or one of several places has a form of its own.

    >>> form(Mention("p-1", "The  Fosda’s Group", (), "enterprise", None))
    'fosdasgroup'
    >>> form(Mention("p-1", "南京市政府", (), "government", None))
    '320100'
    """
    mention = placed(mention)
    code = code_of(mention)
    if code:
        return code
    if mention.kind == "person":
        plain = called(mention.name).plain
        return f"person:{plain}" if len(plain) > 1 else f"?person:{plain}@{mention.id}"
    one = shape(mention.name)
    if not _is_proper(mention, one):
        return f"?{one.bare}@{mention.id}"
    return f"place:{one.bare}" if mention.kind == "place" else one.bare


def code_of(mention: Mention) -> str | None:
    """Return the code of the body where the gazetteer has it and name and surroundings leave no other.

    The government of a place has the place's code; another organ of it has the code with what organ it is.

    >>> code_of(Mention("p-1", "南京市委", (), "party_committee", None))
    '320100:party_committee'
    """
    if mention.kind == "person":
        return None
    mention = placed(mention)
    if mention.kind == "place":
        return _only(settled(places_of(mention.name), around(mention)))
    codes = shape(mention.name).codes
    if codes:
        return min(codes) if len(codes) == 1 else None
    organs = organs_of(mention.name)
    if not organs and mention.kind == "government":  # a country that acts
        return _only(settled(places_of(mention.name), around(mention)))
    code = _only(settled(_whose(organs), around(mention)))
    return _organ_code(code, organs[0]) if code else None


def body_keys(mention: Mention) -> list[str]:
    """Return the keys of which two mentions must share one to be compared; none for a plain noun (该公司, 我市)."""
    if mention.kind == "person":
        return list(dict.fromkeys(_person_keys(mention.name)))
    mention = placed(mention)
    if mention.kind == "place":
        found = [f"c:{one.code}" for one in places_of(mention.name)]
        return found or list(dict.fromkeys(_name_keys(shape(mention.name))))
    codes = shape(mention.name).codes
    organs = organs_of(mention.name)
    keys = [f"c:{code}" for code in sorted(codes)]
    keys += [_bag(cut) for cut in shape(mention.name).cuts if codes and _is_part_of_known(cut)]
    keys += [f"c:{_organ_key(one.code, organs[0])}" for one in _whose(organs)]
    return list(dict.fromkeys(keys or _name_keys(shape(mention.name))))


def same_body(left: Mention, right: Mention) -> Verdict:
    """Return whether two mentions name one body, place or person: same, different or unsure, with the values that met."""
    if (left.kind == "person") != (right.kind == "person"):
        return Verdict("different", 1.0, (Reason("kind", left.kind, right.kind),))
    if left.kind == "person":
        return _same_person(left, right)
    left, right = placed(left), placed(right)
    near = (around(left), around(right))
    if left.kind == right.kind == "place":
        ones, others = places_of(left.name), places_of(right.name)
        if ones and others:
            return compare_places(ones, others, near)
        return _same_unknown_place(shape(left.name), shape(right.name))
    one, other = shape(left.name), shape(right.name)
    organs, organs_too = organs_of(left.name), organs_of(right.name)
    if organs and organs_too and not (one.codes and other.codes):
        verdict = compare_organs(organs, organs_too, near)
        if verdict:
            return verdict
    return compare_bodies(one, other)


def _same_unknown_place(one: Shape, other: Shape) -> Verdict:
    """Return whether two names of places that the gazetteer lacks are one; many towns share the sound of their name."""
    verdict = compare_bodies(one, other)
    if verdict.verdict == "same" and one.han != other.han and not any(t.sort in _ANCHORS for t in one.cuts[-1].tokens):
        return Verdict("unsure", 0.6, (*verdict.reasons, Reason("place_unknown", one.name, other.name)))
    return verdict


def _same_person(left: Mention, right: Mention) -> Verdict:
    """Return whether two names are one; of persons with different bodies, a name alone leaves it open."""
    verdict = compare_persons(left.name, right.name)
    if verdict.verdict == "same" and left.context and right.context and not set(left.context) & set(right.context):
        met = Reason("bodies", ", ".join(left.context), ", ".join(right.context))
        return Verdict("unsure", 0.5, (*verdict.reasons, met))
    return verdict


def _whose(organs: tuple[Organ, ...]) -> tuple[Entry, ...]:
    return tuple(one.place for one in organs if one.place)


def _only(found: tuple[Entry, ...]) -> str | None:
    return found[0].code if len(found) == 1 else None


def _organ_code(code: str, organ: Organ) -> str:
    if organ.sort == "government" and not organ.department:
        return code
    return f"{code}:{organ.sort}:{organ.department}" if organ.department else f"{code}:{organ.sort}"


def _organ_key(code: str, organ: Organ) -> str:
    """Return the key of an organ: without a department whose name the grammar does not know, which has several names."""
    return _organ_code(code, organ) if is_slug(organ.department) else f"{code}:{organ.sort}"


def _is_proper(mention: Mention, one: Shape) -> bool:
    """Return whether a name means one body wherever it stands."""
    if organs_of(mention.name) or len(one.codes) > 1 or (mention.kind == "place" and places_of(mention.name)):
        return False
    return bool(one.bare) and not one.relative


def _person_keys(name: str) -> Iterator[str]:
    one = called(name)
    yield from (f"k:{number}" for number in sorted(one.known))
    for surname, given in sorted(one.readings):
        yield "p:" + "+".join(sorted((surname, given))).replace("v", "u")
        yield f"p:{surname}{given}".replace("v", "u")  # as who types it in one word
    if one.spellings and all(one.spellings):
        yield from (f"p:{spelling}" for spelling in sorted(one.spellings[-1]))
    elif not one.han and len(one.parts) > 1 and not one.syllabic:
        yield f"p:{one.parts[-1]}"
    if not one.readings:
        yield f"p:{one.plain}".replace("v", "u")


def _name_keys(one: Shape) -> Iterator[str]:
    if one.relative and all(token.sort == "level" for token in one.cuts[0].tokens):  # 该公司, 我市: nothing to compare
        return
    for cut in one.cuts:
        if len(cut.tokens) == 1 and cut.tokens[0].sort == "body":  # a known name with another legal form
            yield from (f"c:{code}" for code in sorted(cut.tokens[0].codes))
            continue
        own = [token for token in cut.tokens if token.sort == "own" and len(token.roman) > 1]
        yield from _own_keys(own, _where(cut), han=one.han)
        if not own:
            yield _bag(cut)
        if one.han and not own:
            first = (token for token in cut.tokens[:2] if token.sort not in ("place", "number"))
            yield from _own_keys(first, _where(cut), han=True)
    for name in one.others:
        other = shape(name)
        yield from (f"c:{code}" for code in sorted(other.codes))
        last = other.cuts[-1]
        yield from _own_keys((token for token in last.tokens if token.sort == "own"), _where(last), han=other.han)


def _where(cut: Cut) -> list[str]:
    """Return the codes of the places in a name, the smallest few: some names of places mean several."""
    return sorted({code for token in cut.tokens if token.sort == "place" for code in token.codes})[:_MOST_PLACES]


def _own_keys(own: Iterable[Token], where: Sequence[str], *, han: bool) -> Iterator[str]:
    """Yield the keys by which names with a word of their own meet: of one script by the word, of two by its sound.

    Two names that say where the body is meet only where that is the same place: bodies of one word are many, and the place
    of one tells it from that of the other. A name that does not say it meets all of them.
    """
    for token in own:
        word, sound = f"n:{token.text if han else token.roman}", f"n:{token.roman}"
        if where:
            yield f"{word};>"
            yield f"{sound};v<" if han else f"{sound};u>"
        else:
            yield from (word, f"{word};<")
            yield from (f"{sound};u<",) if han else (f"{sound};u>", f"{sound};v>")
        for code in where:
            yield from (f"{word}@{code}", f"{sound}@{code}{'<' if han else '>'}")


def _is_part_of_known(cut: Cut) -> bool:
    return len(cut.tokens) > 1 and any(token.sort == "body" for token in cut.tokens)


def _bag(cut: Cut) -> str:
    codes = sorted({min(token.codes) for token in cut.tokens if token.codes})
    kinds = sorted({row_class(min(token.rows)) for token in cut.tokens if token.rows})
    return "b:" + "+".join(
        [*codes, *map(str, kinds), *sorted(token.text for token in cut.tokens if token.sort == "number")]
    )


def kind_of(name: str) -> str:
    """Return what a name that stands alone most likely names: place, person or org.

    >>> kind_of("南京市"), kind_of("Chen Min'er"), kind_of("Bank of Nanjing")
    ('place', 'person', 'org')
    """
    if places_of(name):
        return "place"
    one = shape(name)
    if one.codes or one.cuts[0].forms or organs_of(name):
        return "org"
    kinds = {token.sort for token in one.cuts[-1].tokens}
    someone = called(name)
    return "person" if someone.known or (kinds <= {"own"} and someone.readings and someone.signs < 3) else "org"
