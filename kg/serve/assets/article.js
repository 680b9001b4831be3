// An article's page: pointing at a fact shows its words, and pointing at words shows their facts.
"use strict";

const numbers = (element) => (element.dataset.facts || element.dataset.fact || element.dataset.number || "").split(" ");

function lit(chosen) {
  for (const one of document.querySelectorAll("[data-facts], [data-number]")) {
    one.classList.toggle("lit", numbers(one).some((number) => chosen.includes(number)));
  }
}

for (const kind of ["mouseover", "focusin"]) {
  document.querySelector(".reading").addEventListener(kind, (event) => {
    const found = event.target.closest("[data-fact], [data-number], [data-facts]");
    if (found) lit(numbers(found));
  });
}

function followed() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !target.dataset.number) return;
  lit([target.dataset.number]);
  document.querySelector(`.text .lit`)?.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", followed);
followed();
