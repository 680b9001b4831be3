// Colours and shapes. A colour never stands alone: kinds also differ in shape, modalities in the stroke.
/** @import { Palette } from "./types.js" */

const TYPES = [
  "#3b7dd8", "#1f9e89", "#d1495b", "#6a4fc9", "#a0569f", "#8d6e4f", "#e07b1f",
  "#c2377f", "#b58900", "#0f8fb3", "#4c9f38", "#64748b", "#d4537e", "#4f7f5b",
];
const GROUPS = [
  "#3b7dd8", "#e07b1f", "#4c9f38", "#d1495b", "#6a4fc9", "#8d6e4f", "#c2377f", "#0f8fb3", "#b58900", "#1f9e89", "#a0569f", "#64748b",
];
// Ownership, trade, making and using, people, rules, places and events.
const FAMILIES = ["#b7791f", "#2b8a8a", "#4a6fd0", "#9a4fb0", "#c0455a", "#7b8794"];

/** @type {Record<string, Palette>} */
export const PALETTES = {
  light: {
    paper: "#fbfbfa", ink: "#1c2430", quiet: "#5b6675", halo: "rgba(251,251,250,.92)", accent: "#0b57d0", bad: "#c0182b",
    types: TYPES, groups: GROUPS, families: FAMILIES,
  },
  dark: {
    paper: "#12161c", ink: "#e8edf4", quiet: "#a3afbf", halo: "rgba(18,22,28,.9)", accent: "#8ab4ff", bad: "#ff7a85",
    types: TYPES, groups: GROUPS, families: FAMILIES,
  },
};

/** The colour of each relation's family, by its id. @type {Record<string, number>} */
const FAMILY = {
  investsIn: 0, shareholderOf: 0, subsidiaryOf: 0, acquires: 0, mergesWith: 0, founds: 0,
  partnersWith: 1, competesWith: 1, supplies: 1,
  develops: 2, uses: 2, partOf: 2,
  memberOf: 3, worksFor: 3,
  issues: 4, appliesTo: 4, regulates: 4,
  locatedIn: 5, operates: 5, organizes: 5,
};

/** @param {string} relation */
export const family = (relation) => FAMILY[relation] ?? 5;

/** @typedef {"circle" | "triangle" | "square" | "diamond" | "hexagon"} Shape */

/** @type {Record<string, Shape>} */
const SHAPES = {
  Person: "triangle", Policy: "square", Publication: "square", Technology: "diamond", Product: "diamond",
  Facility: "hexagon", Event: "hexagon", Location: "hexagon",
};

/** Organizations are round. @param {string} type @returns {Shape} */
export const shapeOf = (type) => SHAPES[type] ?? "circle";

/** Corners of a shape around 0,0 with the area of a circle of radius 1; none for the circle. @type {Record<Shape, [number, number][]>} */
export const CORNERS = {
  circle: [],
  triangle: regular(3, 1.45),
  square: regular(4, 1.25, Math.PI / 4),
  diamond: regular(4, 1.3),
  hexagon: regular(6, 1.1),
};

/** @param {number} count @param {number} radius @param {number} turn @returns {[number, number][]} */
function regular(count, radius, turn = 0) {
  return Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * 2 * Math.PI - Math.PI / 2 + turn;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Strokes by modality: asserted, planned, negated, speculative. @type {number[][]} */
export const DASHES = [[], [7, 5], [], [2, 4]];
export const NEGATED = 2;
