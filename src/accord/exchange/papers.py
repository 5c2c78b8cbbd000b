"""The files that a paper can become, by how their names end."""

from collections.abc import Callable
from typing import BinaryIO

from accord.exchange.docx_file import write_docx
from accord.exchange.html_file import write_html
from accord.exchange.markdown_file import write_markdown
from accord.exchange.paper import Paper

__all__ = ["PAPERS"]

PAPERS: dict[str, Callable[[Paper, BinaryIO], None]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".md": write_markdown,
}
