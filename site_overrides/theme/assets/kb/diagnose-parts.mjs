// The parts of the diagnosis page that show an answer: suspects, the next question, what to do.

import { amount } from "./amounts.mjs";
import { element } from "./elements.mjs";
import { addressOf, addressOfPlan } from "./entries.mjs";

const FULL_BAR = 10;
const SHOWN_NAMES = 3;
const TELLING = 0.05;

const LEVELS = { strong: "strong suspect", plausible: "plausible", weak: "weak" };

export function linkTo(folder, { id, title }) {
  return element("a", { href: addressOf({ folder, id }), class: "kb-entry" }, title);
}

/** Return the suspects as a list; `before` holds their scores before the last answer. */
export function suspectList(found, state, before) {
  const items = found.suspects.map((suspect, place) =>
    element(
      "li",
      { class: `kb-suspect kb-level-${suspect.level}` },
      element(
        "div",
        { class: "kb-suspect-head" },
        linkTo("issues", suspect),
        element("span", { class: "kb-level" }, LEVELS[suspect.level]),
        moved(suspect, before),
        bar(suspect, before),
      ),
      place === 0 && element("p", { class: "kb-why" }, suspect.summary),
      reasonList(suspect, state, place === 0),
    ),
  );
  return element("ol", { class: "kb-suspects" }, items);
}

function signed(bits) {
  return `${bits < 0 ? "\u2212" : "+"}${Math.abs(bits).toFixed(1)}`;
}

function moved({ id, score }, before) {
  if (!before) return undefined;
  if (!before.has(id)) return element("span", { class: "kb-moved kb-up" }, "new");
  const change = score - before.get(id);
  if (Math.abs(change) < TELLING) return undefined;
  const told = `${change > 0 ? "\u25b2" : "\u25bc"} ${signed(change)} bits`;
  return element("span", { class: `kb-moved kb-${change > 0 ? "up" : "down"}` }, told);
}

/** Return the score as a bar; where it stood before is marked. */
function bar({ id, score }, before) {
  const place = (bits) => (100 * Math.max(0, Math.min(bits, FULL_BAR))) / FULL_BAR;
  const line = element("div", { class: "kb-bar", "aria-hidden": "true" }, element("span"));
  line.firstChild.style.width = `${place(score)}%`;
  if (before?.has(id) && Math.abs(score - before.get(id)) >= TELLING) {
    const mark = element("i");
    mark.style.left = `${place(before.get(id))}%`;
    line.append(mark);
  }
  return line;
}

function reasonList({ id, score, reasons }, state, open) {
  const told = reasons.filter(({ bits }) => Math.abs(bits) >= TELLING);
  const items = told.map((reason) =>
    element(
      "li",
      { class: reason.bits < 0 ? "kb-against" : "kb-for" },
      element("span", { class: "kb-bits" }, signed(reason.bits)),
      element("span", {}, plainly(reason, state)),
    ),
  );
  const summary = element("summary", {}, `Why: ${score.toFixed(1)} bits of evidence`);
  const name = `why-${open ? "first-" : ""}${id}`;
  return element("details", { class: "kb-more", id: name, open }, summary, element("ul", { class: "kb-reasons" }, items));
}

function plainly({ kind, id, text, bits }, state) {
  switch (kind) {
    case "symptom":
      return state.yes.includes(id) ? `You see: ${text}` : `Your words read like: ${text}`;
    case "absent":
      return `You do not see: ${text}`;
    case "check":
      return `${bits < 0 ? "Against it, you checked" : "You checked"}: ${text}`;
    default:
      return `${text[0].toUpperCase()}${text.slice(1)}`;
  }
}

/** Return what is said instead of suspects when none of them is good enough. */
export function abstention({ topic, suspects }, close) {
  if (topic) {
    return [
      element("p", {}, `This reads like a question about another topic: ${topic.toLowerCase()}.`),
      element("p", {}, "If a model is involved, say what it does wrong, for whom and since when."),
    ];
  }
  const hits = close.map((hit) =>
    element("li", {}, linkTo(hit.folder, hit), element("p", { class: "kb-why" }, hit.summary)),
  );
  const [best] = suspects;
  return [
    element("p", {}, "Nothing in the catalog stands out for this description. Add what you see, where you see it and since when."),
    hits.length ? [element("h3", {}, "Perhaps one of these is close"), element("ul", { class: "kb-list" }, hits)] : [],
    best ? element("p", { class: "kb-note" }, "Best guess, too weak to rely on: ", linkTo("issues", best), ` (${best.score.toFixed(1)} bits).`) : [],
  ];
}

/** Return the next question as a card of buttons. */
export function questionCard(step, knowledge, outcomes) {
  const isCheck = step.kind === "check";
  const choices = step.answers.map(([answer, raised], place) => {
    const label = isCheck ? (outcomes?.[place] ?? answer.replaceAll("-", " ")) : capital(answer);
    const pressed = button(isCheck ? "outcome" : "answer", { id: step.id, answer }, label);
    return choice(pressed, meaning(step, answer, raised, knowledge), place);
  });
  const unknown = isCheck ? "Cannot check now" : "Don\u2019t know";
  const skip = button("answer", { id: step.id, answer: "skip" }, unknown);
  const last = choice(skip, "asks something else", choices.length);
  const time = isCheck ? ` (about ${amount(Math.ceil(step.minutes), "minute")})` : "";
  return element(
    "div",
    { class: "kb-question", id: "kb-question", tabindex: "-1", role: "group", "aria-labelledby": "kb-asked" },
    element("p", { class: "kb-lead" }, isCheck ? `Check this${time}` : "Do you see this, too?"),
    element("p", { class: "kb-asked", id: "kb-asked" }, linkTo(isCheck ? "checks" : "symptoms", step)),
    element("p", { class: "kb-why" }, step.summary),
    element("ul", { class: isCheck ? "kb-answers kb-outcomes-told" : "kb-answers" }, choices, last),
  );
}

function choice(pressed, means, place) {
  const id = `kb-means-${place}`;
  pressed.setAttribute("aria-describedby", id);
  return element("li", {}, pressed, element("span", { class: "kb-raises", id }, means));
}

function meaning({ kind, answers }, answer, raised, knowledge) {
  if (raised.length) return `speaks for ${names(raised, knowledge)}`;
  const [[, others]] = answers;
  const lowers = kind === "symptom" && answer === "no" && others.length;
  return lowers ? `speaks against ${names(others, knowledge)}` : "speaks for none of them";
}

function names(ids, { issueById }) {
  const shown = ids.slice(0, SHOWN_NAMES).map((id) => issueById.get(id).title);
  const more = ids.length > SHOWN_NAMES ? ` and ${ids.length - SHOWN_NAMES} more` : "";
  return `${shown.join(", ")}${more}`;
}

/** Return what to do about the first suspect: confirm, fix, verify; and the way to plan for the leading ones. */
export function nextSteps(advice, leaders) {
  const { suspect, check, fixes } = advice;
  const [first, ...others] = fixes;
  const steps = [];
  if (check) {
    steps.push(
      step("Confirm", [
        linkTo("checks", check),
        element("p", { class: "kb-note" }, `About ${amount(Math.ceil(check.minutes), "minute")}.`),
        element("p", {}, `It is this if: ${check.expected}`),
      ]),
    );
  }
  if (first) {
    const also = others.map((fix) => element("li", {}, linkTo("mitigations", fix), element("span", { class: "kb-note" }, ` ${price(fix)}`)));
    steps.push(
      step("Fix", [
        linkTo("mitigations", first),
        element("p", { class: "kb-note" }, price(first)),
        also.length ? [element("p", {}, "Or:"), element("ul", {}, also)] : [],
      ]),
    );
    if (first.proof) steps.push(step("Verify", [element("p", {}, `Done when: ${first.proof}`)]));
  }
  const rest = element("p", {}, "All remedies with prices, causes and evidence: ", linkTo("issues", suspect));
  return [element("ol", { class: "kb-steps" }, steps), rest, planLink(leaders)];
}

function planLink(leaders) {
  const several = leaders.length > 1;
  const told = several ? `one plan for the ${leaders.length} leading suspects` : `a plan for it and its main causes`;
  const href = addressOfPlan(leaders.map(({ id }) => id));
  return element("p", { class: "kb-plan-link" }, "With your limits of effort: ", element("a", { href }, told));
}

function step(name, content) {
  return element("li", {}, element("h3", {}, name), content);
}

export function price({ effect, grade, low, high }) {
  const days = low === high ? `${high}` : `${low} to ${high}`;
  return `${capital(effect)}, ${days} person-days, evidence grade ${grade}.`;
}

/** Return a button that the page listens to; `data` says what it is about. */
export function button(act, data, ...label) {
  const told = Object.entries(data).map(([name, value]) => [`data-${name}`, value]);
  const attributes = { type: "button", class: "kb-button", "data-act": act, ...Object.fromEntries(told) };
  return element("button", attributes, ...label);
}

export function capital(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}
