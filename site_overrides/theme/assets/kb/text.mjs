// Cut text into stems exactly as kb/query/text.py does; the rules come from there.

const WORD = /[a-z0-9]+/g;

export function foldText(text) {
  let folded = "";
  for (const character of text.toLowerCase().normalize("NFKD")) {
    if (character.codePointAt(0) < 128) folded += character;
    else if (!/\p{M}/u.test(character)) folded += " ";
  }
  return folded;
}

export function stem(word, rules) {
  for (const step of rules.suffixes) {
    for (const [suffix, replacement, letters] of step) {
      if (!word.endsWith(suffix)) continue;
      const rest = word.slice(0, word.length - suffix.length);
      if (rest.length >= letters) word = rest + replacement;
      break;
    }
  }
  const doubled = word.length > rules.short && word.at(-1) === word.at(-2);
  return doubled ? word.slice(0, -1) : word;
}

/** Return the stems of a text in order; `rules` is what a text index was made with. */
export function stems(text, rules) {
  return (foldText(text).match(WORD) ?? [])
    .filter((word) => word.length > 1 && !rules.stop.has(word))
    .map((word) => stem(word, rules));
}

/** Return for each stem of a text the word behind it, as first written. */
export function writtenWords(text, rules) {
  const written = new Map();
  for (const word of text.split(/[\s\x1c-\x1f\x85]+/)) {
    const bare = word.replace(/^[.,;:!?"'()]+|[.,;:!?"'()]+$/g, "");
    for (const part of stems(bare, rules)) if (!written.has(part)) written.set(part, bare);
  }
  return written;
}
