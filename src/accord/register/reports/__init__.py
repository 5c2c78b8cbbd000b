"""Reports of one agreement are brought together.

In -> out: reports that changed -> what hangs together with them (`gathering`) -> agreements (`grouping`), written (`events`).
Begin at `events.py`.
"""
