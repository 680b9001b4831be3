import assert from "node:assert/strict";
import { test } from "node:test";
import { readGraph } from "../src/graph.js";
import { iriAt, merge } from "../src/merging.js";
import { sample } from "./sample.js";

/** The sample's part that these things make up, numbered anew. @param {number[]} wanted */
function part(wanted) {
  const whole = sample();
  const kept = whole.facts.id.flatMap((_, at) => (wanted.includes(whole.facts.subject[at]) && wanted.includes(whole.facts.object[at]) ? [at] : []));
  const pick = (/** @type {any[]} */ values, /** @type {number[]} */ at) => at.map((one) => values[one]);
  const number = (/** @type {number} */ node) => wanted.indexOf(node);
  return /** @type {import("../src/types.js").Payload} */ ({
    ...whole,
    nodes: { ...Object.fromEntries(Object.entries(whole.nodes).map(([name, values]) => [name, pick(values, wanted)])), neighbours: wanted.map(() => 9) },
    facts: {
      ...Object.fromEntries(Object.entries(whole.facts).map(([name, values]) => [name, pick(values, kept)])),
      subject: kept.map((at) => number(whole.facts.subject[at])),
      object: kept.map((at) => number(whole.facts.object[at])),
      product: kept.map(() => -1),
    },
    groups: whole.groups.map((group) => ({ ...group, members: group.members.map(number).filter((at) => at >= 0) })),
  });
}

const known = part([0, 3]);
const merged = merge(known, part([2, 1, 0]), 0);

test("what was known keeps its number, what is new comes after it", () => {
  assert.deepEqual(merged.nodes.id, ["smic", "big-fund", "shenzhen", "huawei"]);
  assert.deepEqual(merged.facts.id, ["fact-0", "fact-1", "fact-2", "fact-3", "fact-4", "fact-5"]);
  const before = readGraph(known).edges.map(({ a, b, relation, modality }) => ({ a, b, relation, modality }));
  const after = readGraph(merged).edges.map(({ a, b, relation, modality }) => ({ a, b, relation, modality }));
  assert.deepEqual(after.slice(0, before.length), before);
});

test("facts name the same things as before they were merged", () => {
  const whole = sample();
  merged.facts.id.forEach((id, at) => {
    const own = whole.facts.id.indexOf(id);
    assert.equal(merged.nodes.id[merged.facts.subject[at]], whole.nodes.id[whole.facts.subject[own]]);
    assert.equal(merged.nodes.id[merged.facts.object[at]], whole.nodes.id[whole.facts.object[own]]);
    assert.equal(merged.articles[merged.facts.article[at]].id, whole.articles[whole.facts.article[own]].id);
  });
  assert.equal(new Set(merged.sentences).size, merged.sentences.length);
});

test("merging what is known changes nothing", () => {
  assert.deepEqual(merge(merged, part([0, 1, 2]), 0), merged);
});

test("what is known stays where it stands, and nothing new lies on another", () => {
  assert.deepEqual([merged.nodes.x[0], merged.nodes.y[0]], [known.nodes.x[0], known.nodes.y[0]]);
  const crowded = part([4, 5]);
  crowded.nodes.x = [0, 0];
  crowded.nodes.y = [0, 0];
  const whole = merge(merged, crowded, -1);
  const places = whole.nodes.x.map((x, at) => /** @type {[number, number]} */ ([x, whole.nodes.y[at]]));
  places.forEach(([x, y], at) => places.slice(at + 1).forEach(([u, v]) => assert.ok(Math.hypot(x - u, y - v) > 10)));
});

test("new things join the community of their neighbours, and count all their neighbours", () => {
  assert.deepEqual([...merged.groups[0].members].sort(), [0, 1, 2, 3]);
  assert.deepEqual([...readGraph(merged).degree], [9, 9, 9, 9]);
});

test("an IRI that does not end in its id is kept whole", () => {
  assert.equal(iriAt({ ...known.nodes, id: ["x"], iri: ["http://e/y#x "] }, 0), "http://e/y#x");
  assert.equal(iriAt(known.nodes, 0), "https://example.org/smic");
});
