"""Who holds which post, in Chinese: titles before and after names, chained, shared and left out.

In -> out: a scene -> posts, one row each, in text order. Begin at `posts.find_posts`; `offices` knows the words of
offices, `bodies` whose office it is, `chains` reads 省委常委、市委书记 before a name, `heirs` says what a bare 市长 leaves
out, `holders` finds names that only their title shows, `rows` makes one row of what is told twice.
To add an office: a row in `lexicon/post_heads.tsv`.
"""

from accord.langs.zh.posts.posts import find_posts

__all__ = ["find_posts"]
