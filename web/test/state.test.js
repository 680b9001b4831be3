import assert from "node:assert/strict";
import { test } from "node:test";
import { readGraph } from "../src/graph.js";
import { History, NO_FILTERS, START, collapse, expand, hide, only, pin, reveal, shown, toggled } from "../src/state.js";
import { sample } from "./sample.js";

const graph = readGraph(sample());
const filtered = (/** @type {Partial<import("../src/types.js").Filters>} */ filters) =>
  shown(graph, { ...START, filters: { ...NO_FILTERS, ...filters } });

test("at first everything is shown that stands in a fact", () => {
  assert.equal(shown(graph, START).nodes.length, 6);
  assert.equal(shown(graph, START).edges.length, 5);
});

test("each filter leaves out what it names, and things that have lost all their edges", () => {
  assert.deepEqual(filtered({ types: new Set([1]) }).nodes, [0, 1, 3]);
  assert.deepEqual(filtered({ relations: new Set([2]) }).nodes, [0, 1, 3]);
  assert.deepEqual(filtered({ modalities: new Set([2]) }).edges, [0, 1, 2, 4]);
  assert.deepEqual(filtered({ confidence: 0.85 }).edges, [0, 3]);
  assert.deepEqual(filtered({ groups: new Set([-1]) }).nodes, [0, 1, 2, 3]);
});

test("an edge counts only the facts that pass", () => {
  assert.equal(shown(graph, START).weight[0], 2);
  assert.equal(filtered({ confidence: 0.85 }).weight[0], 1);
});

test("a time range takes what overlaps it, and undated facts as long as they are wanted", () => {
  const range = { from: 2021 * 12 + 2, to: 2021 * 12 + 2 };
  assert.deepEqual(filtered(range).edges, [0, 1, 3]);
  assert.deepEqual(filtered({ ...range, undated: false }).edges, [0, 3]);
});

test("collapsing takes what hangs on a thing alone, expanding brings it back", () => {
  const collapsed = collapse(graph, START, 0, shown(graph, START));
  assert.deepEqual([...collapsed.hidden].sort(), [1, 2, 3]);
  assert.equal(expand(graph, collapsed, 0).hidden.size, 0);
});

test("a view of one thing grows by expanding and shrinks by collapsing", () => {
  const around = only(graph, START, 3);
  assert.deepEqual(shown(graph, around).nodes, [0, 3]);
  const grown = expand(graph, around, 0);
  assert.deepEqual(shown(graph, grown).nodes, [0, 1, 2, 3]);
  assert.deepEqual(shown(graph, collapse(graph, grown, 3, shown(graph, grown))).nodes, [0, 1, 2, 3]);
});

test("what is hidden is not shown until it is asked for", () => {
  const state = hide(START, 0);
  assert.equal(shown(graph, state).isNode[0], 0);
  assert.equal(shown(graph, reveal(state, [0])).isNode[0], 1);
  assert.equal(reveal(START, [0]), START);
});

test("a pinned thing stays where it was put, though no edge of it is left", () => {
  const state = pin({ ...START, filters: { ...NO_FILTERS, relations: new Set([0, 1, 2]) } }, 2, [7, 8]);
  assert.deepEqual(shown(graph, state).nodes, [2]);
  assert.equal(pin(state, 2, null).pins.size, 0);
});

test("undo goes back a step, redo forth, and a new act forgets what was undone", () => {
  const history = new History(START);
  const first = hide(START, 0);
  history.push(first);
  history.push(hide(first, 1));
  assert.ok(history.undo());
  assert.equal(history.present, first);
  assert.ok(history.redo());
  assert.ok(history.undo() && history.undo());
  assert.equal(history.present, START);
  assert.equal(history.undo(), false);
  history.push(first);
  assert.equal(history.redo(), false);
});

test("moving one slider is one step however far it goes", () => {
  const history = new History(START);
  for (const confidence of [0.1, 0.2, 0.3]) history.push({ ...START, filters: { ...NO_FILTERS, confidence } }, "confidence");
  history.undo();
  assert.equal(history.present, START);
});

test("toggling twice changes nothing", () => {
  assert.deepEqual(toggled(toggled(new Set([1]), 2), 2), new Set([1]));
});
