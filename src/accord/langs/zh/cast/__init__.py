"""Who plays: names that are one party, and whom 双方, 公司, 我市, 在宁 mean.

Begin at `cast.py`; `descriptions.py` resolves what is no name, `titled.py` the sides in the title of what is signed.
"""
