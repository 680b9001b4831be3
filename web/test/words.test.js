import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { readGraph } from "../src/graph.js";
import { overlap, placed, shortened } from "../src/labels.js";
import { format, parse } from "../src/links.js";
import { marked } from "../src/marking.js";
import { index, suggest } from "../src/search.js";
import { fitting, toScreen, toWorld, zoomed } from "../src/camera.js";
import { sample } from "./sample.js";

const graph = readGraph(sample());
const entries = index(graph);
const first = (/** @type {string} */ words) => suggest(graph, entries, words)[0]?.node;

test("a thing is found by any name, its pinyin, its initials, its code", () => {
  for (const words of ["中芯国际", "中芯", "smic", "ＳＭＩＣ", "zhongxin", "zxgj", "zx", "688981", "guoji"]) {
    assert.equal(first(words), 0, words);
  }
  assert.equal(first("hw"), 1);
  assert.equal(first("没有"), undefined);
  assert.equal(first("  "), undefined);
});

test("of equal fits the better connected comes first", () => {
  assert.deepEqual(suggest(graph, entries, "上海").map((one) => one.node), [5, 4]);
});

test("both names of a fact are marked wherever they stand", () => {
  const pieces = marked("中芯与华为合作，华为称", ["中芯国际", "中芯"], ["华为"]);
  assert.deepEqual(pieces.map(({ text, role }) => `${text}/${role}`), ["中芯/subject", "与/", "华为/object", "合作，/", "华为/object", "称/"]);
});

test("the longer of two overlapping names is marked", () => {
  assert.deepEqual(marked("上海电气位于上海。", ["上海电气"], ["上海"]).map((one) => one.role), ["subject", "", "object", ""]);
});

test("a Latin name is marked as a whole word and in any case", () => {
  assert.deepEqual(marked("AIG与ai公司", ["AI"], []).map((one) => one.text), ["AIG与", "ai", "公司"]);
});

test("marking loses no character of the sentence", () => {
  for (const sentence of ["", "İ华为", "华为华为", "\u202e中芯国际\u2028"]) {
    assert.equal(marked(sentence, ["华为"], ["中芯国际"]).map((one) => one.text).join(""), sentence);
  }
});

test("labels that are kept do not overlap, and the first is always kept", () => {
  const boxes = Array.from({ length: 400 }, (_, at) => ({ x: (at * 37) % 500, y: (at * 91) % 300, width: 60, height: 15 }));
  const kept = placed(boxes);
  assert.equal(kept[0], boxes[0]);
  assert.ok(kept.length > 20);
  for (const a of kept) for (const b of kept) assert.ok(a === b || !overlap(a, b));
});

test("a name of ten thousand characters is short in the picture, and no character is cut in half", () => {
  assert.equal([...shortened("长".repeat(10_000))].length, 18);
  assert.equal(shortened("𠮷".repeat(30), 5), "𠮷𠮷𠮷𠮷…");
});

test("an address that was written is read again, whatever the ids hold", () => {
  for (const place of [{ entity: "smic" }, { entity: "a&b=c#,+ 中" }, { path: /** @type {[string, string]} */ (["a,b", "c%2C"]) }, { fact: "fact-1", lang: /** @type {"en"} */ ("en") }]) {
    assert.deepEqual(parse(format(place)), place);
  }
  assert.deepEqual(parse("#lang=fr&theme=pink&path=a"), {});
  assert.equal(format({}), "");
});

test("zooming keeps what is under the pointer, and a fitted view holds every point", () => {
  const size = { width: 800, height: 600 };
  const camera = { x: 10, y: 20, scale: 1 };
  const before = toWorld(camera, size, 100, 50);
  const after = toWorld(zoomed(camera, size, 3, 100, 50), size, 100, 50);
  assert.ok(Math.hypot(before[0] - after[0], before[1] - after[1]) < 1e-9);
  const fitted = fitting(graph.x, graph.y, [0, 1, 2, 3, 4, 5], size);
  for (let node = 0; node < 6; node++) {
    const [x, y] = toScreen(fitted, size, graph.x[node], graph.y[node]);
    assert.ok(x >= 0 && x <= 800 && y >= 0 && y <= 600);
  }
});

test("no source reads text as markup or as code, and only one asks for anything over a network", async () => {
  const folder = new URL("../src/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  assert.ok(names.length > 15);
  for (const name of names) {
    const text = await readFile(new URL(name, folder), "utf8");
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|XMLHttpRequest|WebSocket/, name);
    // A served graph is asked for in one place; a page on a disk has no source, and its policy lets nothing be fetched.
    if (name !== "source.js") assert.doesNotMatch(text, /fetch\(/, name);
  }
});
