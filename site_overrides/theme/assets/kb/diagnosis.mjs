// From a description to suspects, as kb/diagnosis/diagnose.py: the same model on the same tables.

import { Evidence, surestFirst } from "./evidence.mjs";
import { loadKnowledge } from "./knowledge.mjs";
import { nextStep } from "./next-step.mjs";
import { wordsOf } from "./reasons.mjs";
import { compare } from "./tables.mjs";

/** What can be known about a case; `outcomes` and `context` are pairs of names. */
export const NOTHING_KNOWN = Object.freeze({
  text: "",
  present: [],
  absent: [],
  context: [],
  outcomes: [],
  unknown: [],
});

/** Rank the issues that would explain the findings. */
export function diagnose(knowledge, findings, limit = 5) {
  const evidence = new Evidence(knowledge, { ...NOTHING_KNOWN, ...findings });
  const { present, absent, unknown, outcomes } = evidence.findings;
  const ranked = knowledge.issues
    .map((issue) => ({ issue, score: evidence.score(issue.id) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || compare(a.issue.id, b.issue.id));
  const suspects = ranked.slice(0, limit).map((found) => suspect(evidence, found));
  const { topic, noneOfThese } = evidence;
  const abstained = !suspects.length || suspects[0].score < noneOfThese;
  const done = new Set(outcomes.map(([check]) => check));
  const known = new Set([...evidence.seen.map(({ id }) => id), ...absent, ...unknown, ...done]);
  return {
    suspects,
    abstained,
    noneOfThese,
    topic: abstained && topic.bits > knowledge.constants.none_of_these ? topic.title : "",
    matchedSymptoms: evidence.seen.toSorted(surestFirst),
    readFromText: evidence.seen.filter(({ id }) => !present.includes(id)),
    askNext: nextStep(knowledge, ranked, known),
    checks: suggestedChecks(suspects, done),
  };
}

/** Return the diagnosis of a text alone; the first call loads the tables. */
export async function suspectsFor(text, limit = 5) {
  return diagnose(await loadKnowledge(), { text }, limit);
}

function suspect(evidence, { issue, score }) {
  const { strong, plausible } = evidence.knowledge.constants;
  const level = score >= strong ? "strong" : score >= plausible ? "plausible" : "weak";
  const reasons = evidence
    .reasons(issue.id)
    .map((part) => ({ ...part, text: wordsOf(evidence, issue, part) }));
  return { id: issue.id, title: issue.title, summary: issue.summary, score, level, reasons, issue };
}

/** Return the strongest check of each suspect, once per check. */
function suggestedChecks(suspects, done) {
  const used = new Set(done);
  const suggested = [];
  for (const { id: suspect, issue } of suspects) {
    const link = issue.links
      .filter(({ check, present }) => !used.has(check.id) && present > 0)
      .sort((a, b) => a.strength - b.strength)[0];
    if (!link) continue;
    used.add(link.check.id);
    const { id, title, minutes } = link.check;
    suggested.push({ id, title, suspect, outcome: link.outcome, minutes });
  }
  return suggested;
}
