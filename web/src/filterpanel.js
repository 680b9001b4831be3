// The legend, which is also the filter: what a row names is shown or left out by its box.
/** @import { Filters, State } from "./types.js" */
import { button, h, name } from "./dom.js";
import { PALETTES, family, shapeOf } from "./palette.js";
import { groupColour } from "./scene.js";
import { NO_FILTERS, toggled } from "./state.js";
import { swatch, stroke } from "./swatches.js";
import { histogram, monthText } from "./time.js";

/** @typedef {"types" | "relations" | "modalities" | "groups"} SetName */

const GROUPS_LISTED = 30;

/** @param {import("./app.js").App} app @returns {(Node | string | false)[]} */
export function filterPanel(app) {
  const { graph, say, language } = app;
  const palette = PALETTES[app.theme];
  const { filters } = app.history.present;
  const { facts, types, relations, modalities } = graph.payload;
  const perType = counts(types.length, graph.type);
  const perRelation = counts(relations.length, facts.relation);
  const perModality = counts(modalities.length, facts.modality);
  const rows = (/** @type {SetName} */ set, /** @type {{ label: string, mark: Node, count: number }[]} */ all) =>
    group(app, set, all);
  return [
    h("div", { class: "row" }, button(say("reset"), () => app.filter(NO_FILTERS)), button(say("showAll"), () => app.showAll())),
    ...rows("types", types.map((one, at) => ({ label: one[language], mark: swatch(shapeOf(one.id), palette.types[at]), count: perType[at] }))),
    ...rows(
      "relations",
      relations.map((one, at) => ({ label: one[language], mark: stroke([], palette.families[family(one.id)]), count: perRelation[at] })),
    ),
    ...rows("modalities", modalities.map((one, at) => ({ label: one[language], mark: stroke(at, palette.ink), count: perModality[at] }))),
    confidence(app, filters),
    timeRange(app, filters),
    h(
      "label",
      { class: "check" },
      h("input", { type: "checkbox", checked: filters.loose, onchange: (/** @type {Event} */ event) => app.filter({ ...filters, loose: checked(event) }) }),
      say("loose"),
    ),
    appearance(app),
    ...(app.history.present.colour === "group"
      ? rows(
          "groups",
          graph.payload.groups.slice(0, GROUPS_LISTED).map((one, at) => ({
            label: one.name,
            mark: swatch("circle", palette.groups[groupColour(at, palette)]),
            count: one.members.length,
          })),
        )
      : []),
  ];
}

/** @param {number} length @param {ArrayLike<number>} values */
function counts(length, values) {
  const found = Array(length).fill(0);
  for (let at = 0; at < values.length; at++) found[values[at]]++;
  return found;
}

/** @param {Event} event */
const checked = (event) => /** @type {HTMLInputElement} */ (event.target).checked;

/** @param {import("./app.js").App} app @param {SetName} set @param {{ label: string, mark: Node, count: number }[]} all */
function group(app, set, all) {
  const { say } = app;
  const { filters } = app.history.present;
  const present = all.map((one, at) => ({ ...one, at })).filter((one) => one.count > 0);
  if (!present.length) return [];
  const left = filters[set];
  return [
    h(
      "details",
      { open: app.isOpen(set), ontoggle: (/** @type {Event} */ event) => app.setOpen(set, /** @type {HTMLDetailsElement} */ (event.target).open) },
      h("summary", {}, h("h3", {}, say(set))),
      h(
        "fieldset",
        {},
        h("legend", { class: "unseen" }, say(set)),
        h(
          "div",
          { class: "row" },
          button(say("all"), () => app.filter({ ...filters, [set]: new Set() }), { class: "link" }),
          button(say("none"), () => app.filter({ ...filters, [set]: new Set(present.map((one) => one.at)) }), { class: "link" }),
        ),
        ...present.map((one) =>
          h(
            "label",
            { class: "check" },
            h("input", {
              type: "checkbox", checked: !left.has(one.at), "data-filter": `${set}:${one.at}`,
              onchange: () => app.filter({ ...app.history.present.filters, [set]: toggled(app.history.present.filters[set], one.at) }),
            }),
            one.mark,
            name(one.label, "label"),
            h("span", { class: "quiet count" }, one.count.toLocaleString()),
          ),
        ),
      ),
    ),
  ];
}

/** @param {import("./app.js").App} app @param {Filters} filters */
function confidence(app, filters) {
  // Not an <output>: the label would name that instead of the slider.
  const output = h("span", { class: "output" }, filters.confidence.toFixed(2));
  return h(
    "label",
    { class: "slider" },
    h("span", {}, app.say("confidence"), " ", output),
    h("input", {
      type: "range", min: "0", max: "1", step: "0.05", value: String(filters.confidence), "data-filter": "confidence",
      oninput: (/** @type {Event} */ event) => {
        const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
        output.textContent = value.toFixed(2);
        app.filter({ ...app.history.present.filters, confidence: value }, "confidence");
      },
    }),
  );
}

/** Bars of how many facts there are over time, and two sliders that say which of them are shown. @param {import("./app.js").App} app @param {Filters} filters */
function timeRange(app, filters) {
  const { say } = app;
  const told = histogram(app.graph.from);
  if (!told) return false;
  const { first, last, counts: bars, width } = told;
  const from = filters.from ?? first;
  const to = filters.to ?? last;
  const most = Math.max(...bars);
  const chart = h("div", { class: "bars", role: "img", "aria-label": `${say("time")}: ${monthText(first)} – ${monthText(last)}` });
  const paint = (/** @type {number} */ low, /** @type {number} */ high) =>
    chart.replaceChildren(
      ...bars.map((count, at) => {
        const month = first + at * width;
        const inside = month + width - 1 >= low && month <= high;
        const title = `${width === 12 ? Math.floor(month / 12) : monthText(month)}: ${count}`;
        return h("span", { class: inside ? "in" : "", title, style: `height:${count ? Math.max(6, (100 * count) / most) : 0}%` });
      }),
    );
  paint(from, to);
  const output = h("output", {}, `${monthText(from)} – ${monthText(to)}`);
  const slide = (/** @type {"from" | "to"} */ end, /** @type {number} */ start) =>
    h("input", {
      type: "range", min: String(first), max: String(last), step: "1", value: String(start), "aria-label": `${say("time")}: ${say(end === "from" ? "timeFrom" : "timeTo")}`,
      "aria-valuetext": monthText(start), "data-filter": end,
      oninput: (/** @type {Event} */ event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        const value = Number(input.value);
        const now = app.history.present.filters;
        let [low, high] = end === "from" ? [value, now.to ?? last] : [now.from ?? first, value];
        if (low > high) [low, high] = [value, value];
        input.setAttribute("aria-valuetext", monthText(value));
        output.textContent = `${monthText(low)} – ${monthText(high)}`;
        paint(low, high);
        app.filter({ ...now, from: low <= first ? null : low, to: high >= last ? null : high }, "time");
      },
    });
  return h(
    "fieldset",
    { class: "time" },
    h("legend", {}, say("time"), " ", output),
    chart,
    slide("from", from),
    slide("to", to),
    h(
      "label",
      { class: "check" },
      h("input", {
        type: "checkbox", checked: filters.undated, "data-filter": "undated",
        onchange: (/** @type {Event} */ event) => app.filter({ ...app.history.present.filters, undated: checked(event) }),
      }),
      say("undated"),
    ),
  );
}

/** @param {import("./app.js").App} app */
function appearance(app) {
  const { say } = app;
  const state = app.history.present;
  /** @template {"colour" | "size"} K @param {K} part @param {import("./words.js").Word} label @param {[State[K], import("./words.js").Word][]} options */
  const choice = (part, label, options) =>
    h(
      "label",
      { class: "choice" },
      say(label),
      h(
        "select",
        {
          "data-look": part,
          onchange: (/** @type {Event} */ event) => app.change({ ...app.history.present, [part]: /** @type {HTMLSelectElement} */ (event.target).value }),
        },
        options.map(([value, word]) => h("option", { value, selected: state[part] === value }, say(word))),
      ),
    );
  return h(
    "fieldset",
    {},
    h("legend", {}, say("appearance")),
    choice("colour", "colourBy", [["type", "byType"], ["group", "byGroup"]]),
    choice("size", "sizeBy", [["degree", "byDegree"], ["rank", "byRank"], ["same", "bySame"]]),
  );
}
