// Finding things by any name, by pinyin, by initials, by code.
/** @import { Graph } from "./types.js" */

/** @typedef {{ node: number, name: string, key: string, syllables: string, sound: string, initials: string }} Entry */
/** @typedef {{ node: number, name: string, score: number }} Suggestion */

/** What two writings of one name have in common. @param {string} text */
export function key(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s《》“”"'‘’「」]/gu, "");
}

/** @param {Graph} graph @returns {Entry[]} */
export function index(graph) {
  const { names, sounds, codes } = graph.payload.nodes;
  /** @type {Entry[]} */
  const entries = [];
  for (let node = 0; node < graph.count; node++) {
    names[node].forEach((name, at) => {
      const syllables = sounds[node][at];
      const parts = syllables ? syllables.split(" ") : [];
      const initials = parts.map((part) => part[0]).join("");
      entries.push({ node, name, key: key(name), syllables, sound: parts.join(""), initials });
    });
    for (const code of codes[node]) {
      entries.push({ node, name: code, key: key(code), syllables: "", sound: "", initials: "" });
    }
  }
  return entries;
}

/** How well a name fits, 0 where it does not. @param {Entry} entry @param {string} asked */
export function fit(entry, asked) {
  const share = asked.length / Math.max(entry.key.length, 1);
  if (entry.key === asked) return 100;
  if (entry.key.startsWith(asked)) return 80 + 10 * share;
  if (entry.initials === asked || entry.sound === asked) return 75;
  if (entry.initials && entry.initials.startsWith(asked)) return 60 + asked.length / entry.initials.length;
  if (entry.sound && entry.sound.startsWith(asked)) return 58 + asked.length / entry.sound.length;
  if (entry.key.includes(asked)) return 50 + 5 * share;
  if (entry.syllables && asked.length > 1 && atSyllable(entry.syllables, asked)) return 40;
  if (entry.initials && asked.length > 2 && entry.initials.includes(asked)) return 35;
  return 0;
}

/** Whether the letters begin at a syllable: "guoji" is in "zhong xin guo ji". @param {string} syllables @param {string} asked */
function atSyllable(syllables, asked) {
  const parts = syllables.split(" ");
  return parts.some((_, at) => parts.slice(at).join("").startsWith(asked));
}

/** @param {Graph} graph @param {Entry[]} entries @param {string} words @param {number} limit @returns {Suggestion[]} */
export function suggest(graph, entries, words, limit = 12) {
  const asked = key(words);
  if (!asked) return [];
  /** @type {Map<number, Suggestion>} */
  const best = new Map();
  for (const entry of entries) {
    const score = fit(entry, asked);
    if (score > (best.get(entry.node)?.score ?? 0)) best.set(entry.node, { node: entry.node, name: entry.name, score });
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score || graph.degree[b.node] - graph.degree[a.node] || a.node - b.node)
    .slice(0, limit);
}
