// The JSON files beside the modules, each fetched once and only when something needs it.

const loading = new Map();

/** Return what a file holds, or what `make` makes of it; a failed load is tried again next time. */
export function load(name, make = (data) => data) {
  if (!loading.has(name)) {
    const made = fetch(new URL(name, import.meta.url)).then(async (answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return make(await answer.json());
    });
    made.catch(() => loading.delete(name));
    loading.set(name, made);
  }
  return loading.get(name);
}

/** Unpack whole numbers from text; digits from `last` on say that more follows. */
export function unpack(text, { digits, last }) {
  const value = new Map([...digits].map((digit, place) => [digit, place]));
  const more = digits.length - last;
  const numbers = [];
  let number = 0;
  let unit = 1;
  for (const character of text) {
    const digit = value.get(character);
    if (digit < last) {
      numbers.push(number + digit * unit);
      number = 0;
      unit = 1;
    } else {
      number += (digit - last) * unit;
      unit *= more;
    }
  }
  return numbers;
}

/** Round to nine decimals as Python does: to the nearest, judged by the exact value. */
export function rounded(value) {
  const scaled = value * 1e9;
  const rest = scaled - Math.floor(scaled);
  const clear = Math.abs(rest - 0.5) > 1e-3 && Math.abs(scaled) < 1e14;
  return clear ? Math.round(scaled) / 1e9 : Number(value.toFixed(9));
}

/** Compare by plain order, as Python compares ASCII texts and numbers. */
export function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
