// How the shown part of a graph looks, before anything is drawn: sizes, colours, order, the way edges run.
/** @import { Graph, State, Shown, Camera, Size, Palette } from "./types.js" */
import { family, shapeOf } from "./palette.js";

/**
 * @typedef {object} Scene
 * @property {Graph} graph
 * @property {Shown} shown
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {Float32Array} radius
 * @property {Uint8Array} colour the number of each node's colour in `colours`
 * @property {string[]} colours
 * @property {number[]} byImportance shown nodes, the largest first
 * @property {number[]} heaviest shown edges, those with most evidence between the best connected first
 * @property {ReadonlyMap<number, readonly [number, number]>} pins
 */

/** @param {Graph} graph @param {State} state @param {Shown} shown @param {Palette} palette @returns {Scene} */
export function sceneOf(graph, state, shown, palette) {
  const x = Float64Array.from(graph.x);
  const y = Float64Array.from(graph.y);
  for (const [node, place] of state.pins) [x[node], y[node]] = place;
  const radius = new Float32Array(graph.count);
  const colour = new Uint8Array(graph.count);
  const colours = state.colour === "type" ? palette.types : [...palette.groups, palette.quiet];
  for (const node of shown.nodes) {
    radius[node] = sizeOf(graph, state, node);
    colour[node] = state.colour === "type" ? graph.type[node] : groupColour(graph.group[node], palette);
  }
  const byImportance = [...shown.nodes].sort((a, b) => radius[b] - radius[a] || graph.rank[b] - graph.rank[a] || a - b);
  const ends = (/** @type {number} */ edge) => {
    const { a, b } = graph.edges[edge];
    return shown.weight[edge] * 4 + Math.min(graph.degree[a], graph.degree[b]);
  };
  const heaviest = [...shown.edges].sort((a, b) => ends(b) - ends(a));
  return { graph, shown, x, y, radius, colour, colours, byImportance, heaviest, pins: state.pins };
}

/** @param {number} group @param {Palette} palette */
export function groupColour(group, palette) {
  return group < 0 ? palette.groups.length : group % palette.groups.length;
}

/** @param {Graph} graph @param {State} state @param {number} node */
function sizeOf(graph, state, node) {
  if (state.size === "same") return 6;
  if (state.size === "rank") return Math.min(26, 3.5 + 3.2 * Math.sqrt(Math.max(0, graph.rank[node] * graph.count - 0.15)));
  return Math.min(26, 3.5 + 2.2 * Math.sqrt(graph.degree[node]));
}

/** How large sizes are drawn from afar: things shrink less than the space between them. @param {Camera} camera */
export function zoomFactor(camera) {
  return Math.max(0.16, Math.min(1.7, camera.scale ** 0.6));
}

/** @param {Scene} scene @param {number} edge */
export function edgeWidth(scene, edge) {
  return Math.min(6, 0.8 + 0.7 * Math.log2(1 + scene.shown.weight[edge]));
}

/** @param {Scene} scene @param {number} edge */
export function edgeFamily(scene, edge) {
  return family(scene.graph.payload.relations[scene.graph.edges[edge].relation].id);
}

/** @param {Scene} scene @param {number} node */
export function shape(scene, node) {
  return shapeOf(scene.graph.payload.types[scene.graph.type[node]].id);
}

/**
 * The way of an edge on the screen: its ends and the point it bends towards. A loop is a small drop.
 * @param {Scene} scene @param {number} edge @param {Camera} camera @param {Size} size @param {Float64Array} way six numbers to fill
 */
export function route(scene, edge, camera, size, way) {
  const { a, b, bend } = scene.graph.edges[edge];
  const ax = (scene.x[a] - camera.x) * camera.scale + size.width / 2;
  const ay = (scene.y[a] - camera.y) * camera.scale + size.height / 2;
  const bx = (scene.x[b] - camera.x) * camera.scale + size.width / 2;
  const by = (scene.y[b] - camera.y) * camera.scale + size.height / 2;
  way[0] = ax;
  way[1] = ay;
  way[4] = bx;
  way[5] = by;
  way[2] = (ax + bx) / 2 - (by - ay) * bend * 0.22;
  way[3] = (ay + by) / 2 + (bx - ax) * bend * 0.22;
}

/** The point of a bent line at a share of its way. @param {Float64Array} way @param {number} t @returns {[number, number]} */
export function along(way, t) {
  const s = 1 - t;
  return [s * s * way[0] + 2 * s * t * way[2] + t * t * way[4], s * s * way[1] + 2 * s * t * way[3] + t * t * way[5]];
}

/** The node under a point of the screen, the topmost; -1 if none. @param {Scene} scene @param {Camera} camera @param {Size} size @param {number} px @param {number} py @param {number} slack */
export function nodeAt(scene, camera, size, px, py, slack = 3) {
  const factor = zoomFactor(camera);
  let best = -1;
  let nearest = Infinity;
  for (const node of scene.byImportance) {
    const dx = (scene.x[node] - camera.x) * camera.scale + size.width / 2 - px;
    const dy = (scene.y[node] - camera.y) * camera.scale + size.height / 2 - py;
    const distance = Math.hypot(dx, dy) - Math.max(scene.radius[node] * factor, 2);
    if (distance < slack && distance < nearest) {
      nearest = distance;
      best = node;
    }
  }
  return best;
}

/** The edge under a point of the screen; -1 if none. @param {Scene} scene @param {Camera} camera @param {Size} size @param {number} px @param {number} py */
export function edgeAt(scene, camera, size, px, py, slack = 6) {
  const way = new Float64Array(6);
  let best = -1;
  let nearest = slack;
  for (const edge of scene.shown.edges) {
    route(scene, edge, camera, size, way);
    const middle = along(way, 0.5);
    const distance = Math.min(
      toSegment(px, py, way[0], way[1], middle[0], middle[1]),
      toSegment(px, py, middle[0], middle[1], way[4], way[5]),
    );
    if (distance < nearest) {
      nearest = distance;
      best = edge;
    }
  }
  return best;
}

/** @param {number} px @param {number} py @param {number} ax @param {number} ay @param {number} bx @param {number} by */
function toSegment(px, py, ax, ay, bx, by) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length ? Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) : 0;
  return Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay));
}
