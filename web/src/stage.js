// What the explorer looks at and how: the graph, the state, the camera, and the picture that shows them.
/** @import { Graph, Selection, Camera } from "./types.js" */
import { fitting, zoomed } from "./camera.js";
import { h } from "./dom.js";
import { shortened } from "./labels.js";
import { iriAt } from "./merging.js";
import { PALETTES, shapeOf } from "./palette.js";
import { Painter } from "./painter.js";
import { groupColour, sceneOf } from "./scene.js";
import { index } from "./search.js";
import * as states from "./state.js";
import { swatch } from "./swatches.js";
import { speaker } from "./words.js";

const BASE = "https://w3id.org/industry-kg/id/";
const PHONE = "(max-width: 760px)";

export class Stage {
  /** @param {Graph} graph @param {HTMLElement} root @param {import("./links.js").Place} place */
  constructor(graph, root, place) {
    this.graph = graph;
    this.root = root;
    this.history = new states.History(states.START);
    /** @type {"zh" | "en"} */
    this.language = place.lang ?? (navigator.language.startsWith("zh") ? "zh" : "en");
    /** @type {"light" | "dark"} */
    this.theme = place.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    this.say = speaker(this.language);
    /** @type {Selection} */
    this.selection = { kind: "none" };
    this.hovered = -1;
    this.shown = states.shown(graph, states.START);
    this.scene = sceneOf(graph, states.START, this.shown, PALETTES[this.theme]);
    /** @type {number | undefined} */
    this.frame = undefined;
    /** @type {Camera} */
    this.camera = { x: 0, y: 0, scale: 1 };
    this.size = { width: 1, height: 1 };
    /** @type {import("./search.js").Entry[] | null} */
    this.index = null;
    this.canvas = h("canvas", { tabindex: "0", role: "application" });
    this.painter = new Painter(this.canvas);
    this.cardAside = h("aside", { class: "panel card", id: "card" });
    this.status = h("p", { class: "status" });
  }

  /** What is searched, made when it is first asked for. */
  get entries() {
    return (this.index ??= index(this.graph));
  }

  /** @param {Selection} selection */
  pick(selection) {
    this.selection = selection;
  }

  /** Look at more of a served graph than before. @param {Graph} graph */
  adopt(graph) {
    this.graph = graph;
    this.index = null;
    this.refresh();
  }

  get isPhone() {
    return matchMedia(PHONE).matches;
  }

  /** @param {number} node */
  short(node, most = 24) {
    return shortened(this.graph.payload.nodes.names[node][0] ?? "", most);
  }

  /** @param {number} node */
  iri(node) {
    return iriAt(this.graph.payload.nodes, node);
  }

  /** How the address of a page names a thing: a server knows it by its id only where its IRI is one of ours. @param {number} node */
  named(node) {
    const { iri, id } = this.graph.payload.nodes;
    return iri[node] === BASE ? id[node] : iriAt(this.graph.payload.nodes, node);
  }

  /** @param {number} node */
  typeName(node) {
    return this.graph.payload.types[this.graph.type[node]][this.language];
  }

  /** @param {number} relation @param {boolean} forward */
  relationName(relation, forward) {
    const word = this.graph.payload.relations[relation];
    if (forward || word.symmetric) return word[this.language];
    return (this.language === "zh" ? word.inverseZh : word.inverseEn) || `← ${word[this.language]}`;
  }

  /** @param {number} node */
  swatch(node) {
    const palette = PALETTES[this.theme];
    const byType = this.history.present.colour === "type";
    const group = groupColour(this.graph.group[node], palette);
    const colour = byType ? palette.types[this.graph.type[node]] : (palette.groups[group] ?? palette.quiet);
    return swatch(shapeOf(this.graph.payload.types[this.graph.type[node]].id), colour);
  }

  selected() {
    const { selection, graph } = this;
    if (selection.kind === "entity") return [selection.node];
    if (selection.kind === "edge") return [graph.edges[selection.edge].a, graph.edges[selection.edge].b];
    return selection.kind === "path" ? selection.nodes : [];
  }

  refresh() {
    const kept = this.graph.payload.focus >= 0 ? [this.graph.payload.focus, ...this.selected()] : this.selected();
    this.shown = states.shown(this.graph, this.history.present, kept);
    this.scene = sceneOf(this.graph, this.history.present, this.shown, PALETTES[this.theme]);
    this.draw();
    const nodes = this.shown.nodes.length.toLocaleString();
    const edges = this.shown.edges.length.toLocaleString();
    this.status.textContent = this.say("status", {
      nodes, edges, allNodes: this.graph.count.toLocaleString(), allEdges: this.graph.edges.length.toLocaleString(),
    });
  }

  resize() {
    const box = this.canvas.parentElement?.getBoundingClientRect();
    if (!box || !box.width) return;
    this.size = { width: Math.round(box.width), height: Math.round(box.height) };
    this.draw();
  }

  view() {
    return {
      scene: this.scene,
      camera: this.camera,
      size: this.size,
      palette: PALETTES[this.theme],
      selection: this.selection,
      hovered: this.hovered,
      ratio: Math.min(devicePixelRatio || 1, 2),
      edgeName: (/** @type {number} */ edge) => this.relationName(this.graph.edges[edge].relation, true),
    };
  }

  /** Draw at the next frame: thinned while the view moves, in full when it has rested for a moment. @param {boolean} [moving] */
  draw(moving = false) {
    clearTimeout(this.restTimer);
    if (moving) this.restTimer = setTimeout(() => this.draw(), 140);
    this.moving = moving;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.painter.paint(this.view(), this.moving ?? false);
      this.root.dataset.drawn = "true";
    });
  }

  /** @param {Camera} camera */
  look(camera) {
    this.camera = camera;
    this.draw(true);
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] */
  zoom(factor, x, y) {
    this.look(zoomed(this.camera, this.size, factor, x, y));
  }

  fit() {
    this.look(fitting(this.scene.x, this.scene.y, this.shown.nodes, this.size));
  }

  /** @param {number[]} nodes */
  lookAt(nodes) {
    // On a phone the card lies over the lower part: what is chosen goes to the middle of what is left.
    const covered = this.isPhone && this.cardAside.classList.contains("open") ? this.cardAside.offsetHeight : 0;
    const size = { width: this.size.width, height: Math.max(this.size.height - covered, 80) };
    const target = fitting(this.scene.x, this.scene.y, nodes, size, Math.min(120, size.width / 5));
    const scale = nodes.length === 1 ? Math.max(this.camera.scale, 0.9) : target.scale;
    this.look({ x: target.x, y: target.y + covered / 2 / scale, scale });
  }

  /** Look from far enough to see a thing's neighbours. @param {number} node */
  spread(node) {
    if (this.history.present.scope) this.fit();
    else this.lookAt([node]);
  }
}
