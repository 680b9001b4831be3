// What the side shows: an overview, a thing, a line, or a path.
import { button, h, link, name } from "./dom.js";
import { evidence } from "./evidence.js";
import { neighbours, other } from "./graph.js";
import { longList, sentenceOf } from "./lines.js";
import { pathCard, pathForm } from "./pathcard.js";

/** @param {import("./app.js").App} app @returns {(Node | string | false)[]} */
export function card(app) {
  const { selection } = app;
  if (selection.kind === "entity") return entityCard(app, selection.node);
  if (selection.kind === "edge") return edgeCard(app, selection.edge);
  if (selection.kind === "path") return pathCard(app, selection);
  return overview(app);
}

/** @param {import("./app.js").App} app @param {number} node */
function entityCard(app, node) {
  const { graph, say, history } = app;
  const { names, codes, types } = graph.payload.nodes;
  const start = app.pathStart;
  const pinned = history.present.pins.has(node);
  const group = graph.group[node];
  const all = names[node];
  const act = (/** @type {import("./words.js").Word} */ word, /** @type {() => void} */ does) => button(say(word), does);
  return [
    h("h2", { tabindex: "-1" }, app.swatch(node), name(all[0])),
    h("p", { class: "quiet" }, types[node].map((type) => graph.payload.types[type][app.language]).join(" · ")),
    h(
      "dl",
      { class: "about" },
      all.length > 1 && h("dt", {}, say("aliases")),
      all.length > 1 && h("dd", {}, all.slice(1, 40).flatMap((alias, at) => [at ? " · " : "", name(alias)])),
      codes[node].length > 0 && h("dt", {}, say("codes")),
      codes[node].length > 0 && h("dd", {}, codes[node].flatMap((code, at) => [at ? " · " : "", name(code)])),
      group >= 0 && h("dt", {}, say("group")),
      group >= 0 && h("dd", {}, name(graph.payload.groups[group].name)),
      h("dt", {}, "IRI"),
      h("dd", { class: "iri" }, app.iri(node)),
    ),
    h(
      "div",
      { class: "actions", role: "group", "aria-label": all[0].slice(0, 60) },
      act("expand", () => app.expand(node)),
      act("collapse", () => app.collapse(node)),
      act("only", () => app.only(node)),
      act(pinned ? "unpin" : "pin", () => app.togglePin(node)),
      act("hide", () => app.hide(node)),
      act("pathFrom", () => app.startPath(node)),
      start >= 0 && start !== node && button(say("pathTo", { name: app.short(start) }), () => app.path(start, node), { class: "primary" }),
      act("copyLink", () => app.copyLink()),
      app.source && link(app.source.page("entity", app.named(node)), say("page")),
    ),
    ...notLoaded(app, node),
    ...factsOf(app, node),
  ];
}

/** How much of a served graph is still to come. @param {import("./app.js").App} app @param {number} node */
function notLoaded(app, node) {
  const left = app.source ? app.graph.degree[node] - neighbours(app.graph, node).size : 0;
  return left > 0 ? [h("p", { class: "quiet" }, app.say("notLoaded", { count: left }))] : [];
}

/** Facts by relation and direction, those with most evidence first. @param {import("./app.js").App} app @param {number} node */
function factsOf(app, node) {
  const { graph, say } = app;
  /** @type {Map<string, number[]>} */
  const byRelation = new Map();
  let left = 0;
  for (const index of graph.at[node]) {
    const edge = graph.edges[index];
    const passing = edge.facts.filter((fact) => app.shown.facts[fact]).length;
    left += edge.facts.length - passing;
    if (!passing) continue;
    const title = app.relationName(edge.relation, edge.a === node);
    const same = byRelation.get(title);
    if (same) same.push(index);
    else byRelation.set(title, [index]);
  }
  const sections = [...byRelation].sort((a, b) => b[1].length - a[1].length);
  return [
    ...sections.map(([title, edges]) => {
      edges.sort((a, b) => graph.edges[b].facts.length - graph.edges[a].facts.length || graph.edges[a].modality - graph.edges[b].modality);
      return h(
        "section",
        {},
        h("h3", {}, title, " ", h("span", { class: "quiet count" }, String(edges.length))),
        longList(app, edges, (edge) => factLine(app, edge, other(graph.edges[edge], node))),
      );
    }),
    left > 0 && h("p", { class: "quiet" }, say("filteredOut", { count: left })),
    !sections.length && !left && h("p", { class: "quiet" }, say("noFacts")),
  ];
}

/** @param {import("./app.js").App} app @param {number} edge @param {number} end */
function factLine(app, edge, end) {
  const { graph } = app;
  const { facts: ids, modality } = graph.edges[edge];
  const { facts, modalities } = graph.payload;
  const shown = ids.filter((fact) => app.shown.facts[fact]);
  const first = shown[0];
  const kind = modalities[modality];
  const details = h(
    "details",
    { class: `fact modality-${kind.id}` },
    h(
      "summary",
      {},
      name(app.short(end, 60), "end"),
      kind.id !== "Asserted" && h("span", { class: "chip" }, kind[app.language]),
      facts.title[first] && h("span", { class: "quiet" }, name(facts.title[first])),
      facts.amountText[first] && h("span", { class: "quiet" }, name(facts.amountText[first])),
      facts.time[first] && h("span", { class: "quiet" }, facts.time[first]),
      shown.length > 1 && h("span", { class: "quiet" }, `×${shown.length}`),
    ),
  );
  // Evidence is made when it is asked for: a hub has thousands of facts.
  details.addEventListener("toggle", () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(
      h("p", { class: "goto" }, goTo(app, end)),
      longList(app, shown, (fact) => evidence(app, fact)),
    );
  });
  return details;
}

/** @param {import("./app.js").App} app @param {number} node */
function goTo(app, node) {
  return button(["→ ", name(app.short(node, 60))], () => app.select({ kind: "entity", node }, { centre: true }), { class: "link" });
}

/** @param {import("./app.js").App} app @param {number} index */
function edgeCard(app, index) {
  const { graph, say } = app;
  const edge = graph.edges[index];
  const shown = edge.facts.filter((fact) => app.shown.facts[fact]);
  return [
    h("h2", { tabindex: "-1" }, ...sentenceOf(app, index)),
    h("p", { class: "quiet" }, say("sources", { count: shown.length })),
    h("p", { class: "goto" }, goTo(app, edge.a), " ", goTo(app, edge.b)),
    h("div", { class: "actions" }, button(say("copyLink"), () => app.copyLink())),
    longList(app, shown, (fact) => evidence(app, fact)),
  ];
}

/** @param {import("./app.js").App} app */
function overview(app) {
  const { graph, say } = app;
  const { facts, articles } = graph.payload;
  const top = app.scene.byImportance.length ? [...app.shown.nodes].sort((a, b) => graph.degree[b] - graph.degree[a] || a - b).slice(0, 20) : [];
  return [
    h("h2", { tabindex: "-1" }, say("overview")),
    h(
      "p",
      {},
      `${say(app.source ? "loaded" : "inGraph")}: ${graph.count.toLocaleString()} ${say("things")} · ${facts.id.length.toLocaleString()} ${say("facts")} · ${articles.length.toLocaleString()} ${say("articles")}`,
    ),
    facts.id.length === 0 && h("p", { class: "warning" }, say("empty")),
    ...pathForm(app, app.pathStart, -1),
    h("h3", {}, say("mostConnected")),
    h(
      "ol",
      { class: "top" },
      top.map((node) => {
        const link = button([app.swatch(node), name(app.short(node, 40))], () => app.select({ kind: "entity", node }, { centre: true }), { class: "link" });
        return h("li", {}, link, " ", h("span", { class: "quiet count" }, String(graph.degree[node])));
      }),
    ),
  ];
}
