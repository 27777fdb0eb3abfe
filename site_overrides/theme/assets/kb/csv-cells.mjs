// Comma-separated values that no spreadsheet takes for a formula, as in kb/export/csv_cells.py.

const FORMULA = /^(?:'*[\t\r\n]|['\s]*[=+\-@＝＋－＠])/u;

/** Return lines of texts and numbers as one text, everything quoted. */
export function csvText(lines) {
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** What a spreadsheet would calculate gets an apostrophe; numbers stay numbers. */
function cell(value) {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
}
