// The state of a page in the fragment of its address: it can be shared, and no server ever sees it.

/**
 * Keep a state in the address. `shape` holds every name with its empty value: "" or [].
 * Lists hold ids, so a comma can stand between them.
 */
export function urlState(shape) {
  const names = Object.keys(shape);

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const values = names.map((name) => {
      const text = given.get(name) ?? "";
      return [name, Array.isArray(shape[name]) ? [...new Set(text.split(",").filter(Boolean))] : text];
    });
    return Object.fromEntries(values);
  }

  function addressOf(state) {
    const filled = names.filter((name) => state[name].length);
    const told = new URLSearchParams(filled.map((name) => [name, String(state[name])]));
    const fragment = String(told).replaceAll("%2C", ",").replaceAll("%3A", ":");
    return `${location.pathname}${location.search}${fragment && `#${fragment}`}`;
  }

  /** Write a state into the address: as a step that Back undoes, or in place of the last one. */
  function write(state, { step }) {
    const address = addressOf(state);
    if (address === `${location.pathname}${location.search}${location.hash}`) return;
    history[step ? "pushState" : "replaceState"](null, "", address);
  }

  function onReturn(listener) {
    addEventListener("popstate", () => listener(read()));
  }

  return { read, write, onReturn };
}
