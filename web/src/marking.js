// A sentence with the two names in it marked.

/** @typedef {{ text: string, role: "" | "subject" | "object" }} Piece */

/**
 * The sentence in pieces. The longest name that stands in it is marked wherever it stands; where the two
 * names overlap (上海 in 上海电气), the longer one wins.
 * @param {string} sentence @param {string[]} subject names @param {string[]} object names @returns {Piece[]}
 */
export function marked(sentence, subject, object) {
  /** @type {{ start: number, end: number, role: "subject" | "object" }[]} */
  const found = [];
  const wanted = [
    ...subject.map((name) => ({ name, role: /** @type {"subject"} */ ("subject") })),
    ...object.map((name) => ({ name, role: /** @type {"object"} */ ("object") })),
  ].sort((a, b) => b.name.length - a.name.length);
  const lower = sentence.toLowerCase();
  // Lower case may be longer than upper case (İ): then letters do not line up, and only exact names are marked.
  const text = lower.length === sentence.length ? lower : sentence;
  for (const { name, role } of wanted) {
    const sought = text === lower ? name.toLowerCase() : name;
    if (!sought) continue;
    for (let start = text.indexOf(sought); start >= 0; start = text.indexOf(sought, start + sought.length)) {
      const end = start + sought.length;
      if (!bounded(text, start, end)) continue;
      if (found.every((one) => end <= one.start || one.end <= start)) found.push({ start, end, role });
    }
  }
  found.sort((a, b) => a.start - b.start);
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { start, end, role } of found) {
    if (start > at) pieces.push({ text: sentence.slice(at, start), role: "" });
    pieces.push({ text: sentence.slice(start, end), role });
    at = end;
  }
  if (at < sentence.length) pieces.push({ text: sentence.slice(at), role: "" });
  return pieces;
}

/** Latin names are whole words: AI is not in AIG. @param {string} text @param {number} start @param {number} end */
function bounded(text, start, end) {
  const letter = /[a-z0-9]/i;
  return (
    !(letter.test(text[start]) && start > 0 && letter.test(text[start - 1])) &&
    !(letter.test(text[end - 1]) && end < text.length && letter.test(text[end]))
  );
}
