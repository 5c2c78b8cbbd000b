"""The closed lists of the field, each with where it comes from.

Out: type aliases (`Literal`) that the value types use, so that the JSON Schema, the filters of the command line and
     the checks on a person's entries all come from this one place.

Source: the public format, `docs/reference/reading.md`; sector codes, `model/sectors.tsv`.
"""

from typing import Literal, get_args

__all__ = [
    "AgreementKind",
    "AgreementStatus",
    "Cadence",
    "EarlierRelation",
    "FactKind",
    "Instrument",
    "Language",
    "MechanismKind",
    "MeetingKind",
    "Modality",
    "PartyKind",
    "ProjectKind",
    "Sector",
    "State",
    "TopicKind",
    "members",
]

FactKind = Literal["agreement", "meeting", "post", "commitment", "progress", "mechanism", "project", "topic", "earlier"]

Language = Literal["en", "zh"]  # in which bodies and places have display names

PartyKind = Literal[
    "government",
    "party_committee",
    "enterprise",
    "university",
    "institute",
    "park",
    "finance",
    "association",
    "hospital",
    "media",
    "other",
]

AgreementKind = Literal[
    "strategic_cooperation", "framework", "memorandum", "cooperation", "contract", "intent", "other"
]
AgreementStatus = Literal["signed", "planned"]

EarlierRelation = Literal["mentioned", "renews", "carries_out"]

MeetingKind = Literal["meeting", "visit", "conference"]

Modality = Literal["agreed", "pledged", "hoped"]

Grade = Literal[
    "measured", "checkable", "declaratory"
]  # `measured`: with a number or a date; only it and `checkable` are scored

Instrument = Literal[
    "coordination",
    "consultation",
    "project",
    "matching",
    "procurement",
    "transfer_of_technology",
    "talent",
    "capital",
    "park",
    "platform",
    "industry_transfer",
    "transport",
    "tourism",
    "logistics",
    "services",
    "research",
    "policy",
    "other",
]

# One table for commitments and projects. `silent` is absent: it is computed, never stated.
State = Literal[
    "announced",
    "agreed",
    "under_way",
    "partly_delivered",
    "delivered",
    "delayed",
    "stalled",
    "dropped",
    "superseded",
]

MechanismKind = Literal["coordination", "consultation", "implementation", "matching", "other"]
Cadence = Literal["regular", "weekly", "monthly", "quarterly", "half_yearly", "yearly"]

ProjectKind = Literal["base", "park", "platform", "fund", "line", "institute", "plant", "event", "other"]

TopicKind = Literal[
    "financial_performance", "strategic_initiative", "product_launch", "partnership", "leadership_change"
]

Sector = Literal[
    "integrated_circuits",
    "artificial_intelligence",
    "big_data",
    "internet_of_things",
    "software",
    "telecoms",
    "electronics_displays",
    "low_altitude_economy",
    "aerospace",
    "vehicles",
    "equipment",
    "new_materials",
    "metals_mining",
    "chemicals",
    "energy",
    "environment",
    "health",
    "agriculture",
    "textiles_light_industry",
    "construction",
    "urban_development",
    "transport",
    "logistics_ports",
    "trade",
    "finance",
    "culture_tourism",
    "education_talent",
    "science_innovation",
    "parks",
    "public_services",
    "defence",
]


def members(terms: object) -> tuple[str, ...]:
    """Return the words of one closed list, in the order in which it is declared.

    >>> members(Modality)
    ('agreed', 'pledged', 'hoped')
    """
    return tuple(get_args(terms))
