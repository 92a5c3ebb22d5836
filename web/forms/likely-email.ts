const EDITS_AT_MOST = 2;
/** Among short domains, two edits lead from almost any to almost any other. */
const SHORT = 8;

/** The address that was probably meant when the domain looks like a mistyped one of `domains`; null if it does not. */
export function likelyEmail(email: string, domains: readonly string[]): string | null {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1).toLowerCase();
  if (at < 1 || domain === '' || domains.includes(domain)) return null;
  const meant = nearest(domain, domains) ?? withSameName(domain, domains);
  return meant === null ? null : `${email.slice(0, at)}@${meant}`;
}

/** The first in the list wins a tie. */
function nearest(domain: string, domains: readonly string[]): string | null {
  const [closest] = domains
    .map((each) => ({ each, edits: editsBetween(domain, each) }))
    .filter(({ edits }) => edits <= (domain.length < SHORT ? 1 : EDITS_AT_MOST))
    .sort((one, other) => one.edits - other.edits);
  return closest?.each ?? null;
}

/** `gmail.co.id`: the name of one known domain, with another ending. */
function withSameName(domain: string, domains: readonly string[]): string | null {
  const nameOf = (each: string) => each.slice(0, each.indexOf('.'));
  const [only = null, another] = domains.filter((each) => nameOf(each) === nameOf(domain));
  return another === undefined ? only : null;
}

/** How many letters to add, drop, replace or swap with their neighbour (optimal string alignment). */
function editsBetween(one: string, other: string): number {
  let [twoBefore, before]: [number[], number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      const isSwap = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      now.push(
        Math.min(
          edits(before, at) + 1,
          edits(now, at - 1) + 1,
          edits(before, at - 1) + same,
          isSwap ? edits(twoBefore, at - 2) + 1 : Infinity,
        ),
      );
    }
    [twoBefore, before] = [before, now];
  }
  return edits(before, other.length);
}

function edits(row: readonly number[], at: number): number {
  return row[at] ?? Infinity;
}
