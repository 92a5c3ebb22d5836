import type { ComplaintRow } from '../evidence/evidence';
import type { Rule } from './violation';

const RULE = 'a merge is on both timelines or on neither';

/** A case has ended in another exactly if that one, or the one that it ended in itself, has absorbed it. */
export const mergesWhole: Rule = ({ complaints }, index) => {
  const byId = new Map(complaints.map((row) => [row.id, row]));
  const violation = (row: ComplaintRow, detail: string) => ({
    rule: RULE,
    subject: index.caseNameOf(row.id),
    detail,
  });
  const lastSurvivor = (row: ComplaintRow): ComplaintRow => {
    const next = row.mergedInto === null ? undefined : byId.get(row.mergedInto);
    return next ? lastSurvivor(next) : row;
  };
  const halfMerged = complaints.flatMap((row) => {
    const survivor = lastSurvivor(row);
    if (survivor === row) return [];
    const missing = [row.id, ...row.absorbed].filter((id) => !survivor.absorbed.includes(id));
    const names = missing.map(index.caseNameOf).join(', ');
    return missing.length > 0
      ? [violation(row, `ended in ${index.caseNameOf(survivor.id)}, which has not taken ${names}`)]
      : [];
  });
  const onlyTaken = complaints.flatMap((row) => {
    const doubled = row.absorbed.filter((id, position) => row.absorbed.indexOf(id) !== position);
    const untold = row.absorbed.filter((id) => byId.get(id)?.status !== 'duplicate');
    return [
      ...untold.map((id) => violation(row, `has taken ${index.caseNameOf(id)}, which did not end`)),
      ...doubled.map((id) => violation(row, `has taken ${index.caseNameOf(id)} twice`)),
    ];
  });
  return [...halfMerged, ...onlyTaken];
};
