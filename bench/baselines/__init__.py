"""What an engineer makes of the same task in an hour: names by a library, verbs and amounts by regular expressions.

In -> out: a text and its day of publication -> `Facts`, the same values that accord reads.
`english.py` stands on spaCy's `ner`, `chinese.py` on jieba's parts of speech; `told.py` makes facts of what they find.
They stand beside accord's speed and figures (`python -m bench beside`), and read nothing for anybody.
"""

from bench.baselines.chinese import read_chinese
from bench.baselines.english import read_english

__all__ = ["read_chinese", "read_english"]
