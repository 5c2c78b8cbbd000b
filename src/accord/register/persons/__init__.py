"""Who is who among persons: names at bodies -> persons with ids that never die.

In -> out: units that changed -> names at bodies (`marks`, `rows`) -> what hangs together (`web`) -> persons (`clusters`), written
(`settling`).
Begin at `settling.py`.
"""
