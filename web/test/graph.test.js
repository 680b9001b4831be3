import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbours, readGraph, shortestPath } from "../src/graph.js";
import { histogram, monthText, months } from "../src/time.js";
import { sample } from "./sample.js";

const graph = readGraph(sample());

test("facts of one subject, relation, object and modality are one edge", () => {
  assert.deepEqual(graph.edges.map((edge) => edge.facts), [[0, 1], [2], [3, 4], [5], [6]]);
});

test("a symmetric relation is one edge whichever way it was said", () => {
  const edge = graph.edges[2];
  assert.deepEqual([edge.a, edge.b], [0, 1]);
});

test("edges between the same two things bend apart, others are straight", () => {
  assert.deepEqual(graph.edges.map((edge) => edge.bend), [0, 0, -0.5, 0.5, 0]);
});

test("degree counts neighbours, not edges", () => {
  assert.equal(graph.degree[1], 1);
  assert.deepEqual([...neighbours(graph, 0)].sort(), [1, 2, 3]);
});

test("ranks add up to one, and the best connected comes first", () => {
  const connected = [0, 1, 2, 3, 4, 5].map((node) => graph.rank[node]);
  assert.ok(Math.abs(connected.reduce((a, b) => a + b) - 1) < 1e-9);
  assert.equal(connected.indexOf(Math.max(...connected)), 0);
});

test("the shortest path takes edges that may be used, the better attested of two", () => {
  const all = (/** @type {number} */ edge) => graph.edges[edge].facts.length;
  assert.deepEqual(shortestPath(graph, 3, 1, all), { nodes: [3, 0, 1], edges: [0, 2] });
  assert.equal(shortestPath(graph, 3, 5, all), null);
  assert.deepEqual(shortestPath(graph, 3, 3, all), { nodes: [3], edges: [] });
  assert.equal(shortestPath(graph, 3, 1, (edge) => (edge === 0 ? 0 : 1)), null);
});

test("a fact without a time is as old as its article, and undated where that has no date", () => {
  assert.equal(monthText(graph.from[0]), "2020-01");
  assert.ok(Number.isNaN(graph.from[2]));
});

test("a year lasts twelve months, a day's month one, and what is no date is none", () => {
  assert.deepEqual(months("2021"), [2021 * 12, 2021 * 12 + 11]);
  assert.deepEqual(months("2021-05-27"), [2021 * 12 + 4, 2021 * 12 + 4]);
  assert.equal(months("去年"), null);
});

test("the histogram counts every dated fact once, by month or by year", () => {
  const near = histogram(graph.from);
  assert.equal(near?.width, 1);
  assert.equal(near?.counts.reduce((a, b) => a + b), 6);
  const far = histogram(Float64Array.of(2000 * 12, 2021 * 12 + 11, NaN));
  assert.equal(far?.width, 12);
  assert.equal(far?.counts.length, 22);
  assert.equal(histogram(Float64Array.of(NaN)), null);
});
