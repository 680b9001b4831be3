// Draws a scene on a canvas. Edges cost most: while the view moves only the heaviest are drawn, and when it
// rests all of them are drawn in slices, so that no frame takes long whatever the graph's size.
/** @import { Camera, Size, Selection, Palette, Label } from "./types.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Emphasis } from "./picture.js" */
import { CORNERS, DASHES, NEGATED } from "./palette.js";
import { FONT, emphasis, labels } from "./picture.js";
import { along, edgeFamily, edgeWidth, route, shape, zoomFactor } from "./scene.js";

const MOVING_EDGES = 2500;
const WHOLE_EDGES = 5000;
const SLICE_MS = 9;

/** @typedef {{ scene: Scene, camera: Camera, size: Size, palette: Palette, selection: Selection, hovered: number, ratio: number, edgeName: (edge: number) => string }} View */

export class Painter {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.behind = document.createElement("canvas");
    /** @type {Map<string, number>} */
    this.widths = new Map();
    /** @type {Label[]} what is written now: tests look at it */
    this.labels = [];
    this.job = 0;
  }

  /** @param {View} view @param {boolean} moving */
  paint(view, moving) {
    this.job++;
    const { edges } = view.scene.shown;
    if (edges.length <= WHOLE_EDGES) return this.compose(view, edges, null);
    this.compose(view, view.scene.heaviest.slice(0, MOVING_EDGES), null);
    if (!moving) this.fill(view, this.job);
  }

  /** All edges, a slice a frame, then the whole picture. @param {View} view @param {number} job */
  fill(view, job) {
    const { edges } = view.scene.shown;
    const { behind } = this;
    const strong = emphasis(view.scene, view.selection);
    fit(behind, view);
    const context = /** @type {CanvasRenderingContext2D} */ (behind.getContext("2d"));
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    let done = 0;
    const slice = () => {
      if (job !== this.job) return;
      const until = performance.now() + SLICE_MS;
      while (done < edges.length && performance.now() < until) {
        drawEdges(context, view, edges.slice(done, done + 400), strong ? 0.1 : 0.3);
        done += 400;
      }
      if (done < edges.length) requestAnimationFrame(slice);
      else this.compose(view, [], behind);
    };
    requestAnimationFrame(slice);
  }

  /** @param {View} view @param {number[]} edges @param {HTMLCanvasElement | null} behind edges drawn before */
  compose(view, edges, behind) {
    const { context } = this;
    const { size, palette, ratio } = view;
    const strong = emphasis(view.scene, view.selection);
    fit(this.canvas, view);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = palette.paper;
    context.fillRect(0, 0, size.width, size.height);
    if (behind) context.drawImage(behind, 0, 0, size.width, size.height);
    else drawEdges(context, view, edges, strong ? 0.14 : edges.length > 1500 ? 0.3 : 0.6);
    if (strong) {
      drawNodes(context, view, (node) => !strong.nodes.has(node), 0.3);
      drawEdges(context, view, [...strong.edges], 0.95, true);
      drawNodes(context, view, (node) => strong.nodes.has(node), 1);
      drawRings(context, view, strong.first);
    } else {
      drawNodes(context, view, () => true, 1);
    }
    drawPins(context, view);
    this.labels = labels(view.scene, view.camera, size, strong, this.measure, view.edgeName, view.hovered);
    drawLabels(context, view, this.labels);
  }

  /** @param {string} text @param {number} font */
  measure = (text, font) => {
    const name = `${font} ${text}`;
    let width = this.widths.get(name);
    if (width === undefined) {
      this.context.font = `${font}px ${FONT}`;
      width = this.context.measureText(text).width;
      this.widths.set(name, width);
    }
    return width;
  };
}

/** @param {HTMLCanvasElement} canvas @param {View} view */
function fit(canvas, { size, ratio }) {
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
  }
}

/** Edges of one look are one stroke of some hundred lines: longer ones take the browser more than their share. */
const A_STROKE = 150;

/** @param {CanvasRenderingContext2D} context @param {View} view @param {number[]} edges @param {number} alpha @param {boolean} strong */
function drawEdges(context, view, edges, alpha, strong = false) {
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

/** @param {CanvasRenderingContext2D} context @param {View} view @param {(node: number) => boolean} which @param {number} alpha */
function drawNodes(context, view, which, alpha) {
  const { scene, camera, size, palette } = view;
  const factor = zoomFactor(camera);
  context.globalAlpha = alpha;
  const order = scene.byImportance;
  let colour = -1;
  context.strokeStyle = palette.paper;
  context.lineWidth = 1;
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at];
    if (!which(node)) continue;
    const x = (scene.x[node] - camera.x) * camera.scale + size.width / 2;
    const y = (scene.y[node] - camera.y) * camera.scale + size.height / 2;
    const radius = Math.max(scene.radius[node] * factor, 0.8);
    if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) continue;
    if (scene.colour[node] !== colour) {
      colour = scene.colour[node];
      context.fillStyle = scene.colours[colour];
    }
    if (radius < 2.2) {
      context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      continue;
    }
    outline(context, scene, node, x, y, radius);
    context.fill();
    if (radius > 3.5) context.stroke();
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {Scene} scene @param {number} node @param {number} x @param {number} y @param {number} radius */
function outline(context, scene, node, x, y, radius) {
  const corners = CORNERS[shape(scene, node)];
  context.beginPath();
  if (!corners.length) {
    context.arc(x, y, radius, 0, 6.2832);
    return;
  }
  corners.forEach(([cx, cy], at) => {
    if (at) context.lineTo(x + cx * radius, y + cy * radius);
    else context.moveTo(x + cx * radius, y + cy * radius);
  });
  context.closePath();
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {number[]} nodes */
function drawRings(context, { scene, camera, size, palette }, nodes) {
  context.strokeStyle = palette.accent;
  context.lineWidth = 2.5;
  for (const node of nodes) {
    if (!scene.shown.isNode[node]) continue;
    const x = (scene.x[node] - camera.x) * camera.scale + size.width / 2;
    const y = (scene.y[node] - camera.y) * camera.scale + size.height / 2;
    context.beginPath();
    context.arc(x, y, scene.radius[node] * zoomFactor(camera) + 4, 0, 6.2832);
    context.stroke();
  }
}

/** @param {CanvasRenderingContext2D} context @param {View} view */
function drawPins(context, { scene, camera, size, palette }) {
  context.fillStyle = palette.ink;
  for (const node of scene.pins.keys()) {
    if (!scene.shown.isNode[node]) continue;
    const x = (scene.x[node] - camera.x) * camera.scale + size.width / 2;
    const y = (scene.y[node] - camera.y) * camera.scale + size.height / 2;
    context.beginPath();
    context.arc(x, y, 2.5, 0, 6.2832);
    context.fill();
  }
}

/** @param {CanvasRenderingContext2D} context @param {View} view @param {Label[]} written */
function drawLabels(context, { palette }, written) {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.strokeStyle = palette.halo;
  context.lineWidth = 3.5;
  for (const label of written) {
    context.font = `${label.strong ? "600 14" : label.height === 14 ? 11 : 12}px ${FONT}`;
    context.globalAlpha = label.faint && label.height !== 14 ? 0.45 : 1;
    context.fillStyle = label.height === 14 ? palette.quiet : palette.ink;
    context.strokeText(label.text, label.x, label.y + 1);
    context.fillText(label.text, label.x, label.y + 1);
  }
  context.globalAlpha = 1;
}
