// Draws a scene on a canvas. Edges cost most: while the view moves only the heaviest are drawn, and when it
// rests all of them are drawn in slices, so that no frame takes long whatever the graph's size.
/** @import { Camera, Size, Selection, Palette, Label } from "./types.js" */
/** @import { Scene } from "./scene.js" */
import { drawLabels, drawNodes, drawPins, drawRings } from "./marks.js";
import { FONT, emphasis, labels } from "./picture.js";
import { drawEdges } from "./strokes.js";

const MOVING_EDGES = 2500;
const WHOLE_EDGES = 5000;
const SLICE_MS = 9;

/** @typedef {{ scene: Scene, camera: Camera, size: Size, palette: Palette, selection: Selection, hovered: number, ratio: number, edgeName: (edge: number) => string }} View */

export class Painter {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.behind = document.createElement("canvas");
    /** @type {Map<string, number>} */
    this.widths = new Map();
    /** @type {Label[]} what is written now: tests look at it */
    this.labels = [];
    this.job = 0;
  }

  /** @param {View} view @param {boolean} moving */
  paint(view, moving) {
    this.job++;
    const { edges } = view.scene.shown;
    if (edges.length <= WHOLE_EDGES) return this.compose(view, edges, null);
    this.compose(view, view.scene.heaviest.slice(0, MOVING_EDGES), null);
    if (!moving) this.fill(view, this.job);
  }

  /** All edges, a slice a frame, then the whole picture. @param {View} view @param {number} job */
  fill(view, job) {
    const { edges } = view.scene.shown;
    const { behind } = this;
    const strong = emphasis(view.scene, view.selection);
    fit(behind, view);
    const context = /** @type {CanvasRenderingContext2D} */ (behind.getContext("2d"));
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    let done = 0;
    const slice = () => {
      if (job !== this.job) return;
      const until = performance.now() + SLICE_MS;
      while (done < edges.length && performance.now() < until) {
        drawEdges(context, view, edges.slice(done, done + 400), strong ? 0.1 : 0.3);
        done += 400;
      }
      if (done < edges.length) requestAnimationFrame(slice);
      else this.compose(view, [], behind);
    };
    requestAnimationFrame(slice);
  }

  /** @param {View} view @param {number[]} edges @param {HTMLCanvasElement | null} behind edges drawn before */
  compose(view, edges, behind) {
    const { context } = this;
    const { size, palette, ratio } = view;
    const strong = emphasis(view.scene, view.selection);
    fit(this.canvas, view);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = palette.paper;
    context.fillRect(0, 0, size.width, size.height);
    if (behind) context.drawImage(behind, 0, 0, size.width, size.height);
    else drawEdges(context, view, edges, strong ? 0.14 : edges.length > 1500 ? 0.3 : 0.6);
    if (strong) {
      drawNodes(context, view, (node) => !strong.nodes.has(node), 0.3);
      drawEdges(context, view, [...strong.edges], 0.95, true);
      drawNodes(context, view, (node) => strong.nodes.has(node), 1);
      drawRings(context, view, strong.first);
    } else {
      drawNodes(context, view, () => true, 1);
    }
    drawPins(context, view);
    this.labels = labels(view.scene, view.camera, size, strong, this.measure, view.edgeName, view.hovered);
    drawLabels(context, view, this.labels);
  }

  /** @param {string} text @param {number} font */
  measure = (text, font) => {
    const name = `${font} ${text}`;
    let width = this.widths.get(name);
    if (width === undefined) {
      this.context.font = `${font}px ${FONT}`;
      width = this.context.measureText(text).width;
      this.widths.set(name, width);
    }
    return width;
  };
}

/** @param {HTMLCanvasElement} canvas @param {View} view */
function fit(canvas, { size, ratio }) {
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
  }
}
