// A diagnosis as Markdown, for a ticket or a chat.

import { addressOf } from "./entries.mjs";

/** Return the case and the answer as Markdown. */
export function asMarkdown({ state, found, knowledge, advice, address }) {
  const lines = ["## Diagnosis", ""];
  if (state.q.trim()) lines.push(...state.q.trim().split("\n").map((line) => `> ${plain(line)}`), "");
  for (const [list, told] of [["yes", "Seen"], ["no", "Not seen"]]) {
    const names = state[list].map((id) => link("symptoms", knowledge.symptoms.byId.get(id)));
    if (names.length) lines.push(`${told}: ${names.join("; ")}`, "");
  }
  const done = state.done.map((pair) => {
    const [id, outcome] = pair.split(":");
    return `${link("checks", knowledge.checks.byId.get(id))}: ${outcome.replaceAll("-", " ")}`;
  });
  if (done.length) lines.push(`Checked: ${done.join("; ")}`, "");
  if (found.abstained) lines.push("Nothing in the catalog stands out; the list below is a guess.", "");
  found.suspects.forEach((suspect, place) => {
    const told = `${suspect.level}, ${suspect.score.toFixed(1)} bits`;
    lines.push(`${place + 1}. **${link("issues", suspect)}** (${told})`);
    for (const { bits, text } of suspect.reasons) {
      lines.push(`   - ${bits < 0 ? "" : "+"}${bits.toFixed(1)} ${plain(text)}`);
    }
  });
  if (!found.abstained && advice) lines.push("", ...steps(advice));
  lines.push("", `[This diagnosis](${address})`, "");
  return lines.join("\n");
}

function steps({ check, fixes }) {
  const lines = ["### What to do", ""];
  if (check) lines.push(`- [ ] Confirm: ${link("checks", check)}. It is this if: ${plain(check.expected)}`);
  for (const fix of fixes.slice(0, 1)) {
    lines.push(`- [ ] Fix: ${link("mitigations", fix)}`);
    if (fix.proof) lines.push(`- [ ] Verify: ${plain(fix.proof)}`);
  }
  return lines;
}

function link(folder, { id, title }) {
  return `[${plain(title)}](${addressOf({ folder, id })})`;
}

function plain(text) {
  return text.replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
