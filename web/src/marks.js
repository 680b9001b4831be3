// Things, rings, pins and labels on a canvas.
/** @import { Label } from "./types.js" */
/** @import { Scene } from "./scene.js" */
/** @import { View } from "./painter.js" */
import { CORNERS } from "./palette.js";
import { FONT } from "./picture.js";
import { shape, zoomFactor } from "./scene.js";

/** @param {CanvasRenderingContext2D} context @param {View} view @param {(node: number) => boolean} which @param {number} alpha */
export function drawNodes(context, view, which, alpha) {
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
export function drawRings(context, { scene, camera, size, palette }, nodes) {
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
export function drawPins(context, { scene, camera, size, palette }) {
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
export function drawLabels(context, { palette }, written) {
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
