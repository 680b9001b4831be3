// Facts in lines: long lists a piece at a time, and what an edge says as a sentence.
import { button, h, name } from "./dom.js";

const AT_FIRST = 30;

/** @param {import("./app.js").App} app @param {number[]} items @param {(item: number) => Node} line */
export function longList(app, items, line) {
  const list = h("ul", { class: "facts" });
  const more = (/** @type {number} */ from) => {
    for (const item of items.slice(from, from + AT_FIRST)) list.append(h("li", {}, line(item)));
    const rest = items.length - from - AT_FIRST;
    if (rest <= 0) return;
    const item = h("li", {}, button(app.say("more", { count: rest }), () => { item.remove(); more(from + AT_FIRST); }, { class: "link" }));
    list.append(item);
  };
  more(0);
  return list;
}

/** @param {import("./app.js").App} app @param {number} index @returns {Node[]} */
export function sentenceOf(app, index) {
  const { graph } = app;
  const edge = graph.edges[index];
  const kind = graph.payload.modalities[edge.modality];
  return [
    name(app.short(edge.a, 60)),
    h("span", { class: `relation modality-${kind.id}` }, ` ${app.relationName(edge.relation, true)} `),
    name(app.short(edge.b, 60)),
    ...(kind.id === "Asserted" ? [] : [h("span", { class: "chip" }, kind[app.language])]),
  ];
}
