// Write plain data as YAML in the canonical form: the lines that kb/loading/writer.py writes.

// What would end a plain text early, or give it another meaning at its start.
const NOT_PLAIN =
  /^(?:[,[\]{}#&*!|>'"%@` ]|[-?:](?: |$)|---|\.\.\.|$)|:(?: |$)| (?:#|$)|[\t\n]/;
// What readers of YAML 1.2 take for something else than text.
const NUMBER =
  /^(?:[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|[-+]?\.inf|\.nan|~|null|true|false)$/iu;

/** Return the lines of a mapping or a list of texts, whole numbers, mappings and lists. */
export function yamlLines(value, pad = "") {
  if (Array.isArray(value)) return value.flatMap((item) => entry("-", item, pad));
  return Object.entries(value).flatMap(([key, part]) => entry(`${scalar(key)}:`, part, pad));
}

/** Return the lines of a key with its value, or of an item; `lead` is what stands before the value. */
function entry(lead, value, pad) {
  let [first, more] = parts(value, `${pad}  `);
  if (lead === "-" && !first) {
    first = more[0].trimStart();
    more = more.slice(1);
  }
  return [`${pad}${lead}${first && " "}${first}`, ...more];
}

/** Return what stands beside the key, and the lines below it. */
function parts(value, pad) {
  if (typeof value === "object") return ["", yamlLines(value, pad)];
  if (typeof value === "string" && value.includes("\n")) {
    const body = value.replace(/\n$/, "");
    // A quoted text keeps what the end of a block would lose.
    if (/[^ \t\n]/.test(body) && !body.endsWith("\n")) {
      const lines = body.split("\n").map((line) => line && pad + line);
      return [`|${/^[ \t\n]/.test(body) ? 2 : ""}${body === value ? "-" : ""}`, lines];
    }
  }
  return [scalar(value), []];
}

function scalar(value) {
  const isPlain = typeof value === "string" && !NOT_PLAIN.test(value) && !NUMBER.test(value);
  return isPlain ? value : JSON.stringify(value);
}
