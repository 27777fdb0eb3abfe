// Reasons in words, as kb/diagnosis/evidence.py tells them.

import { stems } from "./text.mjs";

/** Return what is behind a contribution to the score of an issue. */
export function wordsOf(evidence, issue, { bits, kind, id }) {
  const { symptoms, checks, issueById } = evidence.knowledge;
  const { outcomes, context } = evidence.findings;
  switch (kind) {
    case "symptom":
    case "absent":
      return symptoms.byId.get(id).title;
    case "check":
      return `${checks.byId.get(id).title}: ${new Map(outcomes).get(id).replaceAll("-", " ")}`;
    case "precedes":
      return `may bring about ${issueById.get(id).title}, which fits as well`;
    case "generalises":
      return `has the special case ${issueById.get(id).title}, which fits as well`;
    case "context": {
      const [facet] = context.find(([, term]) => term === id);
      return `${facet.replaceAll("_", " ")} ${id} ${bits > 0 ? "fits" : "does not fit"}`;
    }
    default: {
      const { words, fields } = evidence.knowledge.index.grounds(evidence.query, issue.document);
      return `${asWritten(evidence, words)} in its ${fields.join(" and ")}`;
    }
  }
}

/** Return the words of a description behind stems, as written. */
function asWritten({ findings, knowledge }, found) {
  const { index, constants } = knowledge;
  const written = new Map();
  for (const word of findings.text.split(/[\s\x1c-\x1f\x85]+/)) {
    const bare = word.replace(/^[.,;:!?"'()]+|[.,;:!?"'()]+$/g, "");
    for (const part of stems(bare, index.rules)) {
      if (!written.has(part)) written.set(part, bare);
    }
  }
  const words = [...new Set(found.filter((part) => written.has(part)).map((part) => written.get(part)))];
  const shown = words.slice(0, constants.words_shown).join(", ");
  if (!words.length) return "words like yours";
  return `your words ${shown}${words.length > constants.words_shown ? " …" : ""}`;
}
