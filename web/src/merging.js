// A part of a served graph put to what is already loaded. Numbers of things, facts and edges never change by it:
// what was chosen, hidden, pinned and undone before stays so.
/** @import { Payload } from "./types.js" */

const APART = 26;

/** @param {Payload["nodes"]} nodes @param {number} at */
export function iriAt(nodes, at) {
  return nodes.iri[at].endsWith(" ") ? nodes.iri[at].trimEnd() : nodes.iri[at] + nodes.id[at];
}

/**
 * @param {Payload} known what is loaded
 * @param {Payload} part what came
 * @param {number} anchor the known thing that the part lies around, or -1
 * @returns {Payload}
 */
export function merge(known, part, anchor) {
  const numbers = new Map(known.nodes.id.map((_, at) => [iriAt(known.nodes, at), at]));
  const own = part.nodes.id.map((_, at) => numbers.get(iriAt(part.nodes, at)) ?? -1);
  const places = placed(known, part, own, anchor);
  /** @type {Payload} */
  const whole = { ...known, nodes: copied(known.nodes), facts: copied(known.facts), sentences: [...known.sentences], articles: [...known.articles] };
  part.nodes.id.forEach((_, at) => {
    if (own[at] >= 0) return;
    own[at] = whole.nodes.id.length;
    for (const column of /** @type {(keyof Payload["nodes"])[]} */ (Object.keys(whole.nodes))) {
      /** @type {any[]} */ (whole.nodes[column]).push(/** @type {any[]} */ (part.nodes[column])[at]);
    }
    [whole.nodes.x[own[at]], whole.nodes.y[own[at]]] = places[at];
  });
  addFacts(whole, part, own);
  whole.groups = grouped(whole, known.nodes.id.length);
  return whole;
}

/** @template {object} T @param {T} columns @returns {T} */
function copied(columns) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values]])));
}

/** @param {Payload} whole @param {Payload} part @param {number[]} own */
function addFacts(whole, part, own) {
  const facts = new Set(whole.facts.id);
  const sentences = new Map(whole.sentences.map((text, at) => [text, at]));
  const articles = new Map(whole.articles.map((article, at) => [article.id, at]));
  part.facts.id.forEach((id, at) => {
    if (facts.has(id)) return;
    const sentence = part.sentences[part.facts.sentence[at]];
    if (!sentences.has(sentence)) sentences.set(sentence, whole.sentences.push(sentence) - 1);
    const article = part.articles[part.facts.article[at]];
    if (!articles.has(article.id)) articles.set(article.id, whole.articles.push(article) - 1);
    const product = part.facts.product[at];
    /** @type {Record<string, unknown>} */
    const renumbered = {
      subject: own[part.facts.subject[at]],
      object: own[part.facts.object[at]],
      product: product < 0 ? -1 : own[product],
      sentence: sentences.get(sentence),
      article: articles.get(article.id),
    };
    for (const column of /** @type {(keyof Payload["facts"])[]} */ (Object.keys(whole.facts))) {
      /** @type {any[]} */ (whole.facts[column]).push(renumbered[column] ?? part.facts[column][at]);
    }
  });
}

/**
 * Where the things of a part stand: as they were laid out, moved so that what is known stays where it is, and
 * each new one on the nearest free spot.
 * @param {Payload} known @param {Payload} part @param {number[]} own @param {number} anchor
 * @returns {[number, number][]}
 */
function placed(known, part, own, anchor) {
  const shared = own.flatMap((number, at) => (number >= 0 && (anchor < 0 || number === anchor) ? [at] : []));
  let dx = 0;
  let dy = 0;
  for (const at of shared) {
    dx += (known.nodes.x[own[at]] - part.nodes.x[at]) / shared.length;
    dy += (known.nodes.y[own[at]] - part.nodes.y[at]) / shared.length;
  }
  if (!shared.length && known.nodes.x.length) dx = Math.max(...known.nodes.x) - Math.min(...part.nodes.x) + 200;
  const taken = new Set(known.nodes.x.map((x, at) => cell(x, known.nodes.y[at])));
  return part.nodes.x.map((x, at) => {
    if (own[at] >= 0) return [known.nodes.x[own[at]], known.nodes.y[own[at]]];
    const spot = free(x + dx, part.nodes.y[at] + dy, taken);
    taken.add(cell(...spot));
    return spot;
  });
}

/** @param {number} x @param {number} y */
const cell = (x, y) => `${Math.round(x / APART)} ${Math.round(y / APART)}`;

/** Outwards along a spiral until a place is free. @param {number} x @param {number} y @param {Set<string>} taken @returns {[number, number]} */
function free(x, y, taken) {
  for (let step = 0; ; step++) {
    const radius = APART * 0.45 * Math.sqrt(step);
    const spot = /** @type {[number, number]} */ ([x + radius * Math.cos(step * 2.4), y + radius * Math.sin(step * 2.4)]);
    if (!taken.has(cell(...spot))) return spot;
  }
}

/** New things join the community of most of their neighbours. @param {Payload} whole @param {number} before */
function grouped(whole, before) {
  const groups = whole.groups.map((group) => ({ ...group, members: [...group.members] }));
  /** @type {Map<number, number>} */
  const of = new Map(groups.flatMap((group, at) => group.members.map((node) => /** @type {[number, number]} */ ([node, at]))));
  /** @type {Map<number, Map<number, number>>} */
  const votes = new Map();
  const vote = (/** @type {number} */ node, /** @type {number} */ other) => {
    const group = of.get(other);
    if (node < before || group === undefined) return;
    const told = votes.get(node) ?? new Map();
    votes.set(node, told.set(group, (told.get(group) ?? 0) + 1));
  };
  whole.facts.id.forEach((_, at) => {
    vote(whole.facts.subject[at], whole.facts.object[at]);
    vote(whole.facts.object[at], whole.facts.subject[at]);
  });
  for (const [node, told] of votes) {
    const [best] = [...told].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
    groups[best].members.push(node);
  }
  return groups;
}
