"""Papers that people take along: a brief before a visit, a report of a period.

In:  one state of a register, whom or when it is about, a language, a day.
Out: an `exchange.paper.Paper`, which becomes DOCX, HTML or Markdown; of a report a workbook too.

Begin at `brief.brief_paper`, `report.told`. What a paper says beside the facts stands in `words.tsv`, in every language.
"""

from accord.flows.papers.brief import brief_paper
from accord.flows.papers.report import report_paper, report_sheets, told

__all__ = ["brief_paper", "report_paper", "report_sheets", "told"]
