import "./style.css";
import { App } from "./app.js";
import { readGraph } from "./graph.js";
import { Source } from "./source.js";

/** The graph that stands in the page, or the beginning of the one that is served. @param {HTMLElement} root */
async function start(root) {
  const data = document.getElementById("graph");
  const { source: parts, find = "", home = "/" } = root.dataset;
  const source = parts ? new Source(parts, find, home) : null;
  const payload = data ? JSON.parse(data.textContent ?? "") : await source?.part({});
  data?.remove();
  // For tests and for the curious: what is chosen and shown, from the browser's console.
  Object.assign(window, { explorer: new App(readGraph(payload), root, source) });
}

const root = document.getElementById("explorer");
if (root) start(root).catch((error) => root.append(Object.assign(document.createElement("p"), { role: "alert", textContent: error.message })));
