from datetime import date

import pytest

from accord.errors import RefusedError
from accord.sources import read_bytes
from accord.sources.html_tokens import tokens

FIRST = "东港市与西湾市9日在东港签署合作框架协议，双方将在物流、新材料等领域开展合作，共同建设物流园区。"
SECOND = "根据协议，两市将建立定期会商机制，每半年召开一次联席会议，共同推进产业链上下游对接。"
CITY_SITE = f"""<!--saved--><!DOCTYPE HTML><html><head><meta charset="gb2312"><title>
东港市与西湾市签署合作框架协议-东港网
</title><style>p {{ color: red }}</style><script>var a = "<p>词</p>";</script></head><body>
<div class="nav"><a href="#">首页</a><ul><li>客户端</li><li>搜索</li></ul></div>
<div class="header"><div class="h-title">东港市与西湾市签署合作框架协议</div>
<div class="h-info"><span> 2019-12-10 07:57:40</span> <span>来源：\n<em> 东港网</em></span></div></div>
<div class="main"><div class="p-left"><div class="share">微信 微博</div></div><div class="p-right"><div id="p-detail">
<div style="display:none">看不见的字</div>
<p>　　{FIRST}</p><p>　　{SECOND[:10]}
{SECOND[10:]}</p><div class="bdshare share"><a href="#">分享到微信</a></div></div></div></div>
<ul class="hot-news"><li><a href="x">另一条新闻：某市召开年度工作会议并作出部署</a> 2018-03-02 08:58:39</li></ul>
<div class="bottom">版权所有 东港网 2052</div></body></html>"""

AGENCY = """<html lang=en><head><title>Two cities sign agreement | Eastport Agency</title>
<meta property="og:site_name" content="Eastport Agency"><script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "datePublished": "2023-05-04T08:00:00+02:00"}]}</script></head>
<body class="has-sidebar"><header><a href=/>Home</a> <a href=/n>News</a></header><main class="content-with-sidebar">
<article><h1>Two cities sign agreement</h1><p>On May 3, the mayors of the two cities signed an agreement on the port.
<p>They will meet <em>every</em> year &amp; build a <a href="p">logistics park</a>.</p>
<ul><li>The park opens in 2025.<li>The rail link follows in 2027.</ul>
<table><tr><td>Amount</td><td>20 million</td></tr></table></article>
<aside><p>Read also: another city has signed another agreement with somebody else entirely.</p></aside></main>
<footer>Copyright 2023 Eastport Agency. All rights reserved by the agency and its partners.</footer></body></html>"""

TABLE_SITE = """<html><head><title>两市签约--时政--东港网 </title><meta name="PubDate" content="2019-06-15 08:18">
<meta name=SiteName content="东港市人民政府"></head><body><table><tr><td><a href=1>首页</a><a href=2>新闻</a></td></tr><tr><td>
<h1>两市签约：共建产业园</h1><font>　　6月14日，两市签署战略合作协议。<br><br>　　双方将共同建设产业园，<br>力争2021年建成。</font></td></tr></table>"""


def read(page, **options):
    return read_bytes(page.encode("gb18030") if "gb2312" in page else page.encode(), source="page.html", **options)


def test_a_city_site_gives_its_article_and_nothing_else():
    found = read(CITY_SITE)
    assert found.text.content == f"东港市与西湾市签署合作框架协议\n\n{FIRST}\n\n{SECOND}"
    page = found.appearance
    assert (page.title, page.published, page.publisher) == ("东港市与西湾市签署合作框架协议", "2019-12-10", "东港网")
    assert page.media == "text/html"


def test_an_agency_page_gives_its_article_with_lists_and_tables():
    found = read(AGENCY)
    assert found.text.content.split("\n\n") == [
        "Two cities sign agreement",
        "On May 3, the mayors of the two cities signed an agreement on the port.",
        "They will meet every year & build a logistics park.",
        "The park opens in 2025.",
        "The rail link follows in 2027.",
        "Amount 20 million",
    ]
    assert (found.appearance.published, found.appearance.publisher) == ("2023-05-04", "Eastport Agency")


def test_a_page_laid_out_with_tables_keeps_its_last_line():
    found = read(TABLE_SITE)
    assert found.text.content.endswith("双方将共同建设产业园，\n力争2021年建成。")
    assert (found.appearance.title, found.appearance.published) == ("两市签约：共建产业园", "2019-06-15")
    assert found.appearance.publisher == "东港市人民政府"


def test_an_absurd_date_of_the_metadata_is_passed_over_with_a_warning():
    found = read(TABLE_SITE.replace("2019-06-15", "2052-06-15"), latest=date(2024, 1, 1))
    assert found.appearance.published is None
    assert found.warnings == ("the date 2052-06-15 was passed over: after 2024-01-01",)


def test_a_class_that_holds_the_whole_article_is_no_furniture():
    page = TABLE_SITE.replace("<font>", "<div class=comment>").replace("</font>", "</div>")
    assert "共同建设产业园" in read(page).text.content


def test_a_page_with_nothing_but_a_script_is_refused():
    with pytest.raises(RefusedError) as refused:
        read("<html><body><script>document.write('words')</script></body></html>")
    assert refused.value.reason == "no_text"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a < b & c &lt; d</p>", "a < b & c < d"),
        ("<p title='a > b'>words</p>", "words"),
        ("a<!-- <p> -->b<!-- never closed", "ab"),
        ("a<script>if (x</y) z</script>b<SCRIPT>never closed", "ab"),
        ("a &#99999999999999999999; &#xD800; b", "a \ufffd \ufffd b"),
        ('a <p class="never closed', "a "),
    ],
)
def test_broken_markup_is_read_as_a_browser_reads_it(page, text):
    assert "".join(token for token in tokens(page) if isinstance(token, str)) == text


def test_a_page_is_html_whatever_its_name_says():
    assert read_bytes(AGENCY.encode(), source="page.txt").appearance.media == "text/html"
