// The panels around the picture: bar, filters, card, tools, help; made anew when what they tell has changed.
import { card } from "./card.js";
import { button, h, link, save } from "./dom.js";
import { csv, svg } from "./downloads.js";
import { filterPanel } from "./filterpanel.js";
import { searchBox } from "./searchbox.js";
import { keyList } from "./words.js";

/** @typedef {import("./app.js").App} App */

/** All of them. @param {App} app */
export function dress(app) {
  const { say, root } = app;
  root.dataset.theme = app.theme;
  document.documentElement.lang = app.language === "zh" ? "zh-CN" : "en";
  document.documentElement.style.colorScheme = app.theme;
  app.canvas.setAttribute("aria-label", say("picture"));
  app.filtersAside.setAttribute("aria-label", say("filters"));
  app.cardAside.setAttribute("aria-label", say("card"));
  document.title = say("title");
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.filter;
  // What is typed into the search stays there while filters change: the bar is made anew for other words only.
  if (app.dressed !== `${app.language} ${app.theme}`) dressBar(app);
  app.dressed = `${app.language} ${app.theme}`;
  app.tools.setAttribute("aria-label", say("fit"));
  app.tools.replaceChildren(
    button("+", () => app.zoom(1.5), { "aria-label": say("zoomIn"), title: say("zoomIn") }),
    button("−", () => app.zoom(1 / 1.5), { "aria-label": say("zoomOut"), title: say("zoomOut") }),
    button("⤢", () => app.fit(), { "aria-label": say("fit"), title: say("fit") }),
  );
  const scroll = app.filtersAside.scrollTop;
  app.filtersAside.replaceChildren(...present([h("h2", {}, say("filters")), ...filterPanel(app)]));
  app.filtersAside.scrollTop = scroll;
  if (focused) /** @type {HTMLElement | null} */ (app.filtersAside.querySelector(`[data-filter="${focused}"]`))?.focus();
  dressCard(app);
}

/** @param {App} app */
function dressBar(app) {
  const { say } = app;
  app.undoButton = button(say("undo"), () => app.undo());
  app.redoButton = button(say("redo"), () => app.redo());
  const box = searchBox(app, {
    label: say("searchName"), placeholder: say("search"), chosen: (node) => app.select({ kind: "entity", node }, { centre: true }),
  });
  app.searchInput = box.input;
  app.bar.replaceChildren(
    h("h1", {}, app.source ? link(app.source.home, say("title")) : say("title")),
    box.element,
    h(
      "div",
      { class: "buttons" },
      button(say("filters"), () => toggle(app, app.filtersAside), { class: "phone" }),
      button(say("card"), () => toggle(app, app.cardAside), { class: "phone" }),
      app.undoButton,
      app.redoButton,
      downloads(app),
      button(say("language"), () => app.setLanguage(app.language === "zh" ? "en" : "zh"), { lang: app.language === "zh" ? "en" : "zh-CN" }),
      button(say(app.theme === "light" ? "dark" : "light"), () => app.setTheme(app.theme === "light" ? "dark" : "light")),
      button(say("help"), () => help(app)),
    ),
  );
}

/** What is chosen, and whether there is anything to undo. @param {App} app */
export function dressCard(app) {
  app.undoButton.disabled = !app.history.past.length;
  app.redoButton.disabled = !app.history.future.length;
  app.cardAside.replaceChildren(
    ...present([button("×", () => app.select({ kind: "none" }), { class: "close", "aria-label": app.say("close") }), ...card(app)]),
  );
  app.cardAside.scrollTop = 0;
}

/** @param {App} app */
function downloads(app) {
  const { say } = app;
  const menu = h(
    "details",
    { class: "menu" },
    h("summary", {}, say("download")),
    h(
      "div",
      {},
      button(say("png"), () => app.canvas.toBlob((blob) => blob && save("graph.png", blob))),
      button(say("svg"), () => save("graph.svg", new Blob([svg(app.view(), app.painter.labels, say("title"))], { type: "image/svg+xml" }))),
      // The mark at the beginning tells spreadsheets that the file is UTF-8.
      button(say("csv"), () => save("facts.csv", new Blob(["\ufeff", csv(app.graph, app.shown)], { type: "text/csv" }))),
    ),
  );
  menu.addEventListener("click", (event) => {
    if (event.target instanceof HTMLButtonElement) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(/** @type {Node | null} */ (event.relatedTarget))) menu.open = false;
  });
  return menu;
}

/** @param {App} app */
export function help(app) {
  const { say, helpDialog } = app;
  helpDialog.replaceChildren(
    h("h2", {}, say("keys")),
    h("dl", {}, keyList(app.language).flatMap(({ keys, does }) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, does)])),
    button(say("close"), () => helpDialog.close()),
  );
  helpDialog.setAttribute("aria-label", say("help"));
  helpDialog.showModal();
}

/** On a phone one panel at a time lies over the picture. @param {App} app @param {HTMLElement} panel */
function toggle(app, panel) {
  const open = !panel.classList.contains("open");
  for (const one of [app.filtersAside, app.cardAside]) one.classList.toggle("open", open && one === panel);
}

/** @param {(Node | string | false | null | undefined)[]} children @returns {(Node | string)[]} */
function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter(Boolean));
}
