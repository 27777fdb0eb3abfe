// What a visitor has told about a problem: kept in the address, given to the diagnosis.

import { NOTHING_KNOWN } from "./diagnosis.mjs";

const FACETS = ["phase", "data_type", "collection_process"];

/** The names in the address with their empty values. */
export const EMPTY = Object.freeze({
  q: "",
  yes: [],
  no: [],
  skip: [],
  done: [],
  ...Object.fromEntries(FACETS.map((facet) => [facet, ""])),
});

/** Return a state without what the catalog does not know: an old link must not break the page. */
export function cleaned(state, { symptoms, checks, facets }) {
  const isSymptom = (id) => symptoms.byId.has(id);
  const isOutcome = ([check, outcome]) => checks.byId.get(check)?.keys.includes(outcome);
  const yes = state.yes.filter(isSymptom);
  const done = new Map(state.done.map((told) => told.split(":")).filter(isOutcome));
  const terms = FACETS.map((facet) => {
    const known = facets.get(facet).some(([id]) => id === state[facet]);
    return [facet, known ? state[facet] : ""];
  });
  return {
    q: state.q,
    yes,
    no: state.no.filter((id) => isSymptom(id) && !yes.includes(id)),
    skip: state.skip.filter((id) => isSymptom(id) || checks.byId.has(id)),
    done: [...done].map((pair) => pair.join(":")),
    ...Object.fromEntries(terms),
  };
}

/** Return a state in which a symptom or check stands in one list alone: yes, no, skip or, with "", none. */
export function answered(state, id, list) {
  const without = (ids) => ids.filter((other) => other !== id);
  const done = state.done.filter((told) => told.split(":")[0] !== id);
  const lists = { yes: without(state.yes), no: without(state.no), skip: without(state.skip) };
  if (list) lists[list].push(id);
  return { ...state, ...lists, done };
}

/** Return a state in which a check was done with an outcome. */
export function checked(state, id, outcome) {
  const next = answered(state, id, "");
  return { ...next, done: [...next.done, `${id}:${outcome}`] };
}

/** Return a state as the findings of a diagnosis. */
export function findingsOf(state) {
  return {
    ...NOTHING_KNOWN,
    text: state.q,
    present: state.yes,
    absent: state.no,
    unknown: state.skip,
    outcomes: state.done.map((told) => told.split(":")),
    context: FACETS.filter((facet) => state[facet]).map((facet) => [facet, state[facet]]),
  };
}

/** Whether nothing has been told that could speak for an issue. */
export function isBlank(state) {
  return !state.q.trim() && !state.yes.length && !state.no.length && !state.done.length;
}
