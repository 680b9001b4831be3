// What a person has chosen to see. A state never changes: every act makes a new one, so that undoing is keeping the old.
/** @import { Graph, State, Filters, Shown } from "./types.js" */
import { neighbours, other } from "./graph.js";

/** @type {Filters} */
export const NO_FILTERS = {
  types: new Set(),
  relations: new Set(),
  modalities: new Set(),
  groups: new Set(),
  confidence: 0,
  from: null,
  to: null,
  undated: true,
  loose: false,
};

/** @type {State} */
export const START = {
  filters: NO_FILTERS,
  scope: null,
  hidden: new Set(),
  pins: new Map(),
  colour: "type",
  size: "degree",
};

/** The set with the value taken out if it is in, and put in if it is not. @template T @param {ReadonlySet<T>} set @param {T} value */
export function toggled(set, value) {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** Which facts pass. The sets name what is left out. @param {Graph} graph @param {Filters} filters */
export function passing(graph, filters) {
  const { facts } = graph.payload;
  const passes = new Uint8Array(facts.id.length);
  for (let fact = 0; fact < passes.length; fact++) {
    passes[fact] =
      !filters.relations.has(facts.relation[fact]) &&
      !filters.modalities.has(facts.modality[fact]) &&
      facts.confidence[fact] >= filters.confidence &&
      inTime(graph.from[fact], graph.to[fact], filters)
        ? 1
        : 0;
  }
  return passes;
}

/** @param {number} from @param {number} to @param {Filters} filters */
function inTime(from, to, filters) {
  if (Number.isNaN(from)) return filters.undated;
  return (filters.from === null || to >= filters.from) && (filters.to === null || from <= filters.to);
}

/**
 * What is to be drawn: things and edges that pass the filters, in scope and not hidden.
 * @param {Graph} graph @param {State} state @param {number[]} kept things that stay though no edge of theirs is left
 * @returns {Shown}
 */
export function shown(graph, state, kept = []) {
  const { filters, scope, hidden } = state;
  const facts = passing(graph, filters);
  const may = new Uint8Array(graph.count);
  for (let node = 0; node < graph.count; node++) {
    may[node] =
      (scope === null || scope.has(node)) &&
      !hidden.has(node) &&
      !filters.types.has(graph.type[node]) &&
      !filters.groups.has(graph.group[node])
        ? 1
        : 0;
  }
  const isNode = new Uint8Array(graph.count);
  const weight = new Uint32Array(graph.edges.length);
  const edges = [];
  for (let index = 0; index < graph.edges.length; index++) {
    const edge = graph.edges[index];
    if (!may[edge.a] || !may[edge.b]) continue;
    let count = 0;
    for (const fact of edge.facts) count += facts[fact];
    if (!count) continue;
    weight[index] = count;
    edges.push(index);
    isNode[edge.a] = isNode[edge.b] = 1;
  }
  for (const node of [...kept, ...state.pins.keys()]) if (may[node]) isNode[node] = 1;
  if (filters.loose) for (let node = 0; node < graph.count; node++) isNode[node] ||= may[node];
  const nodes = [];
  for (let node = 0; node < graph.count; node++) if (isNode[node]) nodes.push(node);
  return { nodes, isNode, edges, weight, facts };
}

/** Bring a thing's neighbours in. @param {Graph} graph @param {State} state @param {number} node @returns {State} */
export function expand(graph, state, node) {
  const wanted = [node, ...neighbours(graph, node)];
  const hidden = new Set(state.hidden);
  for (const one of wanted) hidden.delete(one);
  return { ...state, hidden, scope: state.scope && new Set([...state.scope, ...wanted]) };
}

/**
 * Take away what hangs on a thing alone.
 * @param {Graph} graph @param {State} state @param {number} node @param {Shown} now @returns {State}
 */
export function collapse(graph, state, node, now) {
  const alone = [...neighbours(graph, node)].filter(
    (one) =>
      now.isNode[one] &&
      graph.at[one].every((edge) => !now.weight[edge] || [node, one].includes(other(graph.edges[edge], one))),
  );
  if (state.scope === null) return { ...state, hidden: new Set([...state.hidden, ...alone]) };
  return { ...state, scope: new Set([...state.scope].filter((one) => !alone.includes(one))) };
}

/** Only a thing and its neighbours. @param {Graph} graph @param {State} state @param {number} node @returns {State} */
export function only(graph, state, node) {
  return { ...state, hidden: new Set(), scope: new Set([node, ...neighbours(graph, node)]) };
}

/** @param {State} state @param {number} node @returns {State} */
export function hide(state, node) {
  const pins = new Map(state.pins);
  pins.delete(node);
  return { ...state, pins, hidden: new Set([...state.hidden, node]) };
}

/** @param {State} state @param {number} node @param {readonly [number, number] | null} place @returns {State} */
export function pin(state, node, place) {
  const pins = new Map(state.pins);
  if (place) pins.set(node, place);
  else pins.delete(node);
  return { ...state, pins };
}

/** Make sure that these things are in the picture. @param {State} state @param {number[]} nodes @returns {State} */
export function reveal(state, nodes) {
  if (nodes.every((node) => (!state.scope || state.scope.has(node)) && !state.hidden.has(node))) return state;
  const hidden = new Set(state.hidden);
  for (const node of nodes) hidden.delete(node);
  return { ...state, hidden, scope: state.scope && new Set([...state.scope, ...nodes]) };
}

/** The states before and after the present one. */
export class History {
  /** @param {State} start */
  constructor(start) {
    this.present = start;
    this.stroke = "";
    /** @type {State[]} */
    this.past = [];
    /** @type {State[]} */
    this.future = [];
  }

  /** @param {State} state @param {string} [stroke] moves of one slider in a row are one step */
  push(state, stroke = "") {
    if (state === this.present) return;
    if (!stroke || stroke !== this.stroke) this.past.push(this.present);
    this.stroke = stroke;
    this.future = [];
    this.present = state;
    if (this.past.length > 200) this.past.shift();
  }

  undo() {
    const state = this.past.pop();
    if (!state) return false;
    this.future.push(this.present);
    this.present = state;
    this.stroke = "";
    return true;
  }

  redo() {
    const state = this.future.pop();
    if (!state) return false;
    this.past.push(this.present);
    this.present = state;
    this.stroke = "";
    return true;
  }
}
