// Results as a table that can be sorted, or as Turtle. Values are set as text, never as HTML.
"use strict";

function shownTerm(term) {
  if (!term) return document.createTextNode("");
  if (term.type === "uri") return linked(term.value);
  const text = term.type === "triple" ? written(term) : term.value;
  const span = document.createElement("span");
  span.textContent = text;
  if (term["xml:lang"]) span.lang = term["xml:lang"];
  if (term.datatype) span.title = term.datatype;
  return span;
}

function written(term) {
  if (term.type !== "triple") return term.type === "uri" ? `<${term.value}>` : term.value;
  const { subject, predicate, object } = term.value;
  return `<<( ${written(subject)} ${written(predicate)} ${written(object)} )>>`;
}

function linked(iri) {
  const link = document.createElement("a");
  link.textContent = iri.replace(/^https:\/\/w3id\.org\/industry-kg\/(?:id\/|ontology#)/u, "");
  link.title = iri;
  link.href = "/query?" + new URLSearchParams({ query: `DESCRIBE <${iri}>` });
  return link;
}

function plainValue(term) {
  return term ? (term.type === "triple" ? written(term) : term.value) : "";
}

const words = new Intl.Collator("zh", { numeric: true });

function compared(one, other) {
  const [a, b] = [plainValue(one), plainValue(other)];
  const [x, y] = [Number(a), Number(b)];
  if (a !== "" && b !== "" && Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return words.compare(a, b);
}

function table(names, rows) {
  const frame = document.createElement("div");
  frame.className = "scroll";
  frame.tabIndex = 0;
  const grid = document.createElement("table");
  const head = grid.createTHead().insertRow();
  const body = grid.createTBody();
  const draw = (listed) => {
    const lines = listed.map((row) => {
      const line = document.createElement("tr");
      for (const name of names) line.insertCell().append(shownTerm(row[name]));
      return line;
    });
    body.replaceChildren(...lines);
  };
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      const upwards = cell.getAttribute("aria-sort") !== "ascending";
      for (const other of head.cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", upwards ? "ascending" : "descending");
      const sorted = [...rows].sort((a, b) => compared(a[name], b[name]));
      draw(upwards ? sorted : sorted.reverse());
    });
    cell.append(button);
    head.append(cell);
  }
  draw(rows);
  frame.append(grid);
  return frame;
}

function turtle(text) {
  const block = document.createElement("pre");
  block.className = "turtle";
  coloured(text, block);
  return block;
}

function saved(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
