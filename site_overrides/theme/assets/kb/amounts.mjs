// Write amounts as people do, in the words of kb/graph/amounts.py.

/** Return a number, or a span in words, with its noun. */
export function amount(number, one, many = `${one}s`) {
  return `${number} ${String(number) === "1" ? one : many}`;
}

/** Return a number of days with at most six digits. */
export function days(number) {
  return String(Number(number.toPrecision(6)));
}

/** Return a range in words, and equal ends as one figure. */
export function span({ low, high }) {
  return low === high ? days(high) : `${days(low)} to ${days(high)}`;
}
