"""Write a paper as one HTML page that needs nothing else: it prints as it looks."""

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from accord.exchange.paper import Line, Paper, Points, Run, Table

__all__ = ["write_html"]

_STYLE = """
:root { color-scheme: light dark }
body { max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; font: 15px/1.5 Arial, "Noto Sans", "Microsoft YaHei",
  "PingFang SC", "Noto Sans CJK SC", sans-serif }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem } h2 { font-size: 1.05rem; margin: 1.4rem 0 .4rem }
p, ul, ol { margin: .3rem 0 } .faint, footer { opacity: .72 } footer, .small { font-size: .85em }
table { border-collapse: collapse; width: 100%; font-size: .93em } th { text-align: left }
td, th { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .3rem .5rem .3rem 0;
  vertical-align: top; overflow-wrap: anywhere; white-space: pre-line }
footer { margin-top: 2rem } .wide { overflow-x: auto }
@page { size: A4; margin: 18mm }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt } h2 { break-after: avoid } tr { break-inside: avoid } }
"""


def write_html(paper: Paper, to: BinaryIO) -> None:
    """Write the paper, UTF-8."""
    to.write(("\n".join(_lines(paper)) + "\n").encode())


def _lines(paper: Paper) -> Iterator[str]:
    yield from ("<!doctype html>", f'<html lang="{escape(paper.language)}">', '<meta charset="utf-8">')
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield from (f"<title>{escape(paper.title)}</title>", f"<style>{_STYLE}</style>", "<main>")
    yield from (f"<h1>{escape(paper.title)}</h1>", f'<p class="faint">{escape(paper.under)}</p>')
    for part in paper.parts:
        yield f"<section><h2>{escape(part.heading)}</h2>"
        for block in part.blocks:
            yield from _block(block)
        yield "</section>"
    yield f"</main><footer>{escape(paper.foot)}</footer></html>"


def _block(block: Line | Points | Table) -> Iterator[str]:
    if isinstance(block, Table):
        columns = "".join(f'<col style="width:{share}%">' for share in block.shares)
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in block.heads)
        yield f'<div class="wide"><table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>'
        for row in block.rows:
            yield f"<tr>{''.join(f'<td>{_line(cell)}</td>' for cell in row)}</tr>"
        yield "</tbody></table></div>"
    elif isinstance(block, Points):
        tag, small = "ol" if block.numbered else "ul", ' class="small"' if block.small else ""
        yield f"<{tag}{small}>"
        for number, item in enumerate(block.items, start=1):
            place = f' id="source-{number}"' if block.numbered else ""
            yield f"<li{place}>{_line(item)}</li>"
        yield f"</{tag}>"
    else:
        yield f"<p>{_line(block)}</p>"


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    told = escape(run.words)
    if run.strong:
        told = f"<strong>{told}</strong>"
    if run.faint:
        told = f'<span class="faint">{told}</span>'
    return f'<a href="{escape(run.link)}">{told}</a>' if run.link and _safe(run.link) else told


def _safe(link: str) -> bool:
    """Return whether a link leads to a place of this page or of the web; a script is none."""
    return link.startswith(("#", "http://", "https://"))
