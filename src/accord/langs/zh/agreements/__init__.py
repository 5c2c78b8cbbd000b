"""Who signs what, where and when; who meets whom; which agreements of before a page comes back to.

Begin at `agreements.py`: `tellings.py` finds where a page tells of one, `clauses.py` and `sides.py` say who acts,
`natures.py` the kind, `occasions.py` day and place, `signatories.py` who signed; `meetings.py`, `earlier.py`.
"""
