// A box with suggestions, usable with the keyboard alone (the combobox pattern of ARIA).
import { h, name } from "./dom.js";
import { suggest } from "./search.js";

let boxes = 0;

/**
 * @param {import("./app.js").App} app
 * @param {{ label: string, placeholder?: string, className?: string, chosen: (node: number) => void, keep?: boolean, initial?: string }} options
 */
export function searchBox(app, { label, placeholder = "", className = "", chosen, keep = false, initial = "" }) {
  const id = `suggestions-${boxes++}`;
  const { graph, say } = app;
  /** @type {import("./search.js").Suggestion[]} */
  let found = [];
  let active = -1;
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
  const choose = (/** @type {number} */ at) => {
    const one = found[at];
    if (!one) return;
    input.value = keep ? graph.payload.nodes.names[one.node][0] : "";
    close();
    chosen(one.node);
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
  const update = () => {
    found = suggest(graph, app.entries, input.value);
    list.replaceChildren(
      ...found.map((one, at) => {
        const label = graph.payload.nodes.names[one.node][0];
        return h(
          "li",
          { role: "option", id: `${id}-${at}`, "aria-selected": "false", onpointerdown: (/** @type {Event} */ event) => { event.preventDefault(); choose(at); } },
          app.swatch(one.node),
          name(label.slice(0, 120)),
          one.name !== label && h("span", { class: "quiet" }, name(one.name.slice(0, 80))),
          h("span", { class: "quiet count" }, app.typeName(one.node)),
        );
      }),
    );
    if (input.value.trim() && !found.length) {
      list.append(h("li", { role: "option", "aria-disabled": "true", class: "quiet" }, say("nothing")));
    }
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (found.length) mark(0);
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
