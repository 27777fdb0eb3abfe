// Cut text into stems exactly as kb/query/text.py does; the tables come from there.

const WORD = /[a-z0-9]+/g;

export function foldText(text) {
  let folded = "";
  for (const character of text.toLowerCase().normalize("NFKD")) {
    if (character.codePointAt(0) < 128) folded += character;
    else if (!/\p{M}/u.test(character)) folded += " ";
  }
  return folded;
}

export function stem(word, tables) {
  for (const step of tables.suffixes) {
    for (const [suffix, replacement, letters] of step) {
      if (!word.endsWith(suffix)) continue;
      const rest = word.slice(0, word.length - suffix.length);
      if (rest.length >= letters) word = rest + replacement;
      break;
    }
  }
  const doubled = word.length > tables.short && word.at(-1) === word.at(-2);
  return doubled ? word.slice(0, -1) : word;
}

export function stems(text, tables) {
  const stop = new Set(tables.stop);
  return (foldText(text).match(WORD) ?? [])
    .filter((word) => word.length > 1 && !stop.has(word))
    .map((word) => stem(word, tables));
}
