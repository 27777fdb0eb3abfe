"use strict";
// Answers stay in this browser until somebody saves them; nothing is sent anywhere.
const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
const key = `answers:${form.dataset.survey}`;
const names = [...new Set([...form.elements].map((field) => field.name).filter(Boolean))];

const answers = () => {
  const given = new FormData(form);
  return Object.fromEntries(names.map((name) => [name, given.get(name) ?? ""]));
};

function remember() {
  try {
    localStorage.setItem(key, JSON.stringify(answers()));
    status.textContent = "Kept in this browser.";
  } catch {
    status.textContent = "This browser keeps nothing; save a file before you close the page.";
  }
}

function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
    for (const name of names) {
      if (typeof kept[name] === "string" && kept[name]) form.elements.namedItem(name).value = kept[name];
    }
  } catch {
    // Without a memory, or with one that is damaged, the form begins empty.
  }
}

// A spreadsheet would calculate what begins like a formula.
const harmless = (text) => (/^('*[\t\r\n]|['\s]*[=+\-@＝＋－＠])/u.test(text) ? `'${text}` : text);
const cell = (text) => `"${harmless(text).replaceAll('"', '""')}"`;

const WRITERS = {
  csv: (given) => `${names.map(cell).join(",")}\n${names.map((name) => cell(given[name])).join(",")}\n`,
  json: (given) => `${JSON.stringify(given, null, 2)}\n`,
};

function save(kind) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([WRITERS[kind](answers())], { type: "text/plain" }));
  link.download = `answers.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  status.textContent = `Saved answers.${kind}.`;
}

form.addEventListener("input", remember);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
  status.textContent = "All answers removed.";
});
for (const button of document.querySelectorAll("button[data-save]")) {
  button.addEventListener("click", () => save(button.dataset.save));
}
recall();
