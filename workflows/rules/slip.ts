/** Whether two words are one slip of the fingers apart: a letter changed, missing, doubled, or two swapped. */

export function oneSlipApart(typed: string, right: string): boolean {
  if (typed === right || Math.abs(typed.length - right.length) > 1) return false;
  let from = 0;
  while (from < typed.length && typed[from] === right[from]) from += 1;
  const a = typed.slice(from);
  const b = right.slice(from);
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped(a, b);
}

function swapped(a: string, b: string): boolean {
  return a.length >= 2 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
