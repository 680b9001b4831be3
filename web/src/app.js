// The explorer: holds what is chosen, and keeps the picture, the panels and the address in step with it.
/** @import { Graph, State, Filters, Selection, Camera } from "./types.js" */
import { fitting, zoomed } from "./camera.js";
import { card } from "./card.js";
import { button, h, save } from "./dom.js";
import { csv, svg } from "./downloads.js";
import { filterPanel } from "./filterpanel.js";
import { shortestPath } from "./graph.js";
import { shortened } from "./labels.js";
import { format, parse } from "./links.js";
import { PALETTES, NEGATED, shapeOf } from "./palette.js";
import { Painter } from "./painter.js";
import { groupColour, sceneOf } from "./scene.js";
import { index } from "./search.js";
import { searchBox } from "./searchbox.js";
import * as states from "./state.js";
import { swatch } from "./swatches.js";
import { listen } from "./gestures.js";
import { keyList, speaker } from "./words.js";

const PHONE = "(max-width: 760px)";

export class App {
  /** @param {Graph} graph @param {HTMLElement} root */
  constructor(graph, root) {
    this.graph = graph;
    this.root = root;
    const place = parse(location.hash);
    this.history = new states.History(states.START);
    /** @type {"zh" | "en"} */
    this.language = place.lang ?? (navigator.language.startsWith("zh") ? "zh" : "en");
    /** @type {"light" | "dark"} */
    this.theme = place.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    this.say = speaker(this.language);
    /** @type {Selection} */
    this.selection = { kind: "none" };
    this.pathStart = -1;
    this.hovered = -1;
    this.shown = states.shown(graph, states.START);
    this.scene = sceneOf(graph, states.START, this.shown, PALETTES[this.theme]);
    /** @type {number[]} what the bracket keys step through */
    this.walkers = [];
    /** @type {number | undefined} */
    this.frame = undefined;
    /** @type {Camera} */
    this.camera = { x: 0, y: 0, scale: 1 };
    this.size = { width: 1, height: 1 };
    /** @type {Map<string, boolean>} */
    this.open = new Map();
    /** @type {import("./search.js").Entry[] | null} */
    this.index = null;
    this.canvas = h("canvas", { tabindex: "0", role: "application" });
    this.painter = new Painter(this.canvas);
    this.filtersAside = h("aside", { class: "panel filters", id: "filters" });
    this.cardAside = h("aside", { class: "panel card", id: "card" });
    this.status = h("p", { class: "status" });
    this.live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
    this.bar = h("header", { class: "bar" });
    this.tools = h("div", { class: "tools", role: "group" });
    this.dressed = "";
    this.undoButton = button("", () => this.undo());
    this.redoButton = button("", () => this.redo());
    this.helpDialog = h("dialog", { class: "help" });
    root.append(
      this.bar,
      h("div", { class: "body" }, this.filtersAside, h("main", {}, this.canvas, this.tools, this.status), this.cardAside),
      this.live,
      this.helpDialog,
    );
    this.refresh();
    listen(this);
    new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement ?? root);
    this.resize();
    if (graph.payload.focus >= 0) {
      this.history = new states.History(states.only(graph, states.START, graph.payload.focus));
      this.selection = { kind: "entity", node: graph.payload.focus };
      this.refresh();
    }
    this.dress();
    this.fit();
    this.go(location.hash);
    addEventListener("hashchange", () => this.go(location.hash));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => this.setTheme(event.matches ? "dark" : "light"));
  }

  get entries() {
    return (this.index ??= index(this.graph));
  }

  // ---- words about things

  /** @param {number} node */
  short(node, most = 24) {
    return shortened(this.graph.payload.nodes.names[node][0] ?? "", most);
  }

  /** @param {number} node */
  iri(node) {
    const { iri, id } = this.graph.payload.nodes;
    return iri[node].endsWith(" ") ? iri[node].trimEnd() : iri[node] + id[node];
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

  // ---- what a person does

  /** @param {State} state @param {string} [stroke] */
  change(state, stroke = "") {
    this.history.push(state, stroke);
    this.refresh();
    // A slider under the finger stays the slider it is.
    if (stroke) this.dressCard();
    else this.dress();
  }

  /** @param {Filters} filters @param {string} [stroke] */
  filter(filters, stroke = "") {
    this.change({ ...this.history.present, filters }, stroke);
  }

  /** @param {Selection} selection @param {{ centre?: boolean, quiet?: boolean }} [how] */
  select(selection, { centre = false, quiet = false } = {}) {
    this.selection = selection;
    const nodes = this.selected();
    this.history.push(states.reveal(this.history.present, nodes));
    this.refresh();
    this.dressCard();
    this.cardAside.classList.toggle("open", selection.kind !== "none");
    if (selection.kind !== "none") this.filtersAside.classList.remove("open");
    if (centre && nodes.length) this.lookAt(nodes);
    if (!quiet) history.replaceState(null, "", this.address() || location.pathname + location.search);
    if (selection.kind === "entity") {
      const { node } = selection;
      this.tell(this.say("chosen", { name: this.short(node, 60), type: this.typeName(node), count: this.graph.degree[node] }));
    }
  }

  selected() {
    const { selection, graph } = this;
    if (selection.kind === "entity") return [selection.node];
    if (selection.kind === "edge") return [graph.edges[selection.edge].a, graph.edges[selection.edge].b];
    return selection.kind === "path" ? selection.nodes : [];
  }

  /** @param {number} node */
  expand(node) {
    this.change(states.expand(this.graph, this.history.present, node));
    this.spread(node);
  }

  /** @param {number} node */
  collapse(node) {
    this.change(states.collapse(this.graph, this.history.present, node, this.shown));
  }

  /** @param {number} node */
  only(node) {
    this.change(states.only(this.graph, this.history.present, node));
    this.fit();
  }

  /** @param {number} node */
  hide(node) {
    this.selection = { kind: "none" };
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
    this.dressCard();
    this.tell(this.say("pathStarted", { name: this.short(node) }));
  }

  /** @param {number} from @param {number} to @param {{ quiet?: boolean }} [how] */
  path(from, to, how = {}) {
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
    this.dress();
    this.tell(this.say("undone"));
  }

  redo() {
    if (!this.history.redo()) return;
    this.refresh();
    this.dress();
  }

  async copyLink() {
    const link = location.href.split("#")[0] + this.address();
    try {
      await navigator.clipboard.writeText(link);
      this.tell(this.say("copied"), true);
    } catch {
      // A page opened from a disk may not write to the clipboard in every browser: then the link is shown.
      this.tell(this.say("linkIs", { link }), true);
    }
  }

  address() {
    const { id } = this.graph.payload.nodes;
    const { selection } = this;
    if (selection.kind === "entity") return format({ entity: id[selection.node] });
    if (selection.kind === "path") return format({ path: [id[selection.from], id[selection.to]] });
    if (selection.kind === "edge") return format({ fact: this.graph.payload.facts.id[this.graph.edges[selection.edge].facts[0]] });
    return "";
  }

  /** Open what an address names. @param {string} hash */
  go(hash) {
    const place = parse(hash);
    const { byId, payload, edges } = this.graph;
    const node = (/** @type {string} */ id) => {
      const found = byId.get(id) ?? payload.nodes.id.findIndex((_, at) => this.iri(at) === id);
      if (found < 0) this.tell(this.say("gone", { name: shortened(id, 60) }), true);
      return found;
    };
    if (place.lang && place.lang !== this.language) this.setLanguage(place.lang);
    if (place.theme && place.theme !== this.theme) this.setTheme(place.theme);
    const around = place.around ? node(place.around) : -1;
    if (around >= 0) this.only(around);
    const chosen = place.entity ? node(place.entity) : around;
    if (chosen >= 0) this.select({ kind: "entity", node: chosen }, { centre: around < 0, quiet: true });
    if (place.path) {
      const [from, to] = place.path.map(node);
      if (from >= 0 && to >= 0) this.path(from, to, { quiet: true });
    }
    if (place.fact) {
      const fact = payload.facts.id.indexOf(place.fact);
      const edge = edges.findIndex((one) => one.facts.includes(fact));
      if (edge >= 0) this.select({ kind: "edge", edge }, { centre: true, quiet: true });
      else this.tell(this.say("gone", { name: shortened(place.fact, 60) }), true);
    }
  }

  /** @param {"zh" | "en"} language */
  setLanguage(language) {
    this.language = language;
    this.say = speaker(language);
    this.dress();
    this.draw();
  }

  /** @param {"light" | "dark"} theme */
  setTheme(theme) {
    this.theme = theme;
    this.refresh();
    this.dress();
  }

  /** Say to a screen reader, and on request to everyone. @param {string} text @param {boolean} [loud] */
  tell(text, loud = false) {
    this.live.textContent = text;
    this.live.classList.toggle("unseen", !loud);
    clearTimeout(this.toldTimer);
    if (loud) this.toldTimer = setTimeout(() => this.live.classList.add("unseen"), 6000);
  }

  // ---- the picture

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

  // ---- the panels

  dress() {
    const { say, root } = this;
    root.dataset.theme = this.theme;
    document.documentElement.lang = this.language === "zh" ? "zh-CN" : "en";
    document.documentElement.style.colorScheme = this.theme;
    this.canvas.setAttribute("aria-label", say("picture"));
    this.filtersAside.setAttribute("aria-label", say("filters"));
    this.cardAside.setAttribute("aria-label", say("card"));
    document.title = say("title");
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.filter;
    // What is typed into the search stays there while filters change: the bar is made anew for other words only.
    if (this.dressed !== `${this.language} ${this.theme}`) this.dressBar();
    this.dressed = `${this.language} ${this.theme}`;
    this.tools.setAttribute("aria-label", say("fit"));
    this.tools.replaceChildren(
      button("+", () => this.zoom(1.5), { "aria-label": say("zoomIn"), title: say("zoomIn") }),
      button("−", () => this.zoom(1 / 1.5), { "aria-label": say("zoomOut"), title: say("zoomOut") }),
      button("⤢", () => this.fit(), { "aria-label": say("fit"), title: say("fit") }),
    );
    const scroll = this.filtersAside.scrollTop;
    this.filtersAside.replaceChildren(...present([h("h2", {}, say("filters")), ...filterPanel(this)]));
    this.filtersAside.scrollTop = scroll;
    if (focused) /** @type {HTMLElement | null} */ (this.filtersAside.querySelector(`[data-filter="${focused}"]`))?.focus();
    this.dressCard();
  }

  dressBar() {
    const { say } = this;
    this.undoButton = button(say("undo"), () => this.undo());
    this.redoButton = button(say("redo"), () => this.redo());
    const box = searchBox(this, {
      label: say("searchName"), placeholder: say("search"), chosen: (node) => this.select({ kind: "entity", node }, { centre: true }),
    });
    this.searchInput = box.input;
    this.bar.replaceChildren(
      h("h1", {}, say("title")),
      box.element,
      h(
        "div",
        { class: "buttons" },
        button(say("filters"), () => this.toggle(this.filtersAside), { class: "phone" }),
        button(say("card"), () => this.toggle(this.cardAside), { class: "phone" }),
        this.undoButton,
        this.redoButton,
        this.downloads(),
        button(say("language"), () => this.setLanguage(this.language === "zh" ? "en" : "zh"), { lang: this.language === "zh" ? "en" : "zh-CN" }),
        button(say(this.theme === "light" ? "dark" : "light"), () => this.setTheme(this.theme === "light" ? "dark" : "light")),
        button(say("help"), () => this.help()),
      ),
    );
  }

  dressCard() {
    this.undoButton.disabled = !this.history.past.length;
    this.redoButton.disabled = !this.history.future.length;
    this.cardAside.replaceChildren(
      ...present([button("×", () => this.select({ kind: "none" }), { class: "close", "aria-label": this.say("close") }), ...card(this)]),
    );
    this.cardAside.scrollTop = 0;
  }

  /** On a phone one panel at a time lies over the picture. @param {HTMLElement} panel */
  toggle(panel) {
    const open = !panel.classList.contains("open");
    for (const one of [this.filtersAside, this.cardAside]) one.classList.toggle("open", open && one === panel);
  }

  get isPhone() {
    return matchMedia(PHONE).matches;
  }

  /** @param {string} name */
  isOpen(name) {
    return this.open.get(name) ?? name !== "relations";
  }

  /** @param {string} name @param {boolean} open */
  setOpen(name, open) {
    this.open.set(name, open);
  }

  downloads() {
    const { say } = this;
    const menu = h(
      "details",
      { class: "menu" },
      h("summary", {}, say("download")),
      h(
        "div",
        {},
        button(say("png"), () => this.canvas.toBlob((blob) => blob && save("graph.png", blob))),
        button(say("svg"), () => save("graph.svg", new Blob([svg(this.view(), this.painter.labels, say("title"))], { type: "image/svg+xml" }))),
        // The mark at the beginning tells spreadsheets that the file is UTF-8.
        button(say("csv"), () => save("facts.csv", new Blob(["\ufeff", csv(this.graph, this.shown)], { type: "text/csv" }))),
      ),
    );
    menu.addEventListener("click", (event) => {
      if (event.target instanceof HTMLButtonElement) menu.open = false;
    });
    menu.addEventListener("focusout", (event) => {
      if (!menu.contains(/** @type {Node | null} */ (event.relatedTarget))) menu.open = false;
    });
    return menu;
  }

  help() {
    const { say, helpDialog } = this;
    helpDialog.replaceChildren(
      h("h2", {}, say("keys")),
      h("dl", {}, keyList(this.language).flatMap(({ keys, does }) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, does)])),
      button(say("close"), () => helpDialog.close()),
    );
    helpDialog.setAttribute("aria-label", say("help"));
    helpDialog.showModal();
  }
}

/** @param {(Node | string | false | null | undefined)[]} children @returns {(Node | string)[]} */
function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter(Boolean));
}
