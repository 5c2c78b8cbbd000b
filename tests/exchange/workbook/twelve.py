"""Twelve workbooks of different make, as offices keep them. Public bodies; signings and figures are made up."""

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from accord.exchange.workbook import Day, Edit, Value
from tests.exchange.workbook.raw import RELATIONS, a_picture, put

__all__ = ["TWELVE", "Make", "edits_of"]

HEADS = ["序号", "项目名称", "甲方", "乙方", "签约时间", "投资额（万元）", "项目进展", "备注"]
ROWS = [
    [1, "新型显示产业基地", "成都市人民政府", "京东方科技集团股份有限公司", dt.date(2023, 4, 12), 100000, "开工", None],
    [2, "海上风电项目", "盐城市人民政府", "国家电力投资集团有限公司", dt.date(2022, 9, 9), 450000.5, "在建", "二期另议"],
    [3, "联合实验室", "苏州市人民政府", "中国科学技术大学", dt.date(2024, 6, 1), None, "签约", None],
]  # fmt: skip
ENGLISH = ["No.", "Project", "Party A", "Party B", "Date signed", "Value (EUR m)", "Status", "Notes"]


class Make(msgspec.Struct, frozen=True):
    """How a workbook is made, and where its table stands: sheet, first row of the list, whether days are text."""

    make: Callable[[Path], Path]
    sheet: str = "台账"
    first: int = 2
    days: str = "day"
    suffix: str = ".xlsx"


def edits_of(made: Make) -> list[Edit]:
    """Return changes of each kind: text, text into an empty cell, a number, a day, an emptied cell."""
    top = made.first
    values: Sequence[tuple[str, int, Value]] = [
        ("G", top, "一期已投产 <二期 & 三期>"),
        ("H", top, "  依据：2024年12月新闻\n第二行"),
        ("F", top + 1, Decimal("480000.25")),
        ("F", top + 2, Decimal(3000)),
        ("E", top, Day("2023-04-18")),
        ("H", top + 1, None),
    ]
    return [Edit(made.sheet, f"{letter}{row}", value) for letter, row, value in values]


def _table(sheet: Any, heads: Sequence[str] = HEADS, rows: Sequence[Sequence[Any]] = ROWS) -> None:
    sheet.append(list(heads))
    thin = Side(style="thin")
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[sheet.max_row].height = 28.5


def _book(path: Path, also: Callable[[Workbook, Any], None] = lambda book, sheet: None, **table: Any) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    _table(sheet, **table)
    also(book, sheet)
    book.save(path)
    return path


def merged_headers(path: Path) -> Path:
    """A title over all columns, groups over headers, one cell for two rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["2024年重点签约项目一览表"])
    sheet.append(["序号", "项目名称", "合作双方", None, "签约情况", None, "进展", "备注"])
    _table(sheet, [None, None, "甲方", "乙方", "时间", "投资额（万元）", None, None])
    for merged in ("A1:H1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3", "H2:H3"):
        sheet.merge_cells(merged)
    sheet["A1"].font = Font(bold=True, size=16)
    book.save(path)
    return path


def formulas(path: Path) -> Path:
    """A shared formula, an array formula, kept results, a chain of calculation, totals below."""
    path = _book(path)

    def rows(xml: str) -> str:
        for row, formula in ((2, '<f t="shared" ref="I2:I4" si="0">F2*2</f>'), (3, '<f t="shared" si="0"/>'), (4, '<f t="shared" si="0"/>')):  # fmt: skip
            xml = _into_row(xml, row, f'<c r="I{row}">{formula}<v>7</v></c>')
        total = '<row r="6"><c r="B6" t="str"><f>"合"&amp;"计"</f><v>合计</v></c><c r="F6"><f>SUM(F2:F5)</f><v>550000.5</v></c></row>'
        array = '<row r="8"><c r="A8"><f t="array" ref="A8:A9">A2:A3*10</f><v>10</v></c></row><row r="9"><c r="A9"><v>20</v></c></row>'
        return xml.replace("</sheetData>", total + array + "</sheetData>")

    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="F6" i="1"/><c r="I2"/></calcChain>'
    return put(
        path,
        {"xl/calcChain.xml": chain},
        {
            "xl/worksheets/sheet1.xml": rows,
            "xl/_rels/workbook.xml.rels": _related("calcChain", "calcChain.xml"),
            "[Content_Types].xml": _typed("/xl/calcChain.xml", "spreadsheetml.calcChain+xml"),
        },
    )


def dates_as_text(path: Path) -> Path:
    """Days as people type them."""
    texts = ["2023.4.12", "2022年9月9日", "2024/06/01"]
    return _book(path, rows=[[*row[:4], text, *row[5:]] for row, text in zip(ROWS, texts, strict=True)])


def two_header_rows(path: Path) -> Path:
    """English, groups not merged, a sheet of notes before the list."""
    book = Workbook()
    book.active.title = "Notes"
    book.active["A1"] = "Kept by the cooperation office"
    sheet = book.create_sheet("Agreements & co")
    sheet.append(["No.", "Project", "Parties", None, "Signing", None, "State", None])
    parties = [("Ningbo Municipal People's Government", "Port of Rotterdam Authority"), ("Wuxi City", "Siemens AG")] * 2
    rows = [
        [n, f"Project {n}", *parties[n], dt.datetime(2024, n, 5), 1.5 * n, "under way", "by hand"] for n in (1, 2, 3)
    ]
    _table(sheet, [None, None, "Party A", "Party B", "Date", "Value (EUR m)", "Status", "Notes"], rows)
    book.save(path)
    return path


def hidden_columns(path: Path) -> Path:
    """Hidden columns and rows, groups of rows, panes that stay, a sheet that is protected, styles of whole columns."""

    def also(book: Workbook, sheet: Any) -> None:
        sheet.column_dimensions["D"].hidden = True
        sheet.column_dimensions["H"].fill = PatternFill("solid", fgColor="FFF2CC")
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions.group(3, 4, outline_level=1)
        sheet.freeze_panes = "C2"
        sheet.protection.enable()
        book.create_sheet("草稿").sheet_state = "veryHidden"

    return _book(path, also)


def newer_formats(path: Path) -> Path:
    """Conditional formats of the newer kind (x14) and small charts in cells, which stand in an extension."""
    path = _book(path, lambda book, sheet: sheet.conditional_formatting.add("F2:F9", CellIsRule("greaterThan", ["5"])))
    bars = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="dataBar" '
        'id="{DA7ABA51-AAAA-BBBB-0001-000000000001}"><x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/>'
        '<x14:cfvo type="autoMax"/><x14:negativeFillColor rgb="FFFF0000"/><x14:axisColor rgb="FF000000"/></x14:dataBar>'
        "</x14:cfRule><xm:sqref>F2:F4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    return put(path, {}, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace("</worksheet>", bars + "</worksheet>")})


def charts(path: Path) -> Path:
    """A chart over the amounts, on the sheet of the list."""

    def also(book: Workbook, sheet: Any) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=6, min_row=1, max_row=4), titles_from_data=True)
        sheet.add_chart(chart, "J2")

    return _book(path, also)


def pictures(path: Path) -> Path:
    """A picture on the sheet."""
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    corner = "<xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{space}/spreadsheetDrawing" xmlns:a="{space}/main" xmlns:r="{RELATIONS}"><xdr:twoCellAnchor>'
        f"<xdr:from>{corner.format(row=1)}</xdr:from><xdr:to>{corner.format(row=4)}</xdr:to><xdr:pic><xdr:nvPicPr>"
        '<xdr:cNvPr id="2" name="Stamp"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch>'
        "<a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='9525' cy='9525'/></a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>'
    )
    return put(
        _book(path),
        {
            "xl/drawings/drawing1.xml": drawing,
            "xl/media/image1.png": a_picture(),
            "xl/drawings/_rels/drawing1.xml.rels": _relations("image", "../media/image1.png"),
            "xl/worksheets/_rels/sheet1.xml.rels": _relations("drawing", "../drawings/drawing1.xml"),
        },
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(
                "</worksheet>", f'<drawing xmlns:r="{RELATIONS}" r:id="rId1"/></worksheet>'
            ),
            "[Content_Types].xml": lambda xml: _typed("/xl/drawings/drawing1.xml", "drawing+xml")(xml).replace(
                "<Override", '<Default Extension="png" ContentType="image/png"/><Override', 1
            ),
        },
    )


def pivots(path: Path) -> Path:
    """A pivot table over the list, on a sheet of its own, with its cache."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    states = "".join(f'<s v="{row[6]}"/>' for row in ROWS)
    cache = (
        f'<pivotCacheDefinition xmlns="{main}" refreshedBy="office" createdVersion="6" refreshedVersion="6" recordCount="3" '
        f'xmlns:r="{RELATIONS}" r:id="rId1"><cacheSource type="worksheet"><worksheetSource ref="F1:G4" sheet="台账"/></cacheSource>'
        '<cacheFields count="2"><cacheField name="投资额（万元）" numFmtId="0"><sharedItems containsString="0" containsBlank="1" '
        'containsNumber="1" minValue="100000" maxValue="450000.5"/></cacheField><cacheField name="项目进展" numFmtId="0">'
        f'<sharedItems count="3">{states}</sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    )
    records = (
        f'<pivotCacheRecords xmlns="{main}" count="3"><r><n v="100000"/><x v="0"/></r><r><n v="450000.5"/><x v="1"/></r>'
        '<r><m/><x v="2"/></r></pivotCacheRecords>'
    )
    table = (
        f'<pivotTableDefinition xmlns="{main}" name="透视" cacheId="9" dataOnRows="0" createdVersion="6" dataCaption="值">'
        '<location ref="A3:B7" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="2"><pivotField '
        'dataField="1" showAll="0"/><pivotField axis="axisRow" showAll="0"><items count="4"><item x="0"/><item x="1"/>'
        '<item x="2"/><item t="default"/></items></pivotField></pivotFields><rowFields count="1"><field x="1"/></rowFields>'
        '<rowItems count="4"><i><x/></i><i><x v="1"/></i><i><x v="2"/></i><i t="grand"><x/></i></rowItems><colItems count="1">'
        '<i/></colItems><dataFields count="1"><dataField name="求和" fld="0" baseField="0" baseItem="0"/></dataFields>'
        "</pivotTableDefinition>"
    )

    def caches(xml: str) -> str:
        new = f'<pivotCaches><pivotCache cacheId="9" xmlns:r="{RELATIONS}" r:id="rId77"/></pivotCaches></workbook>'
        return xml.replace("</workbook>", new)

    def types(xml: str) -> str:
        for part, kind in (
            ("/xl/pivotCache/pivotCacheDefinition1.xml", "spreadsheetml.pivotCacheDefinition+xml"),
            ("/xl/pivotCache/pivotCacheRecords1.xml", "spreadsheetml.pivotCacheRecords+xml"),
            ("/xl/pivotTables/pivotTable1.xml", "spreadsheetml.pivotTable+xml"),
        ):
            xml = _typed(part, kind)(xml)
        return xml

    return put(
        _book(path, lambda book, sheet: book.create_sheet("透视表") and None),
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": cache,
            "xl/pivotCache/pivotCacheRecords1.xml": records,
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": _relations("pivotCacheRecords", "pivotCacheRecords1.xml"),
            "xl/pivotTables/pivotTable1.xml": table,
            "xl/pivotTables/_rels/pivotTable1.xml.rels": _relations(
                "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"
            ),
            "xl/worksheets/_rels/sheet2.xml.rels": _relations("pivotTable", "../pivotTables/pivotTable1.xml"),
        },
        {
            "xl/workbook.xml": caches,
            "xl/_rels/workbook.xml.rels": _related("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", "rId77"),
            "[Content_Types].xml": types,
        },
    )  # fmt: skip


def validation(path: Path) -> Path:
    """Lists to choose from, a table with its filter, a name for the list's range, days counted from 1904."""

    def also(book: Workbook, sheet: Any) -> None:
        choices = DataValidation(type="list", formula1='"在谈,签约,开工,投产"', allow_blank=True)
        choices.add("G2:G500")
        sheet.add_data_validation(choices)
        sheet.add_table(Table(displayName="List", ref="A1:H4"))
        book.epoch = dt.datetime(1904, 1, 1)

    return _book(path, also)


def with_macros(path: Path) -> Path:
    """A workbook with macros and comments."""

    def also(book: Workbook, sheet: Any) -> None:
        sheet["G2"].comment = Comment("每月更新", "office")

    return put(
        _book(path, also),
        {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40},
        {
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(
                "</Relationships>",
                '<Relationship Id="rId99" Target="vbaProject.bin" '
                'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>',
            ),
            "[Content_Types].xml": lambda xml: (
                xml.replace(
                    "spreadsheetml.sheet.main+xml", "spreadsheetml.sheet.main+xml".replace("spreadsheetml", "x")
                )
                .replace(
                    "application/vnd.openxmlformats-officedocument.x.sheet.main+xml",
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
                .replace(
                    "<Override",
                    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override',
                    1,
                )
            ),
        },
    )


def many_rows(path: Path, rows: int = 20_000) -> Path:
    """Twenty thousand rows."""
    states = ("在谈", "签约", "开工", "在建", "投产")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(HEADS)
    for at in range(rows):
        day = dt.date(2014, 1, 1) + dt.timedelta(days=at % 3650)
        sheet.append([at + 1, f"第{at}号产业合作项目", "长沙市人民政府", f"第{at % 7000}号科技有限公司", day, 100 + at, states[at % 5], "随访"])  # fmt: skip
    book.save(path)
    return path


TWELVE: dict[str, Make] = {
    "merged headers": Make(merged_headers, first=4),
    "formulas": Make(formulas),
    "dates as text": Make(dates_as_text, days="text"),
    "two header rows": Make(two_header_rows, sheet="Agreements & co", first=3),
    "hidden columns": Make(hidden_columns),
    "newer conditional formats": Make(newer_formats),
    "charts": Make(charts),
    "pictures": Make(pictures),
    "pivots": Make(pivots),
    "validation": Make(validation),
    "macros": Make(with_macros, suffix=".xlsm"),
    "twenty thousand rows": Make(many_rows),
}


def _into_row(xml: str, row: int, cell: str) -> str:
    at = xml.index("</row>", xml.index(f'<row r="{row}"'))
    return xml[:at] + cell + xml[at:]


def _relations(kind: str, target: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}"><Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'


def _related(kind: str, target: str, id_: str = "rId88") -> Callable[[str], str]:
    new = f'<Relationship Id="{id_}" Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    return lambda xml: xml.replace("</Relationships>", new)


def _typed(part: str, kind: str) -> Callable[[str], str]:
    whole = f'<Override PartName="{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>'
    return lambda xml: xml.replace("</Types>", whole)
