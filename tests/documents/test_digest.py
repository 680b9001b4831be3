from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from making import FIXTURES, articles_in

from kg import resources

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
REAL = SHARED / "corpus" / "000_1acde061d99f8990.txt"
GOLD = SHARED / "gold" / "digest"


def test_titles_under_bracketed_sections_with_running_numbers() -> None:
    found = articles_in(FIXTURES / "digest_other_layout.txt")
    assert [(article.section, article.title) for article in found] == [
        ("政策速递", "国家数据局将组建"),
        ("政策速递", "国家金融监督管理总局将取代银保监会"),
        ("政策速递", "欧盟提出《关键原材料法案》"),
        ("企业要闻", "百度发布文心一言"),
        ("企业要闻", "瑞银将收购瑞士信贷"),
        ("企业要闻", "三星计划在龙仁建半导体集群"),
    ]
    assert {article.issued for article in found} == {date(2023, 3, 20)}
    merger = found[4].text
    assert "瑞银集团3月19日宣布，将以约30亿瑞士法郎的股票收购瑞士信贷" in merger
    assert "信息摘编" not in merger
    assert [len(article.text.split("\n")) for article in found] == [3] * 6


def test_a_table_of_contents_tells_titles_from_subheads() -> None:
    found = articles_in(FIXTURES / "digest_with_contents.txt")
    assert [(article.section, article.title) for article in found] == [
        ("政策动态", "“东数西算”工程全面启动"),
        ("政策动态", "工信部公布 2021 年软件业运行数据"),
        ("企业要闻", "微软收购动视暴雪 游戏业格局生变"),
        ("企业要闻", "英伟达终止收购 Arm"),
    ]
    assert {article.issued for article in found} == {date(2022, 2, 25)}
    assert "\n八个枢纽各有分工\n" in found[0].text
    assert "各地不得以“东数西算”为名盲目建设。" in found[0].text


def test_numbered_titles_each_with_a_dateline() -> None:
    found = articles_in(FIXTURES / "digest_numbered.txt")
    assert [(a.section, a.title, a.issued, a.source) for a in found] == [
        ("国内市场", "蔚来在新加坡交易所上市", date(2022, 5, 20), "产业笔记"),
        ("国内市场", "3月起多家车企上调售价", date(2022, 3, 16), "产业笔记"),
        ("海外市场", "福特宣布拆分电动车业务", date(2022, 3, 3), "海外车讯"),
        ("海外市场", "大众集团敲定保时捷上市意向", date(2022, 2, 25), "海外车讯"),
    ]
    assert found[0].text.split("\n")[2] == "背景与影响"
    assert all("来源" not in article.text for article in found)


def test_short_news_with_bracketed_titles_in_the_same_line(tmp_path: Path) -> None:
    path = tmp_path / "早报.txt"
    path.write_text(
        "半导体早报\n2022年3月4日\n\n【国内要闻】\n\n"
        "【中芯国际拟在天津建设12英寸产线】公司公告称，将投资建设晶圆代工生产线项目，产品覆盖28纳米及以上。\n"
        "【长江存储发布新一代闪存】新产品采用新架构，读写速度较上一代提升约五成。\n\n【国际要闻】\n\n"
        "【英特尔宣布在德国建厂】首期投资170亿欧元，在马格德堡建设两座晶圆厂。\n",
        encoding="utf8",
    )
    found = articles_in(path)
    assert [(article.section, article.title) for article in found] == [
        ("国内要闻", "中芯国际拟在天津建设12英寸产线"),
        ("国内要闻", "长江存储发布新一代闪存"),
        ("国际要闻", "英特尔宣布在德国建厂"),
    ]
    assert {article.issued for article in found} == {date(2022, 3, 4)}
    assert found[2].text.split("\n")[1].startswith("首期投资170亿欧元")


def test_a_section_of_an_unknown_name_is_known_by_its_look(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    item = "\n\n昨日，有关方面公布了这一消息，业内人士认为影响将在年内显现。\n\n"
    path.write_text(
        f"【政策动态】\n\n国家数据局挂牌成立{item}【企业要闻】\n\n华虹公司科创板上市{item}【芯片江湖】\n\n英特尔放弃收购高塔{item}",
        encoding="utf8",
    )
    assert [article.section for article in articles_in(path)] == ["政策动态", "企业要闻", "芯片江湖"]


def test_furniture_between_the_halves_of_a_sentence_is_taken_out() -> None:
    found = articles_in(resources.seeds_folder() / "documents" / "digest-2023-08.txt")
    assert Counter(article.section for article in found) == {
        "政策观察": 3,
        "企业情报": 4,
        "技术前沿": 2,
        "海外动态": 3,
    }
    assert found[6].title == "宁德时代推出神行超充电池"
    assert found[6].text.split("\n")[1].startswith("8月16日，宁德时代在发布会上推出")
    assert "智谱AI脱胎于清华大学" in found[0].text
    assert not any(mark in article.text for article in found for mark in ("Page", "©", "产业观察月报"))


@pytest.mark.skipif(not REAL.exists(), reason="the real digest is not ours to publish")
def test_the_real_digest_gives_its_articles() -> None:
    found = articles_in(REAL)
    assert Counter(article.section for article in found) == {
        "产业环境": 14,
        "运营竞争": 6,
        "技术情报": 4,
        "企业情报": 6,
        "海外借鉴": 6,
    }
    assert {article.issued for article in found} == {date(2021, 5, 27)}
    assert not any(mark in article.text for article in found for mark in ("Page ", "©", "信息产业监测"))
    texts = {"".join(article.text.split()) for article in found}
    expected = [path.read_text(encoding="utf8") for path in sorted(GOLD.glob("*.txt"))]
    assert len(expected) == 18
    assert all("".join(text.split()) in texts for text in expected)
