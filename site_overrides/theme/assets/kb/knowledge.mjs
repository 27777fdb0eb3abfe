// What the catalog says about its issues, in the form that a diagnosis needs; made once.

import { loadEntries } from "./entries.mjs";
import { load } from "./tables.mjs";
import { loadIndex } from "./text-index.mjs";

export const loadKnowledge = () =>
  load("diagnosis.json", async (model) => {
    const [index, entries] = await Promise.all([loadIndex(), loadEntries()]);
    return new Knowledge(model, index, entries);
  });

export class Knowledge {
  constructor(model, index, entries) {
    this.index = index;
    this.entries = entries;
    this.constants = model.constants;
    this.facets = new Map(Object.entries(model.facets));
    this.symptoms = named(entries.symptom);
    this.checks = named(entries.check);
    this.mitigations = named(entries.mitigation);
    model.checks.forEach(([keys, minutes], place) => {
      Object.assign(this.checks.list[place], { keys, minutes });
    });
    this.topics = model.topics;
    this.issues = [];
    const everyIssue = entries.issue.map(([id]) => id);
    model.issues.forEach((issue, place) => {
      if (issue) this.issues.push(this.#issue(issue, entries.issue[place], place, model, everyIssue));
    });
    this.issueById = new Map(this.issues.map((issue) => [issue.id, issue]));
  }

  /** Return the document of the text index that stands for an issue, a symptom or another topic. */
  document(kind, place) {
    const { start } = this.index.kinds.get(kind);
    return start + place;
  }

  get firstTopic() {
    return this.index.size - this.topics.length;
  }

  #issue(issue, [id, title, summary], place, { strengths, facets }, everyIssue) {
    const outcomes = new Map();
    for (const [check, outcome, strength] of issue.checks) {
      const { id: name, keys } = this.checks.list[check];
      if (!outcomes.has(name)) outcomes.set(name, new Map());
      outcomes.get(name).set(keys[outcome], strengths[strength]);
    }
    const links = issue.checks.map(([check, outcome, strength]) => {
      const found = this.checks.list[check];
      return { check: found, outcome: found.keys[outcome], strength, ...strengths[strength] };
    });
    const symptoms = issue.symptoms.map(([symptom, strength]) => [
      this.symptoms.list[symptom].id,
      strengths[strength],
    ]);
    return {
      id,
      title,
      summary,
      place,
      document: this.document("issue", place),
      symptoms: new Map(symptoms),
      outcomes,
      links,
      upstream: issue.upstream.map(([to, relation, share]) => [everyIssue[to], relation, share]),
      facets: new Map(Object.keys(facets).map((facet, at) => [facet, issue.facets[at]])),
    };
  }
}

/** Return entries as a list in the order of the documents, and by id. */
function named(rows) {
  const list = rows.map(([id, title, summary], place) => ({ id, title, summary, place }));
  return { list, byId: new Map(list.map((entry) => [entry.id, entry])) };
}
