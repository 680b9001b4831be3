// What the address says after #: which thing, line or path is open, and in which language and colours.

/** @typedef {{ entity?: string, fact?: string, path?: [string, string], around?: string, lang?: "zh" | "en", theme?: "light" | "dark" }} Place */

/** @param {string} hash @returns {Place} */
export function parse(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"));
  /** @type {Place} */
  const place = {};
  for (const name of /** @type {const} */ (["entity", "fact", "around"])) {
    const value = given.get(name);
    if (value) place[name] = value;
  }
  const ends = (given.get("path") ?? "").split(",").map(decode);
  if (ends.length === 2 && ends[0] && ends[1]) place.path = [ends[0], ends[1]];
  const lang = given.get("lang");
  if (lang === "zh" || lang === "en") place.lang = lang;
  const theme = given.get("theme");
  if (theme === "light" || theme === "dark") place.theme = theme;
  return place;
}

/** @param {Place} place */
export function format(place) {
  const parts = [];
  for (const [name, value] of Object.entries(place)) {
    if (!value) continue;
    const text = Array.isArray(value) ? value.map(encodeURIComponent).map(encodeURIComponent).join(",") : encodeURIComponent(value);
    parts.push(`${name}=${text}`);
  }
  return parts.length ? `#${parts.join("&")}` : "";
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
