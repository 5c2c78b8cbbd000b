"""Lay a page out: its sentences, names, dates and amounts, and how rules see a sentence of it.

In -> out: a text's words -> `Page`, names, dates, amounts; with the cast they are a `Scene`.
What the steps hand to each other is in `model/page.py`. Begin at `layout.py`, then `scene.py`.
To add a thing that a sentence may hold: its value in `model/page.py`, a slot in `langs/masks.py`, a line in `scene.py`.
"""
