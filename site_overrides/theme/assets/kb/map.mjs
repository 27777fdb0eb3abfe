// The map of issues: zoom, drag, and light up the lines of one issue. Without this file it scrolls.

const STEP = 1.25;
const FAR = 0.2;
const NEAR = 2;
const DRAGGED = 4; // pixels after which a press is no click any more

const map = document.querySelector("[data-kb-map]");
const sheet = map.querySelector(".kb-map-sheet");
const picture = sheet.querySelector("svg");
const width = picture.viewBox.baseVal.width;
const height = picture.viewBox.baseVal.height;
let scale = 1;

/** Show the map at a scale, keeping a point of the window where it is. */
function zoom(to, x = sheet.clientWidth / 2, y = sheet.clientHeight / 2) {
  const next = Math.min(NEAR, Math.max(FAR, to));
  const left = ((sheet.scrollLeft + x) * next) / scale - x;
  const top = ((sheet.scrollTop + y) * next) / scale - y;
  scale = next;
  picture.setAttribute("width", width * scale);
  picture.setAttribute("height", height * scale);
  sheet.scrollTo(left, top);
}

function addButton(text, told, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-label", told);
  button.addEventListener("click", act);
  map.querySelector("[data-kb-keys]").append(button);
}

addButton("−", "Zoom out", () => zoom(scale / STEP));
addButton("+", "Zoom in", () => zoom(scale * STEP));
addButton("All", "Show the whole map", () =>
  zoom(Math.min(sheet.clientWidth / width, sheet.clientHeight / height)));
map.querySelector("[data-kb-hint]").textContent =
  "Point at an issue to see its own lines. Drag to move; hold Ctrl and turn the wheel to zoom.";

sheet.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const frame = sheet.getBoundingClientRect();
  zoom(scale * (event.deltaY < 0 ? STEP : 1 / STEP), event.clientX - frame.left, event.clientY - frame.top);
}, { passive: false });

/** Light up an issue, its lines and what they lead to; nothing if there is no issue. */
function light(id) {
  for (const part of picture.querySelectorAll(".kb-on")) part.classList.remove("kb-on", "kb-centre");
  picture.classList.toggle("kb-lit", Boolean(id));
  if (!id) return;
  const near = new Set([id]);
  for (const line of picture.querySelectorAll("[data-from]")) {
    const { from, to } = line.dataset;
    if (from !== id && to !== id) continue;
    line.classList.add("kb-on");
    near.add(from).add(to);
  }
  for (const box of picture.querySelectorAll("[data-id]")) {
    if (near.has(box.dataset.id)) box.classList.add("kb-on");
    if (box.dataset.id === id) box.classList.add("kb-centre");
  }
}

const issueOf = (event) => event.target.closest?.("[data-id]")?.dataset.id;
picture.addEventListener("pointerover", (event) => light(issueOf(event)));
picture.addEventListener("pointerleave", () => light());
picture.addEventListener("focusin", (event) => light(issueOf(event)));
picture.addEventListener("focusout", () => light());

let grip = null;
let moved = false;
sheet.addEventListener("pointerdown", (event) => {
  moved = false;
  if (event.pointerType !== "mouse" || event.button !== 0) return; // fingers scroll by themselves
  grip = { x: event.clientX, y: event.clientY, left: sheet.scrollLeft, top: sheet.scrollTop };
});
window.addEventListener("pointermove", (event) => {
  if (!grip) return;
  const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
  moved ||= Math.hypot(x, y) > DRAGGED;
  sheet.classList.toggle("kb-grabbing", moved);
  if (moved) sheet.scrollTo(grip.left - x, grip.top - y);
});
window.addEventListener("pointerup", () => {
  grip = null;
  sheet.classList.remove("kb-grabbing");
});
sheet.addEventListener("dragstart", (event) => event.preventDefault());
sheet.addEventListener("click", (event) => {
  if (moved) event.preventDefault();
}, { capture: true });
