import type { Edit } from '../../support/edit-source';

const edit = (from: string, to: string): Edit => ({ from, to });

/** How many more hours the reporter gets to object. */
export const LONGER_BY = 24;
/** The event that a resolution also records, in code that knows it. */
export const NEW_EVENT = 'inspection_due';
/** The notification that the supervisor gets, too, when work has begun. */
export const NEW_NOTICE = 'work_begun';

const STRICTER = [
  edit(
    "  notes: { by: 'officers', from: [...OPEN, ...ANSWERED] },",
    "  notes: { by: 'officers', from: OPEN },",
  ),
];

const LOOSER = [
  edit(
    "  acknowledge: { by: 'officers', from: ['assigned'] },",
    "  acknowledge: { by: 'officers', from: ['assigned', 'in_progress'] },",
  ),
];

const ANOTHER_NOTICE = [
  edit('export const NOTIFICATION_KINDS = [', `export const NOTIFICATION_KINDS = [\n  '${NEW_NOTICE}',`),
  edit(
    "  ...rows('started', REPORTERS, 'started', 'accepted before'),",
    `  ...rows('started', REPORTERS, 'started', 'accepted before'),
  ...rows('started', ['supervisor'], '${NEW_NOTICE}'),`,
  ),
];

const ANOTHER_DEADLINE = [
  edit(
    'hoursAfter(answered, objectionWindowHours)',
    `hoursAfter(answered, objectionWindowHours + ${LONGER_BY})`,
  ),
];

/** As before it mattered whether the reporter was told: the time to object runs from the answer again. */
const TOLD_OR_NOT = [edit('if (untoldWindowHours === undefined) return', 'return')];

const NEW_FACT = [
  edit(
    "  | { type: 'withdrawn'; ",
    `  | { type: '${NEW_EVENT}'; data: { within: number } }\n  | { type: 'withdrawn'; `,
  ),
  edit('  merged: true,', `  merged: true,\n  ${NEW_EVENT}: true,`),
  edit(
    "      return [{ type: 'resolved', data: {} }];",
    `      return [
        { type: 'resolved', data: {} },
        { type: '${NEW_EVENT}', data: { within: 7 } },
      ];`,
  ),
  edit(
    "    case 'information_answered':\n    case 'confirmed':",
    `    case '${NEW_EVENT}':\n    case 'information_answered':\n    case 'confirmed':`,
  ),
];

/** Tomorrow's rules: different in six ways. */
export const CHANGED_RULES: Edit[] = [
  ...STRICTER,
  ...LOOSER,
  ...ANOTHER_NOTICE,
  ...ANOTHER_DEADLINE,
  ...TOLD_OR_NOT,
  ...NEW_FACT,
];
