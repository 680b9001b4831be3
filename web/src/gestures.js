// Mouse, touch, pen and keyboard on the picture.
import { neighbours } from "./graph.js";
import { toWorld } from "./camera.js";
import { edgeAt, nodeAt } from "./scene.js";
import { pin } from "./state.js";

/** @param {import("./app.js").App} app */
export function listen(app) {
  const { canvas } = app;
  /** @type {Map<number, { x: number, y: number }>} */
  const pointers = new Map();
  /** @type {{ x: number, y: number, node: number, moved: boolean } | null} */
  let press = null;
  let lastTap = { time: 0, node: -1 };

  const at = (/** @type {MouseEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const under = (/** @type {{ x: number, y: number }} */ { x, y }, slack = 3) => nodeAt(app.scene, app.camera, app.size, x, y, slack);

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    const point = at(event);
    pointers.set(event.pointerId, point);
    press = pointers.size === 1 ? { ...point, node: under(point, event.pointerType === "mouse" ? 3 : 10), moved: false } : null;
  });

  canvas.addEventListener("pointermove", (event) => {
    const point = at(event);
    const before = pointers.get(event.pointerId);
    if (!before) return hover(point);
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, one]) => one);
    pointers.set(event.pointerId, point);
    if (others.length) return pinch(before, point, others[0]);
    if (!press) return;
    if (!press.moved && Math.hypot(point.x - press.x, point.y - press.y) < 4) return;
    press.moved = true;
    if (press.node >= 0 && event.pointerType === "mouse") drag(press.node, point);
    else app.look({ ...app.camera, x: app.camera.x - (point.x - before.x) / app.camera.scale, y: app.camera.y - (point.y - before.y) / app.camera.scale });
  });

  const up = (/** @type {PointerEvent} */ event) => {
    const point = at(event);
    pointers.delete(event.pointerId);
    const was = press;
    press = null;
    if (!was || event.type === "pointercancel") return;
    if (!was.moved) return tap(was.node, point, event);
    if (was.node >= 0 && event.pointerType === "mouse") {
      // A thing that was moved stays where it was put.
      app.change(pin(app.history.present, was.node, toWorld(app.camera, app.size, point.x, point.y)));
    }
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => hover(null));

  /** @param {number} node @param {{ x: number, y: number }} point @param {PointerEvent} event */
  function tap(node, point, event) {
    if (node >= 0) {
      const twice = event.timeStamp - lastTap.time < 400 && lastTap.node === node;
      lastTap = { time: event.timeStamp, node };
      if (twice) return app.expand(node);
      const { selection } = app;
      if (event.shiftKey && selection.kind === "entity" && selection.node !== node) return app.path(selection.node, node);
      return app.select({ kind: "entity", node });
    }
    const edge = edgeAt(app.scene, app.camera, app.size, point.x, point.y, event.pointerType === "mouse" ? 6 : 12);
    app.select(edge >= 0 ? { kind: "edge", edge } : { kind: "none" });
  }

  /** @param {number} node @param {{ x: number, y: number }} point */
  function drag(node, point) {
    [app.scene.x[node], app.scene.y[node]] = toWorld(app.camera, app.size, point.x, point.y);
    app.draw(true);
  }

  /** @param {{ x: number, y: number }} before @param {{ x: number, y: number }} now @param {{ x: number, y: number }} other */
  function pinch(before, now, other) {
    const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
    app.zoom(factor, (now.x + other.x) / 2, (now.y + other.y) / 2);
  }

  /** @param {{ x: number, y: number } | null} point */
  function hover(point) {
    const node = point ? under(point) : -1;
    if (node === app.hovered) return;
    app.hovered = node;
    canvas.style.cursor = node >= 0 ? "pointer" : "";
    if (app.shown.edges.length < 5000) app.draw();
  }

  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { x, y } = at(event);
      const lines = event.deltaMode === 1 ? 16 : 1;
      app.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), x, y);
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => onKey(app, event));
  addEventListener("keydown", (event) => anywhere(app, event));
}

/** @param {import("./app.js").App} app @param {KeyboardEvent} event */
function anywhere(app, event) {
  const typing = event.target instanceof HTMLElement && event.target.matches("input:not([type=checkbox], [type=range]), select, textarea");
  if (typing || app.helpDialog.open) return;
  const command = event.ctrlKey || event.metaKey;
  const letter = event.key.toLowerCase();
  if (command && letter === "z") event.shiftKey ? app.redo() : app.undo();
  else if (command && letter === "y") app.redo();
  else if (event.key === "/" && !command) app.searchInput?.focus();
  else if (event.key === "?") app.help();
  else if (event.key === "Escape") app.select({ kind: "none" });
  else return;
  event.preventDefault();
}

/** @param {import("./app.js").App} app @param {KeyboardEvent} event */
function onKey(app, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chosen = app.selection.kind === "entity" ? app.selection.node : -1;
  const step = (event.shiftKey ? 200 : 60) / app.camera.scale;
  const { camera } = app;
  /** @type {Record<string, () => void>} */
  const acts = {
    ArrowLeft: () => app.look({ ...camera, x: camera.x - step }),
    ArrowRight: () => app.look({ ...camera, x: camera.x + step }),
    ArrowUp: () => app.look({ ...camera, y: camera.y - step }),
    ArrowDown: () => app.look({ ...camera, y: camera.y + step }),
    "+": () => app.zoom(1.3),
    "=": () => app.zoom(1.3),
    "-": () => app.zoom(1 / 1.3),
    0: () => app.fit(),
    "]": () => walk(app, 1),
    "[": () => walk(app, -1),
    Enter: () => app.cardAside.querySelector("h2")?.focus(),
  };
  if (chosen >= 0) {
    Object.assign(acts, {
      e: () => app.expand(chosen),
      c: () => app.collapse(chosen),
      o: () => app.only(chosen),
      h: () => app.hide(chosen),
      p: () => app.togglePin(chosen),
    });
  }
  const act = acts[event.key] ?? acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
}

/**
 * From thing to thing: around the one where the walk began its neighbours, otherwise the whole graph by size.
 * @param {import("./app.js").App} app @param {1 | -1} way
 */
function walk(app, way) {
  const { selection, scene, shown } = app;
  const present = selection.kind === "entity" ? selection.node : -1;
  if (present < 0) app.walkers = scene.byImportance;
  else if (!app.walkers.includes(present)) {
    const around = neighbours(app.graph, present);
    app.walkers = [present, ...scene.byImportance.filter((node) => around.has(node))];
  }
  const walkers = app.walkers.filter((node) => shown.isNode[node]);
  if (!walkers.length) return;
  const next = walkers[(walkers.indexOf(present) + way + walkers.length) % walkers.length];
  app.select({ kind: "entity", node: next }, { centre: true });
}
