// Lines on a canvas: as wide as there is evidence, dashed, dotted or struck, with an arrow at the object's end.
/** @import { Camera, Size, Palette } from "./types.js" */
/** @import { Scene } from "./scene.js" */
/** @import { View } from "./painter.js" */
import { DASHES, NEGATED } from "./palette.js";
import { along, edgeFamily, edgeWidth, route, zoomFactor } from "./scene.js";

/** Edges of one look are one stroke of some hundred lines: longer ones take the browser more than their share. */
const A_STROKE = 150;

/** @param {CanvasRenderingContext2D} context @param {View} view @param {number[]} edges @param {number} alpha @param {boolean} strong */
export function drawEdges(context, view, edges, alpha, strong = false) {
  const { scene, camera, size, palette } = view;
  const many = edges.length > 1500;
  /** @type {Map<string, number[]>} */
  const looks = new Map();
  const way = new Float64Array(6);
  for (const edge of edges) {
    const { a, b, modality } = scene.graph.edges[edge];
    if (outside(scene, camera, size, a, b)) continue;
    const width = many ? 1 : Math.round(edgeWidth(scene, edge) * 2) / 2;
    const look = `${edgeFamily(scene, edge)} ${modality} ${width}`;
    const same = looks.get(look);
    if (same) same.push(edge);
    else looks.set(look, [edge]);
  }
  const arrows = camera.scale > 0.45 && edges.length < 3000;
  context.globalAlpha = alpha;
  context.lineCap = "butt";
  for (const [look, same] of looks) {
    const [kin, modality, width] = look.split(" ").map(Number);
    context.strokeStyle = context.fillStyle = palette.families[kin];
    context.lineWidth = width * Math.max(0.5, Math.min(1.4, zoomFactor(camera))) * (strong ? 1.5 : 1);
    context.setLineDash(many && camera.scale < 0.15 ? [] : DASHES[modality]);
    for (let start = 0; start < same.length; start += A_STROKE) {
      context.beginPath();
      for (const edge of same.slice(start, start + A_STROKE)) {
        route(scene, edge, camera, size, way);
        context.moveTo(way[0], way[1]);
        if (scene.graph.edges[edge].a === scene.graph.edges[edge].b) context.arc(way[0] + 12, way[1] - 12, 12, 0, 6.3);
        else if (scene.graph.edges[edge].bend) context.quadraticCurveTo(way[2], way[3], way[4], way[5]);
        else context.lineTo(way[4], way[5]);
      }
      context.stroke();
    }
    context.setLineDash([]);
    for (const edge of same) {
      route(scene, edge, camera, size, way);
      if (arrows) drawArrow(context, scene, edge, way, zoomFactor(camera));
      if (modality === NEGATED && (strong || !many || camera.scale > 0.3)) drawStrike(context, palette, way);
    }
  }
  context.globalAlpha = 1;
}

/** @param {Scene} scene @param {Camera} camera @param {Size} size @param {number} a @param {number} b */
function outside(scene, camera, size, a, b) {
  const wide = size.width / 2 / camera.scale;
  const high = size.height / 2 / camera.scale;
  const ax = scene.x[a] - camera.x;
  const bx = scene.x[b] - camera.x;
  const ay = scene.y[a] - camera.y;
  const by = scene.y[b] - camera.y;
  return (ax < -wide && bx < -wide) || (ax > wide && bx > wide) || (ay < -high && by < -high) || (ay > high && by > high);
}

/** @param {CanvasRenderingContext2D} context @param {Scene} scene @param {number} edge @param {Float64Array} way @param {number} factor */
function drawArrow(context, scene, edge, way, factor) {
  const head = arrow(scene, edge, way, factor);
  if (!head) return;
  context.beginPath();
  context.moveTo(head[0], head[1]);
  context.lineTo(head[2], head[3]);
  context.lineTo(head[4], head[5]);
  context.fill();
}

/** The corners of an arrow's head, at the object's rim. @param {Scene} scene @param {number} edge @param {Float64Array} way @param {number} factor @returns {number[] | null} */
export function arrow(scene, edge, way, factor) {
  const { a, b, relation } = scene.graph.edges[edge];
  if (a === b || scene.graph.payload.relations[relation].symmetric) return null;
  const length = Math.hypot(way[4] - way[2], way[5] - way[3]);
  const rim = scene.radius[b] * factor + 1;
  if (length < rim + 8) return null;
  const dx = (way[4] - way[2]) / length;
  const dy = (way[5] - way[3]) / length;
  const x = way[4] - dx * rim;
  const y = way[5] - dy * rim;
  const long = 5 + 3 * factor;
  return [x, y, x - dx * long - dy * long * 0.45, y - dy * long + dx * long * 0.45, x - dx * long + dy * long * 0.45, y - dy * long - dx * long * 0.45];
}

/** Two strokes across the middle of what an article denies. @param {CanvasRenderingContext2D} context @param {Palette} palette @param {Float64Array} way */
function drawStrike(context, palette, way) {
  const stroke = context.strokeStyle;
  const width = context.lineWidth;
  context.strokeStyle = palette.bad;
  context.lineWidth = 2;
  context.beginPath();
  for (const [ax, ay, bx, by] of strike(way)) {
    context.moveTo(ax, ay);
    context.lineTo(bx, by);
  }
  context.stroke();
  context.strokeStyle = stroke;
  context.lineWidth = width;
}

/** @param {Float64Array} way @returns {number[][]} */
export function strike(way) {
  const [x, y] = along(way, 0.5);
  return [
    [x - 5, y - 5, x + 5, y + 5],
    [x - 5, y + 5, x + 5, y - 5],
  ];
}
