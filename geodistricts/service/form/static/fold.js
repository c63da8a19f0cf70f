// Letters as they are compared: people type without Turkish letters, in capitals, with errors.

const MARKS = /\p{M}/gu;
const SHORTEST_WITH_A_TYPO = 3;
const SHORTEST_WITH_TWO_TYPOS = 6;
const TYPE_WORDS = /\b(mahallesi|mahalle|mahal|mah|mh|koyu|ili|ilcesi)$/;

export function fold(text) {
  return foldLetters(text).replace(/[^a-z0-9]+/g, ' ').trim();
}

function foldLetters(text) {
  return text.replace(/[İIı]/g, 'i').normalize('NFKD').replace(MARKS, '').toLowerCase();
}

export function foldName(text) {
  const folded = fold(text);
  return folded.replace(TYPE_WORDS, '').trim() || folded;
}

export function search(entries, typed) {
  const asked = fold(typed);
  if (!asked) return entries;
  const ranked = [];
  for (const entry of entries) {
    const folded = (entry.folded ??= fold(entry.name));
    const rank = rankOf(folded, asked);
    if (rank >= 0) ranked.push([rank, ranked.length, entry]);
  }
  if (!ranked.length && asked.length >= SHORTEST_WITH_A_TYPO) {
    for (const entry of entries) {
      const errors = errorsAtStart(asked, entry.folded);
      if (errors <= allowed(asked)) ranked.push([errors, ranked.length, entry]);
    }
  }
  ranked.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return ranked.map(([, , entry]) => entry);
}

function rankOf(folded, asked) {
  if (folded === asked || foldName(folded) === foldName(asked)) return 0;
  if (folded.startsWith(asked)) return 1;
  if (folded.replaceAll(' ', '').startsWith(asked.replaceAll(' ', ''))) return 2;
  return folded.includes(` ${asked}`) ? 3 : -1;
}

function allowed(asked) {
  return asked.length < SHORTEST_WITH_TWO_TYPOS ? 1 : 2;
}

function errorsAtStart(typed, name) {
  let before = [];
  let last = Array.from({ length: name.length + 1 }, (_, place) => place);
  for (let row = 1; row <= typed.length; row++) {
    const now = [row];
    for (let column = 1; column <= name.length; column++) {
      const same = typed[row - 1] === name[column - 1];
      now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + !same);
      if (row > 1 && column > 1 && typed[row - 1] === name[column - 2] &&
          typed[row - 2] === name[column - 1]) {
        now[column] = Math.min(now[column], before[column - 2] + 1);
      }
    }
    [before, last] = [last, now];
  }
  return Math.min(...last);
}

export function spansOf(text, typed) {
  const spans = [];
  const letters = foldLetters(text);
  if (letters.length !== text.length) return spans;
  for (const word of fold(typed).split(' ').filter(Boolean)) {
    const found = [...letters.matchAll(/[a-z0-9]+/g)].find((match) =>
      match[0].startsWith(word) && !spans.some(([start]) => start === match.index));
    if (found) spans.push([found.index, found.index + word.length]);
  }
  return spans.sort((one, other) => one[0] - other[0]);
}
