import type { FormName } from './act-fields';

/** What staff do with a complaint, in working order. */
export const STAFF_FORMS = [
  'acknowledge',
  'start',
  'resolve',
  'take_over',
  'ask',
  'reassign',
  'reject',
  'extend',
  'nudge',
  'notes',
] as const satisfies readonly FormName[];

/** The first of these that is possible is the page's main act. */
const MAIN_FORMS: readonly FormName[] = ['acknowledge', 'start', 'resolve'];

/** The form that the address names (`?do=`), if the page may have it. */
export function wantedForm<Name extends FormName>(
  names: readonly Name[],
  { query }: { query: Readonly<Record<string, string>> },
): Name | null {
  return names.find((name) => name === query.do) ?? null;
}

export function mainForm<Name extends FormName>(offered: readonly Name[], wanted: Name | null): Name | null {
  const inOrder = offered.filter((name) => MAIN_FORMS.includes(name));
  return inOrder.find((name) => name === wanted) ?? inOrder[0] ?? null;
}
