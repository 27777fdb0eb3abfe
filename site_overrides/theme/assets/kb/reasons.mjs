// Reasons in words, as kb/diagnosis/evidence.py tells them.

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
function asWritten({ written, knowledge }, found) {
  const most = knowledge.constants.words_shown;
  const words = new Set(found.filter((part) => written.has(part)).map((part) => written.get(part)));
  if (!words.size) return "words like yours";
  const shown = [...words].slice(0, most).join(", ");
  return `your words ${shown}${words.size > most ? " …" : ""}`;
}
