// Build elements without HTML text: whatever stands in the data is shown and never runs.

/** Return a new element; attributes that are false or undefined are left out, true ones are empty. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...given(children));
  return made;
}

/** Return a line of the catalog as parts: what stands between backticks is code. */
export function prose(text) {
  return text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? element("code", {}, part) : part));
}

/** Return children without those that are nothing, whatever lists they came in. */
function given(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== false && child !== "");
}

/** Replace what is in an element, unless it is the same; focus and opened parts stay by their ids. */
export function refill(target, ...children) {
  const made = document.createElement(target.tagName);
  made.append(...given(children));
  for (const before of target.querySelectorAll("details[id]")) {
    const after = made.querySelector(`#${CSS.escape(before.id)}`);
    if (after) after.open = before.open;
  }
  const same =
    made.childNodes.length === target.childNodes.length &&
    [...made.childNodes].every((child, place) => child.isEqualNode(target.childNodes[place]));
  if (same) return;
  const { activeElement } = document;
  const id = target.contains(activeElement) ? activeElement.id : "";
  target.replaceChildren(...made.childNodes);
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}
