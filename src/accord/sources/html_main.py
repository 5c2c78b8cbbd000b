"""Find the article on a page: the smallest box that holds most of its prose.

In:  a `Layout`.
Out: the blocks of the article, in reading order.

Prose is what has sentences and few links. Furniture (sharing, related pages, comments, by their class) does not count;
a class is not believed where most of the page's prose stands in its box.
"""

import re
from collections.abc import Iterable

from accord.sources.html_blocks import Block, Layout
from accord.sources.tables import column

__all__ = ["article", "shown"]

_MOST = 0.7  # share of the page's prose that the article's box must hold; the rest are teasers and notices
_BELIEVED = 0.5  # share of the page's prose up to which a box may be furniture
_LINKED = 0.5  # share of a block's characters in links from which it is a list of links
_PROSE = 60  # letters from which a block without a sentence end counts as prose; headlines of teasers are shorter
_HAN_IS_WORTH = 2.5  # letters
_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_END = re.compile(r"[.!?。！？…”\"]$|[。！？]")
_BUTTON = 30  # characters: a line of buttons is no longer


def article(layout: Layout) -> tuple[Block, ...]:
    """Return the blocks of the article."""
    blocks = shown(layout)
    inside = _within(layout, {_main_box(layout, blocks)})
    return tuple(
        block for block in blocks if inside[block.box] and not _is_list_of_links(block) and not _is_button(block)
    )


def shown(layout: Layout) -> tuple[Block, ...]:
    """Return the blocks that are neither hidden nor furniture."""
    visible = [block for block in layout.blocks if not layout.boxes[block.box].hidden] or list(layout.blocks)
    held = _held(layout, visible)
    marked = {at for at, box in enumerate(layout.boxes) if box.furniture and held[at] <= _BELIEVED * held[0]}
    passed_over = _within(layout, marked)
    return tuple(block for block in visible if not passed_over[block.box])


def _main_box(layout: Layout, blocks: tuple[Block, ...]) -> int:
    """Return the number of the deepest box that holds most of the prose; 0, the page, where there is none."""
    held = _held(layout, blocks)
    return max(at for at, prose in enumerate(held) if prose >= _MOST * held[0]) if held[0] else 0


def _held(layout: Layout, blocks: Iterable[Block]) -> list[float]:
    """Return how much prose each box holds, with the boxes in it."""
    held = [0.0] * len(layout.boxes)
    for block in blocks:
        held[block.box] += _prose(block)
    for at in range(len(held) - 1, 0, -1):  # a box is numbered after the one around it
        held[layout.boxes[at].outer] += held[at]
    return held


def _within(layout: Layout, outer: set[int]) -> list[bool]:
    """Return for each box whether it is one of `outer` or in one of them."""
    within: list[bool] = []
    for at, box in enumerate(layout.boxes):
        within.append(at in outer or (box.outer >= 0 and within[box.outer]))
    return within


def _prose(block: Block) -> float:
    """Return how much prose a block is, in letters; 0 for headlines, menus and lists of links."""
    if block.linked > _LINKED * len(block.text):
        return 0.0
    worth = len(block.text) + (_HAN_IS_WORTH - 1) * len(_HAN.findall(block.text))
    return worth if worth >= _PROSE or (worth >= _PROSE / 2 and _SENTENCE_END.search(block.text)) else 0.0


def _is_list_of_links(block: Block) -> bool:
    return block.linked > 0.8 * len(block.text) and not block.heading and not _SENTENCE_END.search(block.text)


def _is_button(block: Block) -> bool:
    """Return whether a short line has nothing but names of buttons, such as `Share Print`."""
    if len(block.text) > _BUTTON:
        return False
    rest = block.text.casefold()
    for label in sorted(column("html_buttons", "label"), key=len, reverse=True):
        rest = rest.replace(label, " ")
    return not any(character.isalnum() for character in rest)
