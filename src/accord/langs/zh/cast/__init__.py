"""Who plays: names that are one party, and whom 双方, 公司, 我市, 在宁 mean.

Begin at `found.py` (names, with `spread.py`: everywhere on the page) and `cast.py` (which are one party);
`descriptions.py` resolves what is no name, `titled.py` the sides in the title of what is signed.
"""
