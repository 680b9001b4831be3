// Where one looks from: the point of the world in the middle of the screen, and pixels a unit.
/** @import { Camera, Size } from "./types.js" */

export const CLOSEST = 8;
export const FARTHEST = 0.002;

/** @param {Camera} camera @param {Size} size @param {number} x @param {number} y @returns {[number, number]} */
export function toScreen(camera, size, x, y) {
  return [(x - camera.x) * camera.scale + size.width / 2, (y - camera.y) * camera.scale + size.height / 2];
}

/** @param {Camera} camera @param {Size} size @param {number} x @param {number} y @returns {[number, number]} */
export function toWorld(camera, size, x, y) {
  return [(x - size.width / 2) / camera.scale + camera.x, (y - size.height / 2) / camera.scale + camera.y];
}

/** Nearer or farther, with what is under the pointer staying there. @param {Camera} camera @param {Size} size @param {number} factor @param {number} x @param {number} y @returns {Camera} */
export function zoomed(camera, size, factor, x = size.width / 2, y = size.height / 2) {
  const scale = Math.min(CLOSEST, Math.max(FARTHEST, camera.scale * factor));
  const [wx, wy] = toWorld(camera, size, x, y);
  return { scale, x: wx - (x - size.width / 2) / scale, y: wy - (y - size.height / 2) / scale };
}

/**
 * All of these points in view. A few far ones may fall outside when there are thousands.
 * @param {ArrayLike<number>} x @param {ArrayLike<number>} y @param {number[]} nodes @param {Size} size @returns {Camera}
 */
export function fitting(x, y, nodes, size, margin = 48) {
  if (!nodes.length) return { x: 0, y: 0, scale: 1 };
  const [left, right] = reach(x, nodes);
  const [top, bottom] = reach(y, nodes);
  const across = Math.max(size.width - 2 * margin, 40) / Math.max(right - left, 1);
  const down = Math.max(size.height - 2 * margin, 40) / Math.max(bottom - top, 1);
  const scale = Math.min(2, Math.max(FARTHEST, Math.min(across, down)));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

/** Where nearly all of the values lie: a few strays would make thousands of things small. @param {ArrayLike<number>} values @param {number[]} nodes */
function reach(values, nodes) {
  const sorted = Float64Array.from(nodes, (node) => values[node]).sort();
  const strays = nodes.length > 2000 ? Math.floor(nodes.length / 250) : 0;
  return [sorted[strays], sorted[sorted.length - 1 - strays]];
}
