"""What stands on a Chinese page before it is understood: plain words, sentences, LAC's words, places, days, amounts.

Begin at `scene.py` (everything in one value) and `plain.py` (what rules see); `restored.py` is the way back.
"""
