// Tables that can be sorted by their columns; the first rows of the new order stay before the fold.

function sort(table, column, down) {
  const body = table.tBodies[0];
  const key = (row) => row.cells[column].dataset.order;
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const rows = [...body.rows].sort((a, b) => order(key(a), key(b)) * (down ? -1 : 1));
  const first = Number(table.dataset.kbSort);
  rows.forEach((row, at) => row.classList.toggle("kb-rest", at >= first));
  body.append(...rows);
}

function connect(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      sort(table, column, down);
    });
    head.replaceChildren(button);
  });
}

document.querySelectorAll("table[data-kb-sort]").forEach(connect);
