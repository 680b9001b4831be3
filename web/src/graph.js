// The graph in memory: facts put together to edges, edges listed at their nodes, ranks and paths.
/** @import { Payload, Graph, Edge } from "./types.js" */
import { months } from "./time.js";

/** @param {Payload} payload @returns {Graph} */
export function readGraph(payload) {
  const { nodes, facts, relations } = payload;
  const count = nodes.id.length;
  const type = Uint8Array.from(nodes.types, (types) => types[0]);
  const group = new Int16Array(count).fill(-1);
  payload.groups.forEach((one, index) => one.members.forEach((node) => (group[node] = index)));

  /** @type {Map<string, Edge>} */
  const byKey = new Map();
  const from = new Float64Array(facts.id.length);
  const to = new Float64Array(facts.id.length);
  for (let fact = 0; fact < facts.id.length; fact++) {
    let a = facts.subject[fact];
    let b = facts.object[fact];
    const relation = facts.relation[fact];
    if (relations[relation].symmetric && a > b) [a, b] = [b, a];
    const key = `${a} ${b} ${relation} ${facts.modality[fact]}`;
    const edge = byKey.get(key);
    if (edge) edge.facts.push(fact);
    else byKey.set(key, { a, b, relation, modality: facts.modality[fact], facts: [fact], bend: 0 });
    const issued = payload.articles[facts.article[fact]]?.issued ?? "";
    [from[fact], to[fact]] = months(facts.time[fact]) ?? months(issued) ?? [NaN, NaN];
  }
  const edges = [...byKey.values()];
  bend(edges);

  /** @type {number[][]} */
  const at = Array.from({ length: count }, () => []);
  edges.forEach((edge, index) => {
    at[edge.a].push(index);
    if (edge.b !== edge.a) at[edge.b].push(index);
  });
  const degree = Uint32Array.from(at, (indices, node) =>
    Math.max(nodes.neighbours?.[node] ?? 0, new Set(indices.map((edge) => other(edges[edge], node))).size),
  );
  return {
    payload,
    count,
    type,
    group,
    x: Float64Array.from(nodes.x),
    y: Float64Array.from(nodes.y),
    edges,
    at,
    degree,
    rank: pageRank(count, edges),
    from,
    to,
    byId: new Map(nodes.id.map((id, index) => [id, index])),
  };
}

/** @param {Edge} edge @param {number} node */
export function other(edge, node) {
  return edge.a === node ? edge.b : edge.a;
}

/** Lines between the same two things fan out. @param {Edge[]} edges */
function bend(edges) {
  /** @type {Map<string, Edge[]>} */
  const pairs = new Map();
  for (const edge of edges) {
    const key = edge.a < edge.b ? `${edge.a} ${edge.b}` : `${edge.b} ${edge.a}`;
    const pair = pairs.get(key);
    if (pair) pair.push(edge);
    else pairs.set(key, [edge]);
  }
  for (const pair of pairs.values()) {
    if (pair.length === 1) continue;
    pair.forEach((edge, index) => {
      const side = index - (pair.length - 1) / 2;
      edge.bend = edge.a < edge.b ? side : -side;
    });
  }
}

/** PageRank, either way along the edges. @param {number} count @param {Edge[]} edges */
export function pageRank(count, edges, rounds = 40) {
  const strength = new Float64Array(count);
  for (const edge of edges) {
    strength[edge.a] += edge.facts.length;
    strength[edge.b] += edge.facts.length;
  }
  let rank = new Float64Array(count).fill(1 / Math.max(count, 1));
  for (let round = 0; round < rounds; round++) {
    const next = new Float64Array(count).fill(0.15 / Math.max(count, 1));
    for (const edge of edges) {
      next[edge.b] += (0.85 * rank[edge.a] * edge.facts.length) / strength[edge.a];
      next[edge.a] += (0.85 * rank[edge.b] * edge.facts.length) / strength[edge.b];
    }
    rank = next;
  }
  return rank;
}

/** @param {Graph} graph @param {number} node @returns {Set<number>} */
export function neighbours(graph, node) {
  const found = new Set(graph.at[node].map((edge) => other(graph.edges[edge], node)));
  found.delete(node);
  return found;
}

/**
 * The shortest way between two things; of several the one with most evidence.
 * @param {Graph} graph @param {number} from @param {number} to
 * @param {(edge: number) => number} weight how many facts state an edge; 0 where it may not be used
 * @returns {{ nodes: number[], edges: number[] } | null}
 */
export function shortestPath(graph, from, to, weight) {
  const steps = new Map([[from, 0]]);
  /** @type {Map<number, { edge: number, node: number, evidence: number }>} */
  const back = new Map();
  let border = [from];
  while (border.length && !steps.has(to)) {
    /** @type {number[]} */
    const next = [];
    for (const node of border) {
      const sofar = back.get(node)?.evidence ?? 0;
      for (const edge of graph.at[node]) {
        const evidence = weight(edge);
        if (!evidence) continue;
        const reached = other(graph.edges[edge], node);
        const known = steps.get(reached);
        if (known === undefined) {
          steps.set(reached, (steps.get(node) ?? 0) + 1);
          next.push(reached);
        } else if (known !== (steps.get(node) ?? 0) + 1 || (back.get(reached)?.evidence ?? 0) >= sofar + evidence) {
          continue;
        }
        back.set(reached, { edge, node, evidence: sofar + evidence });
      }
    }
    border = next;
  }
  if (!steps.has(to)) return null;
  const nodes = [to];
  const edges = [];
  for (let node = to; node !== from; ) {
    const step = /** @type {{ edge: number, node: number }} */ (back.get(node));
    edges.unshift(step.edge);
    nodes.unshift(step.node);
    node = step.node;
  }
  return { nodes, edges };
}
