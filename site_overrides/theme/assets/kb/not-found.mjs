// The page for unknown addresses: it is shown at any depth, and knows its root by this module's address.

import "./search-box.mjs";

const root = new URL("../../", import.meta.url).pathname;
const written = new URL(document.querySelector(".kb-brand").href).pathname;

/** Lead links, styles and pictures that the builder named from its own root to the real one. */
function lead(element, name) {
  const address = new URL(element[name]);
  if (address.origin !== location.origin || !address.pathname.startsWith(written)) return;
  element[name] = root + address.pathname.slice(written.length) + address.search + address.hash;
}

if (root !== written) {
  for (const link of document.querySelectorAll("a[href^='/'], link[href^='/']")) lead(link, "href");
}

const input = document.querySelector("#kb-missing");
const words = decodeURIComponent(location.pathname).split("/").filter(Boolean).at(-1) ?? "";
input.value = words.replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
input.dispatchEvent(new Event("input"));
