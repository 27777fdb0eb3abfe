// What a visitor wants to plan: kept in the address, given to the planner.

/** The names in the address with their empty values. */
export const EMPTY = Object.freeze({ issues: [], context: "", protect: [], max_effort: "" });

/** Return a state without what the catalog does not know: an old link must not break the page. */
export function cleaned(state, { issues, contexts, attributes }) {
  return {
    issues: state.issues.filter((id) => issues.has(id)),
    context: contexts.has(state.context) ? state.context : "",
    protect: state.protect.filter((id) => attributes.has(id)),
    max_effort: effortOf(state) === null ? "" : state.max_effort,
  };
}

/** Return the limits of a plan. */
export function limitsOf(state) {
  return { context: state.context, protect: state.protect, maxEffort: effortOf(state) };
}

function effortOf({ max_effort }) {
  return /^\d{1,6}(\.\d{1,6})?$/.test(max_effort) ? Number(max_effort) : null;
}
