// Elements made of text: nothing from the graph is ever read as markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [attributes] on… are listeners, others attributes; false and null are left out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name === "value") /** @type {any} */ (element).value = value;
    else if (name === "style") element.style.cssText = String(value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A name from the graph: its direction is its own and does not leak. @param {string} text @param {string} [className] */
export function name(text, className = "name") {
  return h("bdi", { class: className }, text);
}

/** @param {Child | Child[]} label @param {() => void} act @param {Record<string, unknown>} [attributes] */
export function button(label, act, attributes = {}) {
  return h("button", { type: "button", onclick: act, ...attributes }, label);
}

/** @param {string} address @param {Child | Child[]} label */
export function link(address, label) {
  return h("a", { href: address }, label);
}

/** @param {string} file @param {Blob} blob */
export function save(file, blob) {
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
