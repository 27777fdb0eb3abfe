// What a plan is made of: issues, main causes, mitigations and checks, by id; made once.

import { loadEntries } from "./entries.mjs";
import { load } from "./tables.mjs";

export const loadPlanner = () =>
  load("plan.json", async (table) => plannerOf(table, await loadEntries()));

/** Join the numbers of the table to what entries are called. */
export function plannerOf(table, entries) {
  const known = Object.fromEntries(Object.entries(entries).map(([kind, rows]) => [kind, named(rows)]));
  const joined = (kind, told, make) => byId(known[kind].map((entry, place) => ({ ...entry, ...make(told[place], entry) })));
  const links = (fixes, { id }) => fixes.map((fix) => linkOf(table, id, fix, known.mitigation));
  return {
    version: table.version,
    constants: table.constants,
    columns: table.columns,
    stages: new Map(table.stages),
    stageOf: new Map(table.effects),
    attributes: byId(table.attributes.map(([id, title, definition]) => ({ id, title, definition }))),
    contexts: byId(table.contexts.map(([id, title, definition, weights]) => ({ id, title, definition, weights }))),
    issues: joined("issue", table.issues, (told, issue) => ({
      ...issueOf(told, known),
      fixes: links(told.fixes ?? [], issue),
    })),
    causes: joined("root-cause", table.causes, (fixes, cause) => ({ fixes: links(fixes, cause) })),
    mitigations: joined("mitigation", table.mitigations, (told) => mitigationOf(told, known)),
    checks: joined("check", table.checks, (minutes) => ({ minutes })),
  };
}

function issueOf({ causes, general, vain = [], check, silent = false, suffers = [], retired = false }, known) {
  return {
    causes: ids(known["root-cause"], causes),
    general: ids(known.issue, general),
    vain: new Map(vain.map(([place, why]) => [known.mitigation[place].id, why])),
    check: check && { id: known.check[check[0]].id, outcome: check[1] },
    silent,
    suffers,
    retired,
  };
}

function mitigationOf({ effort, shifts = [], requires, bars, may_cause, done, actions = [] }, known) {
  return {
    effort: { low: effort[0], high: effort[1], days: effort[2] },
    shifts,
    requires: ids(known.mitigation, requires),
    bars: ids(known.mitigation, bars),
    mayCause: ids(known.issue, may_cause),
    proof: { expected: done[0], failure: done[1] },
    actions,
  };
}

function linkOf({ effects, effectiveness, grades }, source, [place, effect, strength, grade, why], mitigations) {
  const [told, share] = effectiveness[strength];
  return {
    source,
    target: mitigations[place].id,
    effect: effects[effect][0],
    effectiveness: told,
    worth: share * grades[grade][1],
    why,
  };
}

const ids = (rows, places = []) => places.map((place) => rows[place].id);
const named = (rows) => rows.map(([id, title, summary]) => ({ id, title, summary }));
const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
