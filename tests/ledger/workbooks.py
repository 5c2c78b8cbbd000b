"""Workbooks of different make, as offices keep them. Public bodies; the signings are made up, and so are all figures."""

import datetime as dt
from pathlib import Path

from openpyxl import Workbook

__all__ = ["chinese_headers", "dates_as_text", "english", "large", "merged_cells", "totals", "two_header_rows"]


def chinese_headers(path: Path, *, change: dict[str, object] | None = None, rows: int = 3) -> Path:
    """One header row, Excel dates, amounts in 万元, several partners in a cell; `change` sets cells by address."""
    book = Workbook()
    sheet = book.active
    sheet.title = "签约台账"
    sheet.append(
        [
            "序号",
            "协议名称",
            "甲方",
            "乙方",
            "签约时间",
            "签约地点",
            "投资额（万元）",
            "产业类别",
            "责任单位",
            "项目进展",
            "备注",
        ]
    )
    table = [
        [1, "战略合作框架协议", "无锡市人民政府", "中国电子科技集团有限公司", dt.datetime(2019, 8, 18), "无锡市", 320000,
         "集成电路", "市工业和信息化局", "一期已投产，二期在建", "每年会商一次"],
        [2, "人才培养合作协议", "无锡市人民政府", "东南大学、江南大学", dt.datetime(2021, 5, 6), "南京市", None,
         "教育、人才", "市教育局", "已签约", None],
        [3, "港口物流合作备忘录", "宁波市人民政府", "招商局集团有限公司；中国远洋海运集团有限公司", dt.datetime(2023, 11, 30), "宁波市", 85000.5,
         "物流", "市交通运输局", "尚未开工", "拟于明年启动"],
    ]  # fmt: skip
    for row in table[:rows]:
        sheet.append(row)
    for address, content in (change or {}).items():
        sheet[address] = content
    book.save(path)
    return path


def two_header_rows(path: Path) -> Path:
    """A title, a unit for the whole table, groups above headers, merged."""
    book = Workbook()
    sheet = book.active
    sheet.title = "2024年"
    sheet.append(["苏州市2024年重点签约项目一览表"])
    sheet.append(["填报单位：市商务局", None, None, None, None, None, None, "单位：亿元"])
    sheet.append(["序号", "项目名称", "合作双方", None, "签约情况", None, "投资情况", None])
    sheet.append([None, None, "甲方", "乙方", "时间", "地点", "总投资", "已到位资金"])
    for merged in ("A1:H1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:H3"):
        sheet.merge_cells(merged)
    sheet.append(
        [1, "生物医药产业园", "苏州市人民政府", "中国医药集团有限公司", dt.date(2024, 3, 5), "苏州市", 12.5, 3]
    )
    sheet.append(
        [2, "量子科技联合实验室", "苏州市人民政府", "中国科学技术大学", dt.date(2024, 6, 1), "合肥市", 0.8, None]
    )
    book.save(path)
    return path


def dates_as_text(path: Path) -> Path:
    """Days, months and years as people type them; amounts with their unit in the cell."""
    book = Workbook()
    sheet = book.active
    sheet.append(["编号", "合作项目", "签约双方", "签订日期", "金额", "状态"])
    for number, (day, amount, state) in enumerate(
        [
            ("2024.3.5", "3.2亿元", "在建"),
            ("2024年3月", "约6000万元", "签约"),
            ("24/3/5", "500万美元", "投产"),
            ("2024-03", "10-15亿元", "计划2026年投产"),
            ("二〇二四年十月一日", "面议", "达产"),
            ("2024年", "1200", "停建"),
            ("近期", "1,200万元人民币", "推进中"),
        ],
        start=1,
    ):
        sheet.append(
            [f"CQ-{number:03}", f"第{number}批合作项目", "重庆市人民政府、中国船舶集团有限公司", day, amount, state]
        )
    sheet.append(["CQ-008", "第8批合作项目", "重庆市人民政府、中国船舶集团有限公司", 45356, 2000, "终止"])
    sheet.append(["CQ-009", "第9批合作项目", "重庆市人民政府、中国船舶集团有限公司", 2024.1, None, None])
    month = sheet.cell(row=11, column=4, value=dt.datetime(2024, 7, 1))
    month.number_format = 'yyyy"年"m"月"'
    sheet["A11"], sheet["B11"], sheet["C11"] = "CQ-010", "第10批合作项目", "重庆市人民政府、中国船舶集团有限公司"
    book.save(path)
    return path


def merged_cells(path: Path) -> Path:
    """A partner and a day that hold for three rows, an amount over two, a section row, a hidden row and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "央企合作"
    sheet.append(["序号", "项目名称", "我方", "合作单位", "签约日期", "签约金额（亿元）"])
    sheet.append(["一、新能源产业"])
    sheet.append([1, "光伏基地", "盐城市人民政府", "国家电力投资集团有限公司", dt.date(2022, 9, 9), 30])
    sheet.append([2, "海上风电", "盐城市人民政府", None, None, 45])
    sheet.append([3, "储能电站", "盐城市人民政府", None, None, None])
    sheet.append(["二、数字经济"])
    sheet.append([4, "算力中心", "盐城市人民政府", "中国移动通信集团有限公司", dt.date(2023, 2, 14), 8])
    for merged in ("A2:F2", "D3:D5", "E3:E5", "F4:F5", "A6:F6"):
        sheet.merge_cells(merged)
    sheet.row_dimensions[7].hidden = True
    secret = book.create_sheet("草稿")
    secret.append(["项目名称", "甲方", "乙方", "签约时间"])
    secret.append(["未定", "盐城市人民政府", "某公司", "2025年"])
    secret.sheet_state = "hidden"
    book.create_sheet("说明")["A1"] = "本表由市商务局填报"
    book.save(path)
    return path


def totals(path: Path) -> Path:
    """Subtotals, totals, blank rows, the header again on the second page, notes below; a formula with no kept value."""
    book = Workbook()
    sheet = book.active
    head = ["序号", "项目名称", "投资方", "总投资（万元）", "签约年月", "推进情况"]
    sheet.append(["成都市招商引资签约项目台账"])
    sheet.append(head)
    sheet.append([1, "新型显示产业基地", "京东方科技集团股份有限公司", 100000, "2023-04", "开工"])
    sheet.append([2, "航空发动机维修", "中国航空发动机集团有限公司", 50000, "2023-05", "在谈"])
    sheet.append(["小计", None, None, "=SUM(D3:D4)", None, None])
    sheet.append([])
    sheet.append(head)
    sheet.append([3, "西部科学城联合研究院", "电子科技大学", 2000, "2023-12", "揭牌"])
    sheet.append([None, "合 计", "3个", 152000, None, None])
    sheet.append(["备注：投资额以合同为准。"])
    sheet.append(["填表人：", None, None, "联系电话："])
    book.save(path)
    return path


def english(path: Path) -> Path:
    """English headers, days first, currencies in cells, bodies joined by 'and'."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Agreements"
    sheet.append(["Register of cooperation agreements"])
    sheet.append([])
    sheet.append(
        [
            "Ref.",
            "Title of agreement",
            "Parties",
            "Date of signing",
            "Place signed",
            "Value",
            "Sector",
            "Status",
            "Notes",
        ]
    )
    sheet.append(["A-1", "Memorandum of Understanding on ports", "Ningbo Municipal People's Government and Port of Rotterdam Authority",
                  "5 March 2024", "Ningbo", "USD 20m", "logistics", "In progress", ""])  # fmt: skip
    sheet.append(["A-2", "Strategic cooperation agreement", "Ministry of Industry and Information Technology; Siemens AG",
                  "03/05/2024", "Beijing", "EUR 1.5 million", "industrial software", "not started", ""])  # fmt: skip
    sheet.append(["Total", None, None, None, None, 2])
    book.save(path)
    return path


def large(path: Path, rows: int) -> Path:
    """As many rows as asked for."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("总台账")
    sheet.append(["序号", "项目编号", "项目名称", "甲方", "乙方", "签约时间", "投资额(万元)", "产业", "进展情况"])
    first, states = dt.datetime(2014, 1, 1), ("在谈", "已签约", "开工", "在建", "投产")
    for at in range(rows):
        sheet.append(
            [at + 1, f"QY{at:05}", f"第{at}号产业合作项目", "长沙市人民政府", f"第{at % 7000}号科技有限公司",
             first + dt.timedelta(days=at % 3650), 100 + at, "新材料", states[at % 5]]
        )  # fmt: skip
    book.save(path)
    return path
