// Find words in which a letter stands for another that looks the same, as kb/models/scripts.py does.

const WORD = /[\p{L}\p{N}\u0300-\u036f]+/gu;
const SETS = {
  FULLWIDTH: /[\uff01-\uff5e]/u,
  MATHEMATICAL: /[\u{1d400}-\u{1d7ff}]/u,
  ...Object.fromEntries(
    ["Armenian", "Cherokee", "Coptic", "Cyrillic", "Greek", "Latin", "Lisu"].map((name) => [
      name,
      new RegExp(`(?![\\uff01-\\uff5e])\\p{Script=${name}}`, "u"),
    ]),
  ),
};

/** Return the first word whose letters come from several scripts that look alike; `clear` ones do not count. */
export function mixedWord(text, clear) {
  return (text.match(WORD) ?? []).find((word) => /[^\0-\x7f]/.test(word) && scriptsOf(word, clear) > 1);
}

function scriptsOf(word, clear) {
  const letters = [...word].filter((letter) => !clear.includes(letter));
  return Object.values(SETS).filter((set) => letters.some((letter) => set.test(letter))).length;
}
