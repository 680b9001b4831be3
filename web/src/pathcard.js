// How two things are connected: the way between them, and the boxes to ask for one.
/** @import { Selection } from "./types.js" */
import { button, h } from "./dom.js";
import { evidence } from "./evidence.js";
import { longList, sentenceOf } from "./lines.js";
import { searchBox } from "./searchbox.js";

/** @param {import("./app.js").App} app @param {Extract<Selection, { kind: "path" }>} path */
export function pathCard(app, path) {
  const { say } = app;
  const ends = { from: app.short(path.from), to: app.short(path.to), count: path.edges.length };
  if (!path.nodes.length) return [h("h2", { tabindex: "-1" }, say("path")), h("p", { class: "warning" }, say("noPath", ends)), ...pathForm(app, path.from, path.to)];
  return [
    h("h2", { tabindex: "-1" }, say("path")),
    h("p", {}, say("pathSteps", ends)),
    h("div", { class: "actions" }, button(say("copyLink"), () => app.copyLink())),
    h(
      "ol",
      { class: "steps" },
      path.edges.map((edge) => {
        const shown = app.graph.edges[edge].facts.filter((fact) => app.shown.facts[fact]);
        return h("li", {}, h("p", {}, ...sentenceOf(app, edge)), longList(app, shown, (fact) => evidence(app, fact)));
      }),
    ),
    ...pathForm(app, path.from, path.to),
  ];
}

/** @param {import("./app.js").App} app @param {number} from @param {number} to */
export function pathForm(app, from, to) {
  const { say } = app;
  const ends = [from, to];
  const box = (/** @type {0 | 1} */ at) =>
    searchBox(app, {
      label: say(at ? "pathEnd" : "pathStart"),
      placeholder: say(at ? "pathEnd" : "pathStart"),
      keep: true,
      initial: ends[at] >= 0 ? app.short(ends[at], 60) : "",
      chosen: (node) => {
        ends[at] = node;
        if (at === 0) app.pathStart = node;
      },
    }).element;
  return [
    h("h3", {}, say("pathHelp")),
    h(
      "div",
      { class: "pathform" },
      box(0),
      box(1),
      button(say("pathFind"), () => ends[0] >= 0 && ends[1] >= 0 && app.path(ends[0], ends[1]), { class: "primary" }),
    ),
  ];
}
