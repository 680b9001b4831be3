// Small pictures of how things and lines are drawn, for the legend and beside names.
import { CORNERS, DASHES, NEGATED } from "./palette.js";

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} tag @param {Record<string, string | number>} attributes */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** @param {import("./palette.js").Shape} shape @param {string} colour */
export function swatch(shape, colour) {
  const svg = draw("svg", { viewBox: "-8 -8 16 16", width: 14, height: 14, class: "swatch", "aria-hidden": "true" });
  const points = CORNERS[shape].map(([x, y]) => `${x * 5.5},${y * 5.5}`).join(" ");
  svg.append(points ? draw("polygon", { points, fill: colour }) : draw("circle", { r: 6, fill: colour }));
  return svg;
}

/** @param {number | number[]} modality @param {string} colour */
export function stroke(modality, colour) {
  const svg = draw("svg", { viewBox: "0 0 28 12", width: 28, height: 12, class: "swatch", "aria-hidden": "true" });
  const dash = typeof modality === "number" ? DASHES[modality].join(" ") : "";
  svg.append(draw("path", { d: "M1 6H27", stroke: colour, "stroke-width": 2.5, "stroke-dasharray": dash }));
  if (modality === NEGATED) svg.append(draw("path", { d: "M9 1L19 11M9 11L19 1", class: "struck", "stroke-width": 2 }));
  return svg;
}
