"""Who is who: mentions -> forms -> bodies, settled from what touches them.

In -> out: forms that changed -> verdicts on those that share a key (`comparing`) -> bodies with their ids (`entities`).
Begin at `entities.py`; what the register must be told about names is `needs.Identity`.
"""
