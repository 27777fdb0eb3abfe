// Put a text on the clipboard, or select it for whoever has to copy by hand.

/** Return a function that copies a text and says so; `part` returns the parts of a page by name. */
export function copier(part) {
  return async function copied(text, message) {
    try {
      await navigator.clipboard.writeText(text);
      part("by-hand").hidden = true;
    } catch {
      part("by-hand").hidden = false;
      const field = part("by-hand").querySelector("textarea");
      field.value = text;
      field.select();
      message = "Your browser does not let pages copy; the text is selected below.";
    }
    part("copied").textContent = message;
  };
}
