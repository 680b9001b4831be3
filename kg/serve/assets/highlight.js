// SPARQL in colours: a layer of coloured text lies under a text area whose own text is transparent.
"use strict";

const PIECES = new RegExp(
  [
    String.raw`(?<comment>#[^\n\r]*)`,
    String.raw`(?<string>"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`,
    String.raw`(?<iri><[^<>"{}|^\x60\\\s]*>)`,
    String.raw`(?<variable>[?$][\p{L}\p{N}_]+)`,
    String.raw`(?<name>[\p{L}\p{N}_.-]*:[\p{L}\p{N}_.%-]*)`,
    String.raw`(?<number>\b\d+(?:\.\d+)?\b)`,
    String.raw`(?<word>\p{L}+)`,
  ].join("|"),
  "gu",
);
const KEYWORDS = new Set(
  ("ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COPY COUNT " +
    "CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP EXISTS FILTER FLOOR FROM GRAPH GROUP " +
    "GROUP_CONCAT HAVING IF IN INSERT IRI ISBLANK ISIRI ISLITERAL ISNUMERIC LANG LANGMATCHES LCASE LIMIT MAX MIN " +
    "MINUS MONTH MOVE NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SELECT " +
    "SEPARATOR SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS SUBSTR SUM TO UCASE UNDEF UNION " +
    "URI USING VALUES WHERE WITH YEAR TRUE FALSE A").split(" "),
);

function coloured(text, into) {
  into.replaceChildren();
  let position = 0;
  const put = (piece, kind) => {
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = piece;
    into.append(span);
  };
  for (const found of text.matchAll(PIECES)) {
    into.append(text.slice(position, found.index));
    const kind = Object.keys(found.groups).find((name) => found.groups[name] !== undefined);
    if (kind !== "word") put(found[0], kind);
    else if (KEYWORDS.has(found[0].toUpperCase())) put(found[0], "keyword");
    else into.append(found[0]);
    position = found.index + found[0].length;
  }
  // A closing line break would take no room without something after it.
  into.append(text.slice(position) + "\n ");
}

function edited(area, shown) {
  const draw = () => coloured(area.value, shown);
  const follow = () => {
    shown.scrollTop = area.scrollTop;
    shown.scrollLeft = area.scrollLeft;
  };
  area.addEventListener("input", draw);
  area.addEventListener("scroll", follow);
  draw();
  return draw;
}
