// What stands on the screen for a scene and a camera: labels chosen, and which things are emphasized.
/** @import { Camera, Size, Selection, Label } from "./types.js" */
/** @import { Scene } from "./scene.js" */
import { placed, shortened } from "./labels.js";
import { along, route, zoomFactor } from "./scene.js";

export const FONT = 'system-ui, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif';

/** @typedef {{ nodes: Set<number>, edges: Set<number>, first: number[] }} Emphasis */

/** What the selection is about: the chosen and what touches it. @param {Scene} scene @param {Selection} selection @returns {Emphasis | null} */
export function emphasis(scene, selection) {
  const { graph, shown } = scene;
  if (selection.kind === "entity") {
    const edges = graph.at[selection.node].filter((edge) => shown.weight[edge]);
    const nodes = new Set([selection.node, ...edges.flatMap((edge) => [graph.edges[edge].a, graph.edges[edge].b])]);
    return { nodes, edges: new Set(edges), first: [selection.node] };
  }
  if (selection.kind === "edge") {
    const { a, b } = graph.edges[selection.edge];
    return { nodes: new Set([a, b]), edges: new Set([selection.edge]), first: [a, b] };
  }
  if (selection.kind === "path") {
    return { nodes: new Set(selection.nodes), edges: new Set(selection.edges), first: selection.nodes };
  }
  return null;
}

/**
 * The names to write, none over another.
 * @param {Scene} scene @param {Camera} camera @param {Size} size @param {Emphasis | null} strong
 * @param {(text: string, font: number) => number} measure @param {(edge: number) => string} edgeName
 * @param {number} hovered @returns {Label[]}
 */
export function labels(scene, camera, size, strong, measure, edgeName, hovered = -1) {
  const factor = zoomFactor(camera);
  const names = scene.graph.payload.nodes.names;
  /** @type {Label[]} */
  const wanted = [];
  const add = (/** @type {number} */ node, /** @type {boolean} */ isStrong) => {
    const x = (scene.x[node] - camera.x) * camera.scale + size.width / 2;
    const y = (scene.y[node] - camera.y) * camera.scale + size.height / 2 + scene.radius[node] * factor + 2;
    if (x < -40 || y < -20 || x > size.width + 40 || y > size.height + 20) return;
    const text = shortened(names[node][0] ?? "", isStrong ? 28 : 18);
    if (!text.trim()) return;
    const faint = strong !== null && !strong.nodes.has(node) && node !== hovered;
    wanted.push({ text, x, y, width: measure(text, isStrong ? 14 : 12) + 6, height: isStrong ? 18 : 15, strong: isStrong, faint });
  };
  if (hovered >= 0) add(hovered, true);
  for (const node of strong?.first ?? []) if (scene.shown.isNode[node] && node !== hovered) add(node, true);
  const first = new Set([...(strong?.first ?? []), hovered]);
  const rest = scene.byImportance.filter((node) => strong?.nodes.has(node) && !first.has(node));
  for (const node of rest.slice(0, 200)) add(node, false);
  const most = Math.max(30, (size.width * size.height) / 9000);
  for (const node of scene.byImportance) {
    if (wanted.length > most * 4) break;
    if (!first.has(node) && !strong?.nodes.has(node)) add(node, false);
  }
  return placed([...wanted, ...edgeLabels(scene, camera, size, strong, measure, edgeName)], most);
}

/** Relations are written where there is room: near by, or on what is chosen. @param {Scene} scene @param {Camera} camera @param {Size} size @param {Emphasis | null} strong @param {(text: string, font: number) => number} measure @param {(edge: number) => string} edgeName @returns {Label[]} */
function edgeLabels(scene, camera, size, strong, measure, edgeName) {
  const edges = strong && strong.edges.size <= 60 ? [...strong.edges] : camera.scale > 0.9 && scene.shown.edges.length < 4000 ? scene.heaviest : [];
  const way = new Float64Array(6);
  /** @type {Label[]} */
  const wanted = [];
  for (const edge of edges) {
    route(scene, edge, camera, size, way);
    const [x, y] = along(way, 0.5);
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    if (Math.hypot(way[4] - way[0], way[5] - way[1]) < 60) continue;
    const text = edgeName(edge);
    wanted.push({ text, x, y: y - 7, width: measure(text, 11) + 6, height: 14, strong: false, faint: true });
    if (wanted.length > 120) break;
  }
  return wanted;
}
