// Where a served graph comes from: parts of it by name, and things by words.
/** @import { Payload } from "./types.js" */

/** @typedef {{ id: string, name: string, kind: string }} Named */

export class Source {
  /** @param {string} parts @param {string} find @param {string} home */
  constructor(parts, find, home) {
    this.parts = parts;
    this.find = find;
    this.home = home;
    /** @type {Map<string, Promise<Payload>>} what was asked for, so that nothing is asked for twice */
    this.asked = new Map();
  }

  /** @param {{ around?: string, path?: string, fact?: string }} what @returns {Promise<Payload>} */
  part(what) {
    const query = String(new URLSearchParams(what));
    const known = this.asked.get(query);
    if (known) return known;
    const part = answered(`${this.parts}${query ? "?" : ""}${query}`);
    this.asked.set(query, part);
    part.catch(() => this.asked.delete(query));
    return part;
  }

  /** Things that words fit. @param {string} words @returns {Promise<Named[]>} */
  async named(words) {
    try {
      const rows = await answered(`${this.find}?${new URLSearchParams({ q: words })}`);
      return rows.filter((/** @type {Named} */ row) => row.kind !== "Article");
    } catch {
      return [];
    }
  }

  /** The page to read of a thing or an article. @param {"entity" | "article"} kind @param {string} id */
  page(kind, id) {
    return `${this.home}${kind}/${encodeURIComponent(id)}`;
  }
}

/** @param {string} address */
async function answered(address) {
  const answer = await fetch(address);
  const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
  const value = isJson ? await answer.json() : { error: (await answer.text()).trim() };
  if (!answer.ok) throw new Error(value.error ?? String(answer.status));
  return value;
}
