// The address of what is chosen, and the way to what an address names.
import { shortened } from "./labels.js";
import { format, parse } from "./links.js";

/** @typedef {import("./app.js").App} App */

/** The part of the address after #. @param {App} app */
export function addressOf(app) {
  const { nodes, facts } = app.graph.payload;
  const { selection } = app;
  const id = (/** @type {number} */ node) => (app.source ? app.named(node) : nodes.id[node]);
  if (selection.kind === "entity") return format({ entity: id(selection.node) });
  if (selection.kind === "path") return format({ path: [id(selection.from), id(selection.to)] });
  if (selection.kind === "edge") return format({ fact: facts.id[app.graph.edges[selection.edge].facts[0]] });
  return "";
}

/** Open what an address names, loading it first where the graph is served. @param {App} app @param {string} hash */
export async function go(app, hash) {
  const place = parse(hash);
  const node = async (/** @type {string} */ id) => {
    const found = await app.bring(id);
    if (found < 0) app.tell(app.say("gone", { name: shortened(id, 60) }), true);
    return found;
  };
  if (place.lang && place.lang !== app.language) app.setLanguage(place.lang);
  if (place.theme && place.theme !== app.theme) app.setTheme(place.theme);
  const around = place.around ? await node(place.around) : -1;
  if (around >= 0) await app.only(around);
  const chosen = place.entity ? await node(place.entity) : around;
  if (chosen >= 0) app.select({ kind: "entity", node: chosen }, { centre: around < 0, quiet: true });
  if (place.path) {
    const [from, to] = [await node(place.path[0]), await node(place.path[1])];
    if (from >= 0 && to >= 0) await app.path(from, to, { quiet: true });
  }
  if (place.fact) {
    const edge = await app.bringFact(place.fact);
    if (edge >= 0) app.select({ kind: "edge", edge }, { centre: true, quiet: true });
    else app.tell(app.say("gone", { name: shortened(place.fact, 60) }), true);
  }
}

/** @param {App} app */
export async function copyLink(app) {
  const link = location.href.split("#")[0] + addressOf(app);
  try {
    await navigator.clipboard.writeText(link);
    app.tell(app.say("copied"), true);
  } catch {
    // A page opened from a disk may not write to the clipboard in every browser: then the link is shown.
    app.tell(app.say("linkIs", { link }), true);
  }
}
