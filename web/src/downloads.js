// What is shown, as files: a drawing (SVG) and a table (CSV). A PNG is the canvas itself.
/** @import { Graph, Shown, Label } from "./types.js" */
/** @import { View } from "./painter.js" */
import { arrow, strike } from "./strokes.js";
import { CORNERS, DASHES, NEGATED } from "./palette.js";
import { FONT } from "./picture.js";
import { edgeFamily, edgeWidth, route, shape, zoomFactor } from "./scene.js";

/** Text for XML: markup escaped, and no character that XML forbids. @param {string} text */
export function escaped(text) {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** @param {View} view @param {Label[]} labels @param {string} title */
export function svg(view, labels, title) {
  const { scene, camera, size, palette } = view;
  const factor = zoomFactor(camera);
  const way = new Float64Array(6);
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const lines = [];
  const marks = [];
  for (const edge of scene.shown.edges) {
    const { modality, bend } = scene.graph.edges[edge];
    route(scene, edge, camera, size, way);
    const [ax, ay, cx, cy, bx, by] = [...way].map(round);
    const colour = palette.families[edgeFamily(scene, edge)];
    const dash = DASHES[modality].length ? ` stroke-dasharray="${DASHES[modality].join(" ")}"` : "";
    const path = bend ? `M${ax} ${ay}Q${cx} ${cy} ${bx} ${by}` : `M${ax} ${ay}L${bx} ${by}`;
    lines.push(`<path d="${path}" stroke="${colour}" stroke-width="${round(edgeWidth(scene, edge))}"${dash}/>`);
    const head = arrow(scene, edge, way, factor);
    if (head) marks.push(`<polygon points="${head.map(round).join(" ")}" fill="${colour}"/>`);
    if (modality === NEGATED) {
      for (const [x1, y1, x2, y2] of strike(way).map((one) => one.map(round))) {
        marks.push(`<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${palette.bad}" stroke-width="2"/>`);
      }
    }
  }
  const nodes = [...scene.byImportance].reverse().map((node) => {
    const x = (scene.x[node] - camera.x) * camera.scale + size.width / 2;
    const y = (scene.y[node] - camera.y) * camera.scale + size.height / 2;
    const radius = Math.max(scene.radius[node] * factor, 0.8);
    const corners = CORNERS[shape(scene, node)].map(([cx, cy]) => `${round(x + cx * radius)},${round(y + cy * radius)}`);
    const fill = scene.colours[scene.colour[node]];
    const name = `<title>${escaped(scene.graph.payload.nodes.names[node][0] ?? "")}</title>`;
    return corners.length
      ? `<polygon points="${corners.join(" ")}" fill="${fill}">${name}</polygon>`
      : `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}">${name}</circle>`;
  });
  const texts = labels.map(
    (label) =>
      `<text x="${round(label.x)}" y="${round(label.y + label.height - 3)}" font-size="${label.strong ? 14 : label.height === 14 ? 11 : 12}">${escaped(label.text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${palette.paper}"/>`,
    `<g fill="none" stroke-opacity=".6">`,
    ...lines,
    "</g>",
    ...marks,
    `<g stroke="${palette.paper}">`,
    ...nodes,
    "</g>",
    `<g font-family="${escaped(FONT)}" text-anchor="middle" fill="${palette.ink}" stroke="${palette.paper}" stroke-width="3" paint-order="stroke">`,
    ...texts,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

const COLUMNS = /** @type {const} */ ([
  "subject", "relation", "object", "modality", "confidence", "time", "amount", "percent", "title", "product", "sentence", "article", "issued", "source", "id",
]);

/** The facts shown, a row each; a spreadsheet reads no cell of it as a formula. @param {Graph} graph @param {Shown} shown */
export function csv(graph, shown) {
  const { facts, nodes, relations, modalities, sentences, articles } = graph.payload;
  const name = (/** @type {number} */ node) => (node < 0 ? "" : nodes.names[node][0]);
  const rows = [COLUMNS.join(",")];
  for (const edge of shown.edges) {
    for (const fact of graph.edges[edge].facts) {
      if (!shown.facts[fact]) continue;
      const article = articles[facts.article[fact]];
      const row = [
        name(facts.subject[fact]), relations[facts.relation[fact]].id, name(facts.object[fact]), modalities[facts.modality[fact]].id,
        facts.confidence[fact], facts.time[fact], facts.amount[fact], facts.percent[fact] ?? "", facts.title[fact], name(facts.product[fact]),
        sentences[facts.sentence[fact]], article.title, article.issued, article.source, facts.id[fact],
      ];
      rows.push(row.map(cell).join(","));
    }
  }
  return rows.join("\r\n") + "\r\n";
}

/** @param {string | number} value */
export function cell(value) {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
