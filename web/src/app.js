// The explorer: what a person does, kept in step with the picture, the panels and the address.
/** @import { Graph, State, Filters, Selection, Payload } from "./types.js" */
import { button, h } from "./dom.js";
import { listen } from "./gestures.js";
import { neighbours, readGraph, shortestPath } from "./graph.js";
import { parse } from "./links.js";
import { merge } from "./merging.js";
import { NEGATED } from "./palette.js";
import { dress, dressCard, help } from "./panels.js";
import { addressOf, copyLink, go } from "./places.js";
import { Stage } from "./stage.js";
import * as states from "./state.js";
import { speaker } from "./words.js";

export class App extends Stage {
  /** @param {Graph} graph @param {HTMLElement} root @param {import("./source.js").Source | null} [source] where the rest of a served graph is */
  constructor(graph, root, source = null) {
    super(graph, root, parse(location.hash));
    this.source = source;
    this.pathStart = -1;
    /** @type {number[]} what the bracket keys step through */
    this.walkers = [];
    /** @type {Map<string, boolean>} */
    this.open = new Map();
    this.filtersAside = h("aside", { class: "panel filters", id: "filters" });
    this.live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
    this.bar = h("header", { class: "bar" });
    this.tools = h("div", { class: "tools", role: "group" });
    this.dressed = "";
    /** @type {HTMLInputElement | null} */
    this.searchInput = null;
    this.undoButton = button("", () => this.undo());
    this.redoButton = button("", () => this.redo());
    this.helpDialog = h("dialog", { class: "help" });
    root.append(
      this.bar,
      h("div", { class: "body" }, this.filtersAside, h("main", {}, this.canvas, this.tools, this.status), this.cardAside),
      this.live,
      this.helpDialog,
    );
    this.start();
  }

  start() {
    const { focus } = this.graph.payload;
    // Of a served graph only what was asked for is shown; the rest of what is loaded waits to be.
    if (this.source) this.history = new states.History({ ...states.START, scope: new Set(this.graph.at.keys()) });
    this.refresh();
    listen(this);
    new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement ?? this.root);
    this.resize();
    if (focus >= 0) {
      this.history = new states.History(states.only(this.graph, states.START, focus));
      this.pick({ kind: "entity", node: focus });
      this.refresh();
    }
    dress(this);
    this.fit();
    go(this, location.hash);
    addEventListener("hashchange", () => go(this, location.hash));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => this.setTheme(event.matches ? "dark" : "light"));
  }

  // ---- what a person does

  /** @param {State} state @param {string} [stroke] */
  change(state, stroke = "") {
    this.history.push(state, stroke);
    this.refresh();
    // A slider under the finger stays the slider it is.
    if (stroke) dressCard(this);
    else dress(this);
  }

  /** @param {Filters} filters @param {string} [stroke] */
  filter(filters, stroke = "") {
    this.change({ ...this.history.present, filters }, stroke);
  }

  /** @param {Selection} selection @param {{ centre?: boolean, quiet?: boolean }} [how] */
  select(selection, { centre = false, quiet = false } = {}) {
    this.pick(selection);
    const nodes = this.selected();
    this.history.push(states.reveal(this.history.present, nodes));
    this.refresh();
    dressCard(this);
    this.cardAside.classList.toggle("open", selection.kind !== "none");
    if (selection.kind !== "none") this.filtersAside.classList.remove("open");
    if (centre && nodes.length) this.lookAt(nodes);
    if (!quiet) history.replaceState(null, "", addressOf(this) || location.pathname + location.search);
    if (selection.kind !== "entity") return;
    const { node } = selection;
    this.tell(this.say("chosen", { name: this.short(node, 60), type: this.typeName(node), count: this.graph.degree[node] }));
    if (this.source) this.load(node);
  }

  /** @param {number} node */
  async expand(node) {
    await this.load(node);
    this.change(states.expand(this.graph, this.history.present, node));
    this.spread(node);
  }

  /** @param {number} node */
  collapse(node) {
    this.change(states.collapse(this.graph, this.history.present, node, this.shown));
  }

  /** @param {number} node */
  async only(node) {
    await this.load(node);
    this.change(states.only(this.graph, this.history.present, node));
    this.fit();
  }

  /** @param {number} node */
  hide(node) {
    this.pick({ kind: "none" });
    this.change(states.hide(this.history.present, node));
    this.tell(this.say("hiddenOf", { name: this.short(node) }));
  }

  showAll() {
    this.change({ ...this.history.present, scope: null, hidden: new Set() });
    this.fit();
  }

  /** @param {number} node */
  togglePin(node) {
    const state = this.history.present;
    this.change(states.pin(state, node, state.pins.has(node) ? null : [this.scene.x[node], this.scene.y[node]]));
  }

  /** @param {number} node */
  startPath(node) {
    this.pathStart = node;
    dressCard(this);
    this.tell(this.say("pathStarted", { name: this.short(node) }));
  }

  /** @param {number} from @param {number} to @param {{ quiet?: boolean }} [how] */
  async path(from, to, how = {}) {
    if (this.source) await this.take({ path: `${this.iri(from)},${this.iri(to)}` }, from);
    const { edges } = this.graph;
    const passes = this.shown.facts;
    const weight = (/** @type {number} */ edge) =>
      edges[edge].modality === NEGATED ? 0 : edges[edge].facts.reduce((sum, fact) => sum + passes[fact], 0);
    const found = shortestPath(this.graph, from, to, weight) ?? { nodes: [], edges: [] };
    this.pathStart = -1;
    this.select({ kind: "path", from, to, ...found }, { centre: true, ...how });
  }

  undo() {
    if (!this.history.undo()) return;
    this.refresh();
    dress(this);
    this.tell(this.say("undone"));
  }

  redo() {
    if (!this.history.redo()) return;
    this.refresh();
    dress(this);
  }

  copyLink() {
    return copyLink(this);
  }

  help() {
    help(this);
  }

  /** @param {"zh" | "en"} language */
  setLanguage(language) {
    this.language = language;
    this.say = speaker(language);
    dress(this);
    this.draw();
  }

  /** @param {"light" | "dark"} theme */
  setTheme(theme) {
    this.theme = theme;
    this.refresh();
    dress(this);
  }

  /** Say to a screen reader, and on request to everyone. @param {string} text @param {boolean} [loud] */
  tell(text, loud = false) {
    this.live.textContent = text;
    this.live.classList.toggle("unseen", !loud);
    clearTimeout(this.toldTimer);
    if (loud) this.toldTimer = setTimeout(() => this.live.classList.add("unseen"), 6000);
  }

  // ---- a served graph

  /** The thing of this id or IRI, loaded first if need be; -1 where there is none. @param {string} id */
  async bring(id) {
    const known = () => {
      const found = this.graph.byId.get(id) ?? -1;
      return found >= 0 ? found : this.graph.payload.nodes.id.findIndex((_, at) => this.iri(at) === id);
    };
    if (known() < 0 && this.source) await this.take({ around: id });
    return known();
  }

  /** The edge of this fact, loaded first if need be. @param {string} id */
  async bringFact(id) {
    const known = () => this.graph.payload.facts.id.indexOf(id);
    if (known() < 0 && this.source) await this.take({ fact: id });
    const fact = known();
    return fact < 0 ? -1 : this.graph.edges.findIndex((edge) => edge.facts.includes(fact));
  }

  /** What is around a thing, so that its card tells all of it. @param {number} node */
  async load(node) {
    if (!this.source || neighbours(this.graph, node).size >= this.graph.degree[node]) return;
    await this.take({ around: this.iri(node) }, node);
  }

  /** @param {{ around?: string, path?: string, fact?: string }} what @param {number} [anchor] */
  async take(what, anchor = -1) {
    const before = this.graph.payload;
    try {
      const part = /** @type {Payload} */ (await this.source?.part(what));
      const known = this.graph.payload.facts.id.length;
      const whole = merge(this.graph.payload, part, anchor);
      if (whole.facts.id.length === known && whole.nodes.id.length === before.nodes.id.length) return;
      this.adopt(readGraph(whole));
      dress(this);
    } catch (error) {
      this.tell(/** @type {Error} */ (error).message, true);
    }
  }

  // ---- the panels' own memory

  /** @param {string} name */
  isOpen(name) {
    return this.open.get(name) ?? name !== "relations";
  }

  /** @param {string} name @param {boolean} open */
  setOpen(name, open) {
    this.open.set(name, open);
  }
}
