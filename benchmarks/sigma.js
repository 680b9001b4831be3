// What the explorer is measured against where WebGL is at hand: the same graph and places, drawn by sigma.js.
import Graph from "graphology";
import Sigma from "sigma";

const { nodes, facts, types } = JSON.parse(document.getElementById("graph").textContent);
const hues = types.map((_, at) => `hsl(${(360 * at) / types.length} 55% 50%)`);
const graph = new Graph({ multi: true, type: "directed" });
const degree = new Uint32Array(nodes.id.length);
facts.id.forEach((_, at) => (degree[facts.subject[at]]++, degree[facts.object[at]]++));
nodes.id.forEach((_, at) => {
  const size = 1.5 + Math.sqrt(degree[at]);
  graph.addNode(at, { x: nodes.x[at], y: -nodes.y[at], size, label: nodes.names[at][0], color: hues[nodes.types[at][0]] });
});
facts.id.forEach((_, at) => graph.addEdge(facts.subject[at], facts.object[at], { size: 0.6, color: "#b9c0c8" }));
new Sigma(graph, document.getElementById("sigma"));
window.sigmaDrawn = true; // it draws while it is made
