"""Find who agreed what with whom.

In -> out: a scene -> agreements with day, place, signatories, title.
Begin at `agreements.py`, which makes one agreement of its tellings. `signings.py` finds the tellings: by whole
constructions, else by the places that parties hold in a clause (`roles.py`), else by those named before (`implied.py`).
`natures.py` says of what kind a document is, `near_misses.py` which tellings are none.
To add a construction: `rules/agreements.toml`, and a row in `tests/reading/tables/agreements.toml`.
"""
