// Which names are written: the more important first, and none over another.
/** @import { Label } from "./types.js" */

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/**
 * @template {Box} B
 * @param {Iterable<B>} wanted the most important first; x is the middle, y the top
 * @param {number} limit
 * @returns {B[]}
 */
export function placed(wanted, limit = 160) {
  const cell = 64;
  /** @type {Map<string, Box[]>} */
  const taken = new Map();
  const kept = [];
  for (const box of wanted) {
    const cells = [];
    let free = true;
    for (let column = Math.floor((box.x - box.width / 2) / cell); column * cell < box.x + box.width / 2; column++) {
      for (let row = Math.floor(box.y / cell); row * cell < box.y + box.height; row++) {
        const name = `${column} ${row}`;
        cells.push(name);
        free &&= !(taken.get(name) ?? []).some((other) => overlap(box, other));
      }
    }
    if (!free) continue;
    for (const name of cells) {
      const boxes = taken.get(name);
      if (boxes) boxes.push(box);
      else taken.set(name, [box]);
    }
    kept.push(box);
    if (kept.length >= limit) break;
  }
  return kept;
}

/** @param {Box} a @param {Box} b */
export function overlap(a, b) {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}

/** A name short enough for a picture, on one line. @param {string} name */
export function shortened(name, most = 18) {
  const letters = [...name.slice(0, most * 4).replace(/\s+/gu, " ")];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : letters.join("");
}
