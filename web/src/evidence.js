// A fact with what proves it: the sentence with both names marked, the article, and what it adds.
import { button, h, link, name } from "./dom.js";
import { marked } from "./marking.js";

/** @param {import("./app.js").App} app @param {number} fact */
export function evidence(app, fact) {
  const { graph, say } = app;
  const { facts, nodes, sentences, articles, modalities } = graph.payload;
  const article = articles[facts.article[fact]];
  const pieces = marked(sentences[facts.sentence[fact]], nodes.names[facts.subject[fact]], nodes.names[facts.object[fact]]);
  const amount = facts.amountText[fact] || facts.amount[fact];
  const percent = facts.percent[fact];
  const product = facts.product[fact];
  /** @type {[import("./words.js").Word, string][]} */
  const told = [
    ["modality", modalities[facts.modality[fact]][app.language]],
    ["confidenceIs", `${Math.round(facts.confidence[fact] * 100)}%`],
    ["amount", facts.amount[fact] && facts.amount[fact] !== amount ? `${amount} (${grouped(facts.amount[fact])})` : amount],
    ["percent", percent === null ? "" : `${+(percent * 100).toFixed(4)}%`],
    ["when", [facts.time[fact], facts.timeText[fact] && facts.timeText[fact] !== facts.time[fact] ? `(${facts.timeText[fact]})` : ""].join(" ").trim()],
    ["post", facts.title[fact]],
    ["article", article.title],
    ["issued", article.issued],
    ["section", article.section],
    ["source", article.source],
  ];
  const page = app.source && article.title ? `${app.source.page("article", article.id)}#${facts.id[fact]}` : "";
  const shown = (/** @type {string} */ word, /** @type {string} */ value) => (word === "article" && page ? link(page, name(value)) : name(value));
  return h(
    "article",
    { class: `evidence modality-${modalities[facts.modality[fact]].id}`, "data-fact": facts.id[fact] },
    h(
      "blockquote",
      { dir: "auto" },
      pieces.map(({ text, role }) => (role ? h("mark", { class: role, title: say(role) }, text) : text)),
    ),
    h(
      "dl",
      {},
      told.filter(([, value]) => value).map(([word, value]) => [h("dt", {}, say(word)), h("dd", {}, shown(word, value))]).flat(),
      product >= 0 && h("dt", {}, say("product")),
      product >= 0 && h("dd", {}, button(name(nodes.names[product][0]), () => app.select({ kind: "entity", node: product }), { class: "link" })),
    ),
  );
}

/** "2000000000 CNY" with its digits in groups. @param {string} amount */
export function grouped(amount) {
  const [number, currency = ""] = amount.split(" ");
  const [whole, part] = number.split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  return currency ? `${text} ${currency}` : text;
}
