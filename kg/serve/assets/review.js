// Deciding with one key each: what is chosen is sent at once, and can be taken back.
"use strict";

const KEYS = { s: "same", d: "different", u: "unsure", r: "right", w: "wrong" };
const items = () => [...document.querySelectorAll(".items > li[tabindex]")];
const done = [];

function said(text, isError = false) {
  const status = document.getElementById("status");
  status.textContent = text;
  status.className = isError ? "error" : "quiet";
}

async function sent(path, value) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim() || String(answer.status));
  return text ? JSON.parse(text) : null;
}

function shown(item, verdict) {
  item.classList.toggle("done", Boolean(verdict));
  const label = item.querySelector(".verdict");
  if (label) label.textContent = verdict ? `→ ${verdict}` : "";
  for (const button of item.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  }
  const undo = item.querySelector(".undo");
  if (undo) undo.hidden = !verdict;
}

async function decide(item, verdict) {
  if (!item.querySelector(`[data-verdict="${verdict}"]`)) return;
  const { fact, first, second } = item.dataset;
  try {
    const row = await sent("/review/decide", fact ? { fact, verdict } : { first, second, verdict });
    item.row = row;
    const at = done.indexOf(item);
    if (at >= 0) done.splice(at, 1);
    done.push(item);
    shown(item, verdict);
    said(`${verdict}: ${row.note}`);
    step(item, 1);
  } catch (error) {
    said(error.message, true);
  }
}

async function undo(item) {
  if (!item) return;
  const { first, second } = item.row || item.dataset;
  try {
    await sent("/review/undo", { first, second });
    const at = done.indexOf(item);
    if (at >= 0) done.splice(at, 1);
    item.row = null;
    if (item.hasAttribute("tabindex")) {
      shown(item, "");
      item.focus();
    } else item.remove();
    said("undone 已撤销");
  } catch (error) {
    said(error.message, true);
  }
}

function step(item, way) {
  const all = items();
  const next = all[all.indexOf(item) + way];
  if (next) next.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".items button");
  if (!button) return;
  const item = button.closest("li");
  if (button.dataset.verdict) decide(item, button.dataset.verdict);
  else undo(item);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  const item = document.activeElement?.closest(".items > li[tabindex]");
  if (key === "z") undo(done.at(-1));
  else if (key === "j" || key === "k") item ? step(item, key === "j" ? 1 : -1) : items()[0]?.focus();
  else if (item && KEYS[key]) decide(item, KEYS[key]);
  else return;
  event.preventDefault();
});

items()[0]?.focus({ preventScroll: true });
