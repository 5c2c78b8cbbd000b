"""A small world: six bodies in three towns and abroad, five agreements; and a register that holds just what is asked of it."""

import sqlite3

from accord.register import Asking
from accord.register.file.plain import light

BODIES = (  # row, id, kind, region
    (11, "p-a", "government", "320100"),
    (12, "p-b", "government", "320200"),
    (13, "p-c", "enterprise", "330200"),
    (14, "p-d", "enterprise", "330200"),
    (15, "p-e", "university", "US"),
    (16, "p-f", "enterprise", None),
)
AGREEMENTS = (  # row, date, published, kind, parties, sectors
    (1, "2019-05-01", "2019-05-02", "framework", (11, 12), ("parks",)),
    (2, "2021", "2021-03-01", "framework", (11, 12, 13), ("parks", "finance")),
    (3, "--07-14", "2022-07-15", "contract", (12, 13), ()),
    (4, None, None, "contract", (14, 15), ()),
    (5, "2022-01-01", None, "intent", (16,), ()),
)
REGIONS = (
    ("CN", "country", None),
    ("US", "country", None),
    ("320000", "province", "CN"),
    ("330000", "province", "CN"),
    ("320100", "prefecture", "320000"),
    ("320200", "prefecture", "320000"),
    ("330200", "prefecture", "330000"),
)
_TABLES = """
CREATE TABLE agreement (row INTEGER PRIMARY KEY, date, published, kind);
CREATE TABLE agreement_party (agreement INTEGER, entity INTEGER);
CREATE TABLE agreement_sector (agreement INTEGER, sector);
CREATE TABLE entity (row INTEGER PRIMARY KEY, id, kind, region);
CREATE TABLE entity_region (entity INTEGER, region);
CREATE TABLE region (code, level, parent);
CREATE TABLE region_name (name, region);
"""


def the_towns() -> Asking:
    """Return a register of this world."""
    register = sqlite3.connect(":memory:", check_same_thread=False)
    register.executescript(_TABLES)
    register.executemany("INSERT INTO region VALUES (?, ?, ?)", REGIONS)
    register.executemany("INSERT INTO region_name VALUES (?, ?)", [(code, code) for code, *_ in REGIONS])
    around = {code: parent for code, _, parent in REGIONS}
    for row, id_, kind, region in BODIES:
        register.execute("INSERT INTO entity VALUES (?, ?, ?, ?)", (row, id_, kind, region))
        while region:
            register.execute("INSERT INTO entity_region VALUES (?, ?)", (row, region))
            region = around[region]
    for row, date, published, kind, parties, sectors in AGREEMENTS:
        register.execute("INSERT INTO agreement VALUES (?, ?, ?, ?)", (row, date, published, kind))
        register.executemany("INSERT INTO agreement_party VALUES (?, ?)", [(row, one) for one in parties])
        register.executemany("INSERT INTO agreement_sector VALUES (?, ?)", [(row, one) for one in sectors])
    return light(register)
