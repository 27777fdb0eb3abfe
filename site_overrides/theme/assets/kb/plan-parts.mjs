// The parts of the planner's page: chosen issues, steps by stage, what is left out and left open.

import { amount, span } from "./amounts.mjs";
import { button, capital, linkTo } from "./diagnose-parts.mjs";
import { element, prose } from "./elements.mjs";

const FEW = 4;

/** Return the chosen issues as chips that a click takes away. */
export function chips(issues) {
  return issues.map(({ id, title }) => {
    const away = button("remove", { id }, "\u00d7");
    away.setAttribute("aria-label", `Remove: ${title}`);
    return element("li", { class: "kb-plan-chip" }, linkTo("issues", { id, title }), away);
  });
}

/** Return the attributes to protect as boxes to tick. */
export function protection(attributes, chosen) {
  return [...attributes.values()].map(({ id, title, definition }) =>
    element(
      "label",
      { title: definition },
      element("input", { type: "checkbox", id: `kb-protect-${id}`, value: id, checked: chosen.includes(id) }),
      ` ${title}`,
    ),
  );
}

/** Return what a situation means, and what it makes weigh more or less than usual. */
export function meaning({ attributes }, context) {
  if (!context) return "Side effects on all quality attributes weigh alike.";
  const told = Object.entries(context.weights).map(([id, weight]) => `${nameOf(attributes, id)} \u00d7 ${weight}`);
  return [context.definition, told.length ? ` Side effects weigh: ${told.join(", ")}.` : ""];
}

/** Return a plan as sections: its steps by stage, what stays open, what was left out. */
export function planParts(found, planner) {
  const sections = [...planner.stages].map(([stage, heading]) => stageOf(found, stage, heading, planner));
  const gaps = found.uncovered.map(({ title, what, reason, names }) =>
    element("li", {}, element("strong", {}, title), ` (${what.replace("-", " ")}): ${reason}`,
      names.length ? [": ", remedies(names, planner)] : [], "."));
  const left = found.leftOut.map((item) =>
    element("li", {}, linkTo("mitigations", item), ": ", prose(item.reason)));
  return [
    sections,
    gaps.length ? section("Not covered", element("ul", { class: "kb-plan-gaps" }, gaps)) : [],
    left.length ? section("Left out", exclusions(left)) : [],
  ];
}

function exclusions(rows) {
  const summary = element("summary", {}, `${amount(rows.length, "remedy", "remedies")}, and why not`);
  const list = element("ul", { class: "kb-plan-left" }, rows);
  return element("details", { class: "kb-more", id: "kb-plan-left", open: rows.length <= FEW }, summary, list);
}

function section(heading, ...content) {
  return element("section", {}, element("h3", {}, heading), content);
}

function stageOf({ steps, issues }, stage, heading, planner) {
  const rows = steps.flatMap((step, at) => (step.stage === stage ? [[step, at]] : []));
  if (!rows.length) return [];
  const cards = rows.map(([step]) => card(step, issues, planner));
  return section(heading, element("ol", { class: "kb-plan-stage", start: rows[0][1] + 1 }, cards));
}

function card(step, issues, planner) {
  const [folder, price] = step.kind === "check"
    ? ["checks", amount(step.minutes, "minute")]
    : ["mitigations", amount(span(step.effort), "person-day")];
  return element(
    "li",
    {},
    element("p", { class: "kb-plan-head" }, linkTo(folder, step), element("span", { class: "kb-plan-price" }, price)),
    step.reached.map((reached) => aim(reached, planner)),
    neededBy(step, planner),
    proof(step),
    sideEffects(step, issues, planner),
    actions(step),
  );
}

function neededBy({ neededBy: others }, planner) {
  return others.length ? element("p", { class: "kb-why" }, "Needed by ", remedies(others, planner), ".") : [];
}

function aim({ id, title, verb, why }, planner) {
  const folder = planner.issues.has(id) ? "issues" : "root-causes";
  return element("p", { class: "kb-why" }, `${capital(verb)} `, linkTo(folder, { id, title }), why && [": ", prose(why)]);
}

function proof({ proof: told }) {
  if (!told?.expected) return [];
  return [
    line("Done when", prose(told.expected)),
    told.failure ? line("It did not work when", prose(told.failure)) : [],
  ];
}

function line(name, ...content) {
  return element("p", { class: "kb-proof" }, element("strong", {}, name), " ", content);
}

/** Return what a step may worsen or bring about, with a warning where a chosen issue makes that worse. */
function sideEffects({ worsens, mayCause }, issues, planner) {
  const harm = worsens.map((id) => nameOf(planner.attributes, id).toLowerCase()).join(", ");
  const caused = mayCause.map((id) => linkTo("issues", planner.issues.get(id)));
  const chosen = issues.map((id) => planner.issues.get(id));
  const warnings = worsens.flatMap((id) => {
    const sufferers = chosen.filter(({ suffers }) => suffers.includes(id)).map(({ title }) => title);
    const told = `${nameOf(planner.attributes, id)} already suffers from ${sufferers.join(" and ")}.`;
    return sufferers.length ? [told] : [];
  });
  for (const { title } of chosen.filter(({ id }) => mayCause.includes(id))) {
    warnings.push(`It may bring about ${title}, which you want to be rid of.`);
  }
  return [
    harm ? line("May worsen", harm) : [],
    caused.length ? line("May bring about", list(caused)) : [],
    warnings.length ? warning(warnings) : [],
  ];
}

function warning(reasons) {
  const lead = element("strong", {}, "Careful:");
  return element("p", { class: "kb-plan-warning" }, lead, ` ${reasons.join(" ")}`);
}

function actions({ id, actions: todo }) {
  if (!todo.length) return [];
  const items = todo.map((action) => element("li", {}, prose(action)));
  const summary = element("summary", {}, `How, in ${amount(todo.length, "step")}`);
  return element("details", { class: "kb-more", id: `kb-how-${id}` }, summary, element("ol", {}, items));
}

/** Return how a plan stands to the cheapest one. */
export function quality({ steps, price, bound }) {
  if (!steps.some(({ effort }) => effort)) return "";
  if (!bound) return "Perhaps, or one that covers more.";
  const share = Math.ceil((price / bound - 1) * 100 - 1e-6);
  if (share <= 0) return "No: none that covers as much is cheaper.";
  return `Perhaps: this one is at most ${share} % dearer than the cheapest that covers as much.`;
}

/** Return what a plan holds and costs, in a sentence. */
export function total({ steps, daysLow, daysHigh }) {
  const fixes = steps.filter(({ effort }) => effort);
  const checks = steps.filter(({ kind }) => kind === "check");
  if (!fixes.length) return "Nothing fits these limits; allow more effort, or protect less.";
  const minutes = checks.reduce((sum, check) => sum + check.minutes, 0);
  const first = checks.length ? `${amount(checks.length, "check")} (${amount(minutes, "minute")}), then ` : "";
  const price = amount(span({ low: daysLow, high: daysHigh }), "person-day");
  return `${first}${amount(fixes.length, "remedy", "remedies")}: ${price} to set up.`;
}

function nameOf(attributes, id) {
  return attributes.get(id)?.title ?? id;
}

function remedies(ids, planner) {
  return list(ids.map((id) => linkTo("mitigations", planner.mitigations.get(id))));
}

/** Return parts with commas between them. */
function list(parts) {
  return parts.flatMap((part, at) => (at ? [", ", part] : [part]));
}
