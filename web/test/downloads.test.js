import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, csv, escaped, svg } from "../src/downloads.js";
import { grouped } from "../src/evidence.js";
import { readGraph } from "../src/graph.js";
import { PALETTES } from "../src/palette.js";
import { edgeAt, nodeAt, sceneOf } from "../src/scene.js";
import { START, shown } from "../src/state.js";
import { sample } from "./sample.js";

const graph = readGraph(sample());
const now = shown(graph, START);
const scene = sceneOf(graph, START, now, PALETTES.light);
const size = { width: 800, height: 600 };
const camera = { x: 0, y: 0, scale: 1 };
const view = {
  scene, camera, size, palette: PALETTES.light, selection: /** @type {const} */ ({ kind: "none" }), hovered: -1, ratio: 1, edgeName: () => "",
};

test("the table has a row for each fact shown, and no cell that a spreadsheet runs", () => {
  const lines = csv(graph, now).trimEnd().split("\r\n");
  assert.equal(lines.length, 8);
  assert.match(lines[1], /^大基金,investsIn,中芯国际,Asserted,0.9,2020,.*'=标题,/);
  const filtered = shown(graph, { ...START, filters: { ...START.filters, confidence: 0.85 } });
  assert.equal(csv(graph, filtered).trimEnd().split("\r\n").length, 3);
});

test("a cell with a comma, a quotation mark or a line break is quoted", () => {
  assert.equal(cell('a,"b"\n'), '"a,""b""\n"');
  assert.equal(cell("+1"), "'+1");
  assert.equal(cell(-0.5), "-0.5");
});

test("the drawing has every thing and line shown; planned ones are dashed, negated ones struck", () => {
  const text = svg(view, [], "图");
  assert.equal(text.match(/<title>/g)?.length, 7);
  assert.equal(text.match(/stroke-dasharray="7 5"/g)?.length, 1);
  assert.equal(text.match(new RegExp(`stroke="${PALETTES.light.bad}"`, "g"))?.length, 2);
});

test("text in a drawing cannot end an element", () => {
  assert.equal(escaped("</text><script>&\"'"), "&#60;/text&#62;&#60;script&#62;&#38;&#34;&#39;");
  assert.equal(escaped("a\u0000b\ud800c"), "ab\ufffdc");
});

test("what is under the pointer is found, and nothing where nothing is", () => {
  assert.equal(nodeAt(scene, camera, size, 400, 300), 0);
  assert.equal(nodeAt(scene, camera, size, 700, 100), -1);
  assert.equal(graph.edges[edgeAt(scene, camera, size, 350, 300)].a, 3);
  assert.equal(edgeAt(scene, camera, size, 100, 100), -1);
});

test("an amount is written in groups of three digits", () => {
  assert.equal(grouped("2000000000 CNY"), "2,000,000,000 CNY");
  assert.equal(grouped("1234.50"), "1,234.50");
});
