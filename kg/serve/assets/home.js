// Asking and finding on the home page. Answers are set as text, never as HTML.
"use strict";

async function answered(path, words) {
  const answer = await fetch(`${path}?${new URLSearchParams({ q: words })}`);
  const isJson = (answer.headers.get("Content-Type") || "").includes("json");
  const value = isJson ? await answer.json() : { error: (await answer.text()).trim() };
  if (!answer.ok) throw new Error(value.error || String(answer.status));
  return value;
}

function element(name, text, kind = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function thing(iri, label) {
  const link = element("a", label);
  link.href = `/thing?${new URLSearchParams({ name: iri })}`;
  return link;
}

function answers(told) {
  const parts = [];
  if (told.understood) parts.push(element("p", told.understood, "quiet"));
  if (told.trouble) parts.push(element("p", told.trouble));
  const list = document.createElement("ul");
  list.className = "facts";
  for (const row of told.answers) {
    const item = document.createElement("li");
    item.append(row.answer_iri ? thing(row.answer_iri, row.answer) : element("b", row.answer));
    if (row.number !== undefined) item.append(` ${row.number}`);
    if (row.sentence) item.append(element("blockquote", row.sentence));
    list.append(item);
  }
  for (const offer of told.offers || []) list.append(element("li", offer, "quiet"));
  return [...parts, list];
}

function found(rows) {
  const list = document.createElement("ul");
  for (const row of rows) {
    const item = document.createElement("li");
    item.append(row.kind === "Article" ? element("span", row.name) : thing(row.id, row.name));
    item.append(" ", element("span", `${row.kind} · ${row.by}`, "quiet"));
    list.append(item);
  }
  return [list];
}

function wired(form, path, into, shown) {
  document.getElementById(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    const room = document.getElementById(into);
    room.replaceChildren(element("p", "…", "quiet"));
    try {
      room.replaceChildren(...shown(await answered(path, new FormData(event.target).get("q"))));
    } catch (error) {
      room.replaceChildren(element("p", error.message, "error"));
    }
  });
}

wired("ask", "/api/ask", "answers", answers);
wired("find", "/api/find", "found", found);
