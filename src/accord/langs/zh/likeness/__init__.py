"""How two names of one body differ: what a name of a place, a firm or another body may leave out.

`aliases.py` decides with what these say: `places.py` (levels, seats), `firms.py` (brands, fields, legal forms, branches),
`shortened.py` (letters left out: zones, universities, organs).
"""
