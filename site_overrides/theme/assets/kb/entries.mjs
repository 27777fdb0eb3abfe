// What entries are called: id, title and summary, by kind, in the order of the documents.

import { load } from "./tables.mjs";

const ROOT = new URL("../../", import.meta.url);

export const loadEntries = () => load("entries.json");

/** Return an entry by its document; a subject that is not ours is none. */
export function entryAt(index, entries, document) {
  for (const [kind, { folder, weight, start, end }] of index.kinds) {
    if (document < start || document >= end) continue;
    const [id, title, summary] = entries[kind][document - start];
    return { id, kind, folder, title, summary, weight };
  }
  return undefined;
}

/** Return the address of an entry's page, whatever page this is. */
export function addressOf({ folder, id }) {
  return new URL(`${folder}/${id}/`, ROOT).href;
}

/** Return the address of the planner with some issues chosen. */
export function addressOfPlan(ids) {
  return new URL(`plan/#issues=${ids.join(",")}`, ROOT).href;
}
