"""What is undertaken, how firmly, by whom, and in which fields.

Begin at `commitments.py`: `undertakings.py` finds them, `speeches.py` follows who speaks, `actors.py` says who is to act,
`links.py` and `reach.py` to which agreement it belongs and whether to any; `sectors.py` in which fields.
"""
