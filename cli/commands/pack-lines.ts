import type { RetiredUse } from '../../database/stores/compare-pack';

/** One line for each retired entry: what still uses its code. */
export function retiredLines(retired: readonly RetiredUse[]): string[] {
  return retired.map((entry) => {
    const { code, kind, since, successor, complaints, open } = entry;
    const next = successor === null ? 'no successor' : `successor "${successor}"`;
    return (
      `Retired in ${kind}: "${code}" since ${since}, ${next}; ` +
      `${complaints} complaints, ${open} open${openWords(entry)}${peopleWords(entry)}.`
    );
  });
}

function openWords({ open, openCases }: RetiredUse): string {
  if (open === 0) return '';
  if (openCases === null) return ', which keep it';
  return openCases === 'finish'
    ? ', which it keeps until they are closed'
    : ', which its successor gets at once';
}

/** These people see only closed cases, so somebody has to say where they belong now. */
function peopleWords({ staff, keys, openCases }: RetiredUse): string {
  if (openCases !== 'hand_over' || staff + keys === 0) return '';
  return `; ${staff} members of staff and ${keys} keys still belong to it: move or end them ("staff change", "keys revoke")`;
}
