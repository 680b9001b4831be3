import "./style.css";
import { App } from "./app.js";
import { readGraph } from "./graph.js";

const data = document.getElementById("graph");
const root = document.getElementById("explorer");
if (data && root) {
  const payload = JSON.parse(data.textContent ?? "");
  data.remove();
  const app = new App(readGraph(payload), root);
  // For tests and for the curious: what is chosen and shown, from the browser's console.
  Object.assign(window, { explorer: app });
}
