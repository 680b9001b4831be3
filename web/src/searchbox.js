// A box with suggestions, usable with the keyboard alone (the combobox pattern of ARIA).
import { h, name } from "./dom.js";
import { suggest } from "./search.js";

/** @typedef {{ node: number, id: string, label: string, name: string, type: string }} Offer a thing; node is -1 where it is not loaded */

let boxes = 0;

/** @param {import("./app.js").App} app @param {string} words @returns {Offer[]} */
function offers(app, words) {
  const { names, id } = app.graph.payload.nodes;
  return suggest(app.graph, app.entries, words).map(({ node, name }) => ({
    node, name, id: id[node], label: names[node][0], type: app.typeName(node),
  }));
}

/** @param {import("./app.js").App} app @param {string} words @param {Offer[]} known @returns {Promise<Offer[]>} */
async function furtherOffers(app, words, known) {
  const rows = (await app.source?.named(words)) ?? [];
  const listed = new Set(known.map((one) => one.id));
  const types = new Map(app.graph.payload.types.map((type) => [type.id, type[app.language]]));
  return rows
    .filter((row) => !listed.has(row.id))
    .slice(0, 12)
    .map((row) => ({
      node: app.graph.byId.get(row.id) ?? -1, id: row.id, label: row.name, name: row.name, type: types.get(row.kind) ?? row.kind,
    }));
}

/**
 * @param {import("./app.js").App} app
 * @param {{ label: string, placeholder?: string, className?: string, chosen: (node: number) => void, keep?: boolean, initial?: string }} options
 */
export function searchBox(app, { label, placeholder = "", className = "", chosen, keep = false, initial = "" }) {
  const id = `suggestions-${boxes++}`;
  const { say } = app;
  /** @type {Offer[]} */
  let found = [];
  let active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const list = h("ul", { id, role: "listbox", "aria-label": say("suggestions"), hidden: true });
  const input = h("input", {
    type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-label": label, placeholder, maxlength: 200,
    "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list", value: initial,
  });
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const choose = async (/** @type {number} */ at) => {
    const one = found[at];
    if (!one) return;
    input.value = keep ? one.label : "";
    close();
    const node = one.node < 0 ? await app.bring(one.id) : one.node;
    if (node >= 0) chosen(node);
  };
  const mark = (/** @type {number} */ at) => {
    active = at;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    const item = list.children[at];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }
  };
  const relist = () => {
    list.replaceChildren(
      ...found.map((one, at) =>
        h(
          "li",
          { role: "option", id: `${id}-${at}`, "aria-selected": "false", onpointerdown: (/** @type {Event} */ event) => { event.preventDefault(); choose(at); } },
          one.node >= 0 && app.swatch(one.node),
          name(one.label.slice(0, 120)),
          one.name !== one.label && h("span", { class: "quiet" }, name(one.name.slice(0, 80))),
          h("span", { class: "quiet count" }, one.type),
        ),
      ),
    );
    if (input.value.trim() && !found.length) {
      list.append(h("li", { role: "option", "aria-disabled": "true", class: "quiet" }, say("nothing")));
    }
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (found.length) mark(0);
  };
  const update = () => {
    found = offers(app, input.value);
    relist();
    clearTimeout(timer);
    if (app.source && input.value.trim()) timer = setTimeout(ask, 150);
  };
  // What is not loaded yet comes after what is.
  const ask = async () => {
    const words = input.value;
    const more = await furtherOffers(app, words, found);
    if (words !== input.value || document.activeElement !== input || !more.length) return;
    found = [...found, ...more];
    relist();
  };
  input.addEventListener("input", update);
  input.addEventListener("focus", () => input.value.trim() && !keep && update());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) update();
      else if (found.length) mark((active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      choose(Math.max(active, 0));
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.blur();
      close();
    }
  });
  return { element: h("div", { class: `searchbox ${className}`, role: "search" }, input, list), input };
}
