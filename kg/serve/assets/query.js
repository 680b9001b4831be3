// The query page: editing, running, keeping queries in this browser.
"use strict";

const $ = (id) => document.getElementById(id);
const KEPT = "kg-queries";
const FIRST = "SELECT ?subject ?relation ?object ?evidence WHERE {\n  ?fact a ikg:Fact ;\n        rdf:subject/skos:prefLabel ?subject ;\n        rdf:predicate ?relation ;\n        rdf:object/skos:prefLabel ?object ;\n        ikg:evidence ?evidence\n}\nLIMIT 50";
const area = $("query");
let draw = () => {};

function put(text) {
  area.value = text;
  draw();
}

function keptQueries() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) || "{}");
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

function keep(queries) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(queries));
  } catch {
    said("this browser keeps nothing 浏览器未允许保存", true);
  }
  listKept();
}

function listed(select, names) {
  select.replaceChildren(select.options[0], ...names.map((name) => new Option(name, name)));
}

const listKept = () => listed($("saved"), Object.keys(keptQueries()).sort());

function said(text, isError = false) {
  $("status").textContent = text;
  $("status").className = isError ? "error" : "quiet";
}

async function asked(accept) {
  const answer = await fetch("/sparql", {
    method: "POST",
    headers: { Accept: accept, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ query: area.value }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim() || String(answer.status));
  return { text, type: answer.headers.get("Content-Type") || "", cut: answer.headers.get("KG-Cut") };
}

async function run() {
  $("run").disabled = true;
  said("…");
  const started = performance.now();
  try {
    const { text, type, cut } = await asked("application/sparql-results+json, text/turtle;q=0.9");
    const took = `${Math.round(performance.now() - started)} ms`;
    const more = cut ? ` · cut at ${cut}, there is more 已截断` : "";
    if (type.includes("json")) {
      const found = JSON.parse(text);
      const isAsk = "boolean" in found;
      const names = isAsk ? ["answer"] : found.head.vars;
      const rows = isAsk ? [{ answer: { type: "literal", value: String(found.boolean) } }] : found.results.bindings;
      $("result").replaceChildren(table(names, rows));
      said(`${rows.length} ${rows.length === 1 ? "row" : "rows"} 行 · ${took}${more}`);
    } else {
      $("result").replaceChildren(turtle(text));
      said(took + more);
    }
    $("csv").disabled = !type.includes("json");
    $("json").disabled = false;
  } catch (error) {
    $("result").replaceChildren();
    said(error.message, true);
  } finally {
    $("run").disabled = false;
  }
}

async function download(accept, name) {
  try {
    const { text, type } = await asked(accept);
    saved(text, name, type);
  } catch (error) {
    said(error.message, true);
  }
}

async function start() {
  draw = edited(area, $("shown"));
  put(new URLSearchParams(location.search).get("query") || FIRST);
  listKept();
  const examples = await (await fetch("/assets/examples.json")).json();
  listed($("examples"), Object.keys(examples));
  $("examples").addEventListener("change", (event) => event.target.value && put(examples[event.target.value]));
}

$("saved").addEventListener("change", (event) => {
  const kept = keptQueries();
  if (Object.hasOwn(kept, event.target.value)) put(String(kept[event.target.value]));
});
$("save").addEventListener("click", () => {
  const name = (prompt("Name 名称", $("saved").value) || "").trim();
  if (!name) return;
  keep({ ...keptQueries(), [name]: area.value });
  $("saved").value = name;
});
$("forget").addEventListener("click", () => {
  const { [$("saved").value]: _, ...others } = keptQueries();
  keep(others);
});
$("run").addEventListener("click", run);
$("csv").addEventListener("click", () => download("text/csv", "result.csv"));
$("json").addEventListener("click", () =>
  download("application/sparql-results+json, application/ld+json;q=0.9", "result.json"),
);
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
start();
