"""What a person does in the explorer, in a browser without a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from industry_graph import industry_view

from kg.visualise.explorer import page

Opened = Callable[..., Any]


def test_everything_is_shown_at_first_and_fits_the_screen(explorer: Any) -> None:
    assert len(explorer.shown()) == 72
    width, height = explorer.tab.viewport_size.values()
    for name in explorer.shown():
        x, y = explorer.place(name)
        assert 0 <= x <= width and 0 <= y <= height, name
    assert explorer.tab.evaluate("document.documentElement.scrollWidth") <= width


def test_labels_do_not_collide(explorer: Any) -> None:
    explorer.settle()
    labels = explorer.tab.evaluate("explorer.painter.labels")
    assert len(labels) > 8
    for at, one in enumerate(labels):
        for other in labels[at + 1 :]:
            apart = abs(one["x"] - other["x"]) >= (one["width"] + other["width"]) / 2
            above = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
            assert apart or above, (one["text"], other["text"])


@pytest.mark.parametrize("words", ["中芯国际", "smic", "zhongxin", "zxgj", "688981"])
def test_a_thing_is_found_by_any_of_its_names_and_its_card_opens(explorer: Any, words: str) -> None:
    explorer.find(words)
    assert explorer.title() == "中芯国际"
    assert explorer.card.is_visible()
    text = explorer.card.inner_text()
    assert "SMIC" in text and "688981" in text and "https://w3id.org/industry-kg/id/smic" in text


def test_suggestions_are_chosen_with_the_arrow_keys(explorer: Any) -> None:
    explorer.search.fill("中")
    options = explorer.tab.locator(".bar [role=option]")
    second = options.nth(1).locator("bdi").first.inner_text()
    explorer.search.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    explorer.search.press("Enter")
    assert explorer.title() == second


def test_words_that_nothing_fits_say_so(explorer: Any) -> None:
    explorer.search.fill("没有这样的公司")
    assert explorer.tab.locator(".bar [role=option]").inner_text() == "没有找到"


def test_what_is_typed_stays_while_filters_change(explorer: Any) -> None:
    explorer.search.fill("中芯")
    explorer.search.blur()
    explorer.open_filters()
    explorer.filters.get_by_label(re.compile("^人物")).uncheck()
    assert explorer.search.input_value() == "中芯"
    assert explorer.filters.get_by_label(re.compile("^人物")).evaluate("e => e === document.activeElement")


def test_a_click_on_a_thing_shows_its_card(explorer: Any) -> None:
    explorer.tab.mouse.click(*explorer.place("华为"))
    assert explorer.title() == "华为"


def test_a_fact_shows_its_sentence_with_both_names_marked(explorer: Any) -> None:
    explorer.find("中芯国际")
    line = explorer.card.locator("details.fact", has_text="中芯京城").filter(has_text="20亿元")
    line.locator("summary").click()
    proof = line.locator(".evidence")
    assert proof.locator("blockquote").inner_text() == "中芯国际向中芯京城投资20亿元。"
    assert proof.locator("mark.subject").inner_text() == "中芯国际"
    assert proof.locator("mark.object").inner_text() == "中芯京城"
    told = proof.locator("dl").inner_text()
    for part in ("中芯国际扩产", "2021-05-27", "2021-05-20", "已陈述", "2,000,000,000 CNY", "%"):
        assert part in told


def test_a_click_on_a_line_shows_what_states_it(opened: Opened) -> None:
    explorer = opened(hash_="#around=tsmc")
    explorer.settle()
    (ax, ay), (bx, by) = explorer.place("台积电"), explorer.place("英伟达")
    explorer.tab.mouse.click((ax + bx) / 2, (ay + by) / 2)
    title = explorer.title()
    assert "台积电" in title and "英伟达" in title
    assert explorer.card.locator(".evidence blockquote").count() >= 1


def test_a_type_that_is_unticked_leaves_the_picture(explorer: Any) -> None:
    explorer.open_filters()
    explorer.filters.get_by_label(re.compile("^人物")).uncheck()
    assert "赵海军" not in explorer.shown()
    assert "中芯国际" in explorer.shown()
    explorer.filters.get_by_label(re.compile("^人物")).check()
    assert "赵海军" in explorer.shown()


def test_a_relation_or_a_modality_that_is_unticked_leaves_the_picture(explorer: Any) -> None:
    explorer.open_filters()
    before = explorer.edges()
    explorer.filters.get_by_label(re.compile("^被否定")).uncheck()
    without = explorer.edges()
    assert before - without == 2
    explorer.filters.locator("summary", has_text="关系").click()
    explorer.filters.get_by_label(re.compile("^投资")).uncheck()
    assert explorer.edges() < without
    explorer.tab.get_by_role("button", name="清除筛选").click()
    assert explorer.edges() == before


def test_confidence_and_time_leave_out_what_is_below_and_outside(explorer: Any) -> None:
    explorer.open_filters()
    before = explorer.edges()
    explorer.filters.locator("[data-filter=from]").fill(str(2021 * 12 + 5))
    later = explorer.edges()
    assert 0 < later < before
    assert explorer.filters.locator(".time output").inner_text().startswith("2021-06")
    assert explorer.filters.locator(".bars span:not(.in)").count() > 0
    explorer.filters.locator("[data-filter=confidence]").fill("1")
    assert explorer.edges() < later


def test_a_thing_is_collapsed_and_expanded(explorer: Any) -> None:
    explorer.find("中芯国际")
    explorer.card.get_by_role("button", name="收起邻居").click()
    assert not {"赵海军", "刘明", "28纳米"} & explorer.shown()
    assert "上海" in explorer.shown()
    explorer.card.get_by_role("button", name="展开邻居").click()
    assert {"赵海军", "刘明", "28纳米"} <= explorer.shown()


def test_a_double_click_brings_the_neighbours_in(opened: Opened) -> None:
    explorer = opened(hash_="#around=zhaohaijun")
    explorer.settle()
    assert explorer.shown() == {"赵海军", "中芯国际"}
    explorer.tab.mouse.dblclick(*explorer.place("中芯国际"))
    assert "上海" in explorer.shown()


def test_only_this_hides_all_but_the_neighbours_and_everything_comes_back(explorer: Any) -> None:
    explorer.find("赵海军")
    explorer.card.get_by_role("button", name="只看它").click()
    assert explorer.shown() == {"赵海军", "中芯国际"}
    explorer.open_filters()
    explorer.filters.get_by_role("button", name="显示全部").click()
    assert len(explorer.shown()) == 72


def test_what_is_hidden_comes_back_by_undoing(explorer: Any) -> None:
    explorer.find("华为")
    explorer.card.get_by_role("button", name="隐藏").click()
    assert "华为" not in explorer.shown()
    explorer.tab.get_by_role("button", name="撤销").click()
    assert "华为" in explorer.shown()
    explorer.tab.get_by_role("button", name="重做").click()
    assert "华为" not in explorer.shown()


def test_a_thing_that_is_dragged_stays_where_it_was_put(opened: Opened) -> None:
    explorer = opened()
    explorer.settle()
    x, y = explorer.place("华为")
    explorer.tab.mouse.move(x, y)
    explorer.tab.mouse.down()
    explorer.tab.mouse.move(x + 60, y + 40, steps=4)
    explorer.tab.mouse.up()
    assert explorer.place("华为") == pytest.approx((x + 60, y + 40), abs=1)
    assert explorer.tab.evaluate("explorer.history.present.pins.size") == 1
    explorer.tab.keyboard.press("Control+z")
    assert explorer.place("华为") == pytest.approx((x, y), abs=1)


def test_the_view_moves_under_the_mouse_and_zooms_around_it(opened: Opened) -> None:
    explorer = opened()
    x, y = explorer.place("华为")
    explorer.tab.mouse.move(300, 700)
    explorer.tab.mouse.down()
    explorer.tab.mouse.move(350, 720, steps=3)
    explorer.tab.mouse.up()
    assert explorer.place("华为") == pytest.approx((x + 50, y + 20), abs=1)
    before = explorer.tab.evaluate("explorer.camera.scale")
    explorer.tab.mouse.move(*explorer.place("华为"))
    explorer.tab.mouse.wheel(0, -300)
    explorer.settle()
    assert explorer.tab.evaluate("explorer.camera.scale") > before
    assert explorer.place("华为") == pytest.approx((x + 50, y + 20), abs=2)


def test_the_path_between_two_things_is_shown_with_its_sentences(explorer: Any) -> None:
    explorer.find("大基金")
    explorer.card.get_by_role("button", name="以此为路径起点").click()
    explorer.find("赵海军")
    explorer.card.get_by_role("button", name=re.compile("到此的路径")).click()
    assert "2 步" in explorer.card.inner_text()
    assert explorer.card.locator(".steps > li").count() == 2
    assert explorer.card.locator(".evidence blockquote").count() >= 2
    assert explorer.tab.evaluate("explorer.selection.nodes.length") == 3


def test_two_things_without_a_path_are_said_to_have_none(opened: Opened) -> None:
    explorer = opened(hash_="#path=smic,fate")
    assert "不相连" in explorer.card.inner_text()


def test_colours_may_show_communities_and_sizes_rank(explorer: Any) -> None:
    explorer.open_filters()
    before = explorer.tab.evaluate("[[...explorer.scene.colour], [...explorer.scene.radius]]")
    explorer.filters.locator("[data-look=colour]").select_option("group")
    explorer.filters.locator("[data-look=size]").select_option("rank")
    after = explorer.tab.evaluate("[[...explorer.scene.colour], [...explorer.scene.radius]]")
    assert before[0] != after[0] and before[1] != after[1]
    explorer.filters.locator("[data-filter='groups:0']").uncheck()
    assert len(explorer.shown()) < 72


@pytest.mark.parametrize(
    ("hash_", "words"),
    [
        ("#entity=smic", "中芯国际"),
        ("#entity=https%3A%2F%2Fw3id.org%2Findustry-kg%2Fid%2Fsmic", "中芯国际"),
        ("#path=big-fund,zhaohaijun", "路径"),
        ("#entity=smic&lang=en", "中芯国际"),
    ],
)
def test_an_address_opens_what_it_names(opened: Opened, hash_: str, words: str) -> None:
    assert opened(hash_=hash_).title() == words


def test_the_address_follows_what_is_chosen_and_opens_it_again(opened: Opened) -> None:
    explorer = opened()
    explorer.find("华为")
    address = explorer.tab.evaluate("location.hash")
    assert address == "#entity=huawei"
    assert opened(hash_=address).title() == "华为"
    explorer.tab.evaluate("location.hash = '#entity=tencent'")
    explorer.settle()
    assert explorer.title() == "腾讯"


def test_a_fact_has_an_address_of_its_own(opened: Opened) -> None:
    fact = next(one for one in industry_view().content().facts if one.amount_text == "20亿元")
    explorer = opened(hash_=f"#fact={fact.id}")
    assert "中芯京城" in explorer.title()
    assert explorer.card.locator(f"[data-fact='{fact.id}']").is_visible()


def test_an_address_of_nothing_says_so(opened: Opened) -> None:
    explorer = opened(hash_="#entity=nobody")
    assert "nobody" in explorer.tab.locator("[role=status]").inner_text()


def download(explorer: Any, label: str) -> bytes:
    explorer.tab.locator(".menu > summary").click()
    with explorer.tab.expect_download() as waiting:
        explorer.tab.get_by_role("button", name=label).click()
    return Path(waiting.value.path()).read_bytes()


def test_what_is_shown_is_downloaded_as_picture_drawing_and_table(explorer: Any) -> None:
    explorer.open_filters()
    explorer.filters.get_by_label(re.compile("^被否定")).uncheck()
    if explorer.tab.viewport_size["width"] < 600:
        explorer.tab.locator(".buttons .phone").first.click()
    assert download(explorer, "图片 PNG").startswith(b"\x89PNG")
    drawing = download(explorer, "矢量图 SVG").decode()
    assert drawing.count("<title>") == 1 + len(explorer.shown())
    assert "stroke-dasharray" in drawing and "中芯国际" in drawing
    rows = download(explorer, "表格 CSV").decode("utf-8-sig").splitlines()
    assert rows[0].startswith("subject,relation,object,modality")
    assert len(rows) == 1 + 90 - 2
    assert not [row for row in rows if "Negated" in row]


def test_planned_lines_are_dashed_and_denied_ones_are_struck(opened: Opened) -> None:
    explorer = opened()
    explorer.tab.evaluate(
        """() => {
          const drawn = window.drawn = { dashes: new Set(), colours: new Set() };
          const { setLineDash } = CanvasRenderingContext2D.prototype;
          CanvasRenderingContext2D.prototype.setLineDash = function (dash) {
            drawn.dashes.add(dash.join(' ')); return setLineDash.call(this, dash);
          };
          const { stroke } = CanvasRenderingContext2D.prototype;
          CanvasRenderingContext2D.prototype.stroke = function (...given) {
            drawn.colours.add(this.strokeStyle); return stroke.apply(this, given);
          };
          explorer.draw();
        }"""
    )
    explorer.settle()
    assert set(explorer.tab.evaluate("[...drawn.dashes]")) == {"", "7 5", "2 4"}
    assert "#c0182b" in explorer.tab.evaluate("[...drawn.colours]")


def test_the_interface_is_in_the_language_of_the_browser_and_changes_on_request(opened: Opened) -> None:
    explorer = opened(locale="en-GB")
    assert explorer.tab.locator("html").get_attribute("lang") == "en"
    explorer.find("smic")
    assert "invests in" in explorer.card.inner_text()
    explorer.tab.get_by_role("button", name="中文").click()
    assert explorer.tab.locator("html").get_attribute("lang") == "zh-CN"
    assert "投资" in explorer.card.inner_text()


def test_colours_follow_the_system_and_change_on_request(opened: Opened) -> None:
    explorer = opened(color_scheme="dark")
    assert explorer.tab.locator("#explorer").get_attribute("data-theme") == "dark"
    explorer.tab.get_by_role("button", name="浅色").click()
    assert explorer.tab.locator("#explorer").get_attribute("data-theme") == "light"


def test_everything_can_be_done_with_the_keyboard(opened: Opened) -> None:
    explorer = opened()
    keys = explorer.tab.keyboard
    keys.press("/")
    keys.type("zxgj")
    keys.press("Enter")
    assert explorer.title() == "中芯国际"
    explorer.canvas.focus()
    keys.press("]")
    neighbour = explorer.title()
    assert neighbour != "中芯国际"
    assert neighbour in explorer.tab.locator("[role=status]").inner_text()
    before = explorer.tab.evaluate("explorer.camera.x")
    keys.press("ArrowRight")
    assert explorer.tab.evaluate("explorer.camera.x") > before
    keys.press("h")
    assert neighbour not in explorer.shown()
    keys.press("Control+z")
    assert neighbour in explorer.shown()
    keys.press("?")
    assert explorer.tab.locator("dialog").is_visible()
    keys.press("Escape")
    assert not explorer.tab.locator("dialog").is_visible()
    keys.press("Escape")
    assert explorer.tab.evaluate("explorer.selection.kind") == "none"


def test_a_page_with_a_focus_opens_with_it_and_its_neighbours(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "focus.html"
    path.write_text(page(industry_view().content(), focus="zhaohaijun"), "utf8")
    explorer = opened(path=path)
    assert explorer.shown() == {"赵海军", "中芯国际"}
    assert explorer.title() == "赵海军"
