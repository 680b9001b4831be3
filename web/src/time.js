// Time in months since year 0: fine enough for news, coarse enough for a slider.

/** First and last month of "2021", "2021-05" or "2021-05-27". @param {string} text @returns {[number, number] | null} */
export function months(text) {
  const found = /^(\d{4})(?:-(\d\d))?/.exec(text);
  if (!found) return null;
  const year = Number(found[1]) * 12;
  return found[2] ? [year + Number(found[2]) - 1, year + Number(found[2]) - 1] : [year, year + 11];
}

/** @param {number} month */
export function monthText(month) {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/**
 * Facts counted by month, or by year where there are many months. A fact of a whole year counts in its first.
 * @param {Float64Array} from when each fact begins, NaN where unknown
 * @returns {{ first: number, last: number, width: number, counts: number[] } | null}
 */
export function histogram(from) {
  let first = Infinity;
  let last = -Infinity;
  for (const month of from) {
    if (Number.isNaN(month)) continue;
    first = Math.min(first, month);
    last = Math.max(last, month);
  }
  if (first > last) return null;
  const width = last - first > 60 ? 12 : 1;
  if (width === 12) {
    first -= first % 12;
    last += 11 - (last % 12);
  }
  const counts = Array(Math.floor((last - first) / width) + 1).fill(0);
  for (const month of from) if (!Number.isNaN(month)) counts[Math.floor((month - first) / width)]++;
  return { first, last, width, counts };
}
