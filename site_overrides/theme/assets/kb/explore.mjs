// The explorer without its page: choosing, counting, sorting, the address and the CSV. No DOM here.

import { compare } from "./tables.mjs";

/** Join titles and facets to rows; `values` are numbers of terms by facet. */
export function unpack({ facets, folders, values }, entries) {
  const rows = Object.entries(entries).flatMap(([kind, known]) =>
    known.map(([id, title, summary]) => {
      const text = `${title} ${id} ${summary}`.toLowerCase();
      return { id, kind, folder: folders[kind], title, summary, values: values[id], text };
    }));
  return { facets, rows };
}

/** The state of the page as it stands in an address: ?find=drift&phase=deployment&sort=-severity */
export function fromAddress(facets, address) {
  const given = new URLSearchParams(address);
  const chosen = new Map();
  for (const { id, terms } of facets) {
    const wanted = new Set((given.get(id) ?? "").split(","));
    const numbers = terms.flatMap(([term], at) => (wanted.has(term) ? [at] : []));
    if (numbers.length) chosen.set(id, new Set(numbers));
  }
  return { text: given.get("find") ?? "", chosen, sort: given.get("sort") ?? "kind" };
}

export function toAddress(facets, state) {
  const shown = new URLSearchParams();
  if (state.text.trim()) shown.set("find", state.text.trim());
  for (const { id, terms } of facets) {
    const numbers = [...(state.chosen.get(id) ?? [])].sort((a, b) => a - b);
    if (numbers.length) shown.set(id, numbers.map((at) => terms[at][0]).join(","));
  }
  if (state.sort !== "kind") shown.set("sort", state.sort);
  return shown.toString().replaceAll("%2C", ",");
}

/**
 * Rows that fit, sorted, and for every facet how many rows each of its terms would show.
 * Terms of one facet are alternatives; a facet's own choice does not lower its own counts.
 */
export function explore(table, state) {
  const asked = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = new Map(table.facets.map(({ id, terms }) => [id, terms.map(() => 0)]));
  const chosen = [...state.chosen];
  const rows = [];
  for (const row of table.rows) {
    if (!asked.every((word) => row.text.includes(word))) continue;
    const missed = chosen.filter(([id, terms]) => !row.values[id]?.some((at) => terms.has(at)));
    if (missed.length === 0) rows.push(row);
    if (missed.length > 1) continue;
    const counted = missed.length ? [missed[0][0]] : counts.keys();
    for (const id of counted) for (const at of row.values[id] ?? []) counts.get(id)[at] += 1;
  }
  return { rows: rows.sort(order(state.sort)), counts };
}

function order(sort) {
  const down = sort.startsWith("-");
  const key = down ? sort.slice(1) : sort;
  const byTitle = (a, b) => compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.id, b.id);
  if (key === "title") return down ? (a, b) => byTitle(b, a) : byTitle;
  return (a, b) => {
    const [x, y] = [a.values[key]?.[0], b.values[key]?.[0]];
    if (x === undefined || y === undefined) return (x === undefined) - (y === undefined) || byTitle(a, b);
    return (down ? y - x : x - y) || byTitle(a, b);
  };
}

/** A table for a spreadsheet: everything quoted, and nothing that it would take for a formula. */
export function csv(table, rows) {
  const head = ["id", "title", "summary", ...table.facets.map(({ id }) => id)];
  const lines = rows.map((row) => [
    row.id,
    row.title,
    row.summary,
    ...table.facets.map(({ id, terms }) => (row.values[id] ?? []).map((at) => terms[at][0]).join(" ")),
  ]);
  return [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
