import { categories, NOBODY, officers, otherAgencies, rejectReasons, type ActContext } from './act-options';
import type { Field } from './field';
import { PHOTOS, textField } from './act-field-kinds';
import { REPORTER_FIELDS } from './reporter-fields';

/** Forms about a complaint: one for each act, and the rating. */
export const FORM_NAMES = [
  'acknowledge',
  'start',
  'resolve',
  'reassign',
  'reject',
  'extend',
  'notes',
  'ask',
  'assign',
  'nudge',
  'take_over',
  'merge',
  'confirm',
  'reopen',
  'withdraw',
  'answer',
  'rating',
] as const;
export type FormName = (typeof FORM_NAMES)[number];

export function formNamed(name: string | undefined): FormName | null {
  return FORM_NAMES.find((each) => each === name) ?? null;
}

/** The fields of each form. */
export const ACT_FIELDS: Readonly<Record<FormName, readonly Field<ActContext>[]>> = {
  acknowledge: [],
  start: [],
  resolve: [
    textField('note', {
      label: 'web.forms.resolve.note',
      hint: 'web.forms.resolve.noteHint',
      error: 'web.errors.noteMissing',
    }),
    PHOTOS,
  ],
  reassign: [
    {
      name: 'agency',
      kind: 'choice',
      options: otherAgencies,
      label: 'web.forms.reassign.agency',
      error: 'web.errors.agencyMissing',
    },
    {
      name: 'category',
      kind: 'choice',
      options: categories,
      blank: 'web.forms.reassign.sameCategory',
      label: 'web.forms.reassign.category',
    },
    textField('reason', {
      label: 'web.forms.reassign.reason',
      hint: 'web.forms.reassign.reasonHint',
      error: 'web.errors.whyMissing',
    }),
  ],
  reject: [
    {
      name: 'reason',
      kind: 'choice',
      options: rejectReasons,
      label: 'web.forms.reject.reason',
      error: 'web.errors.reasonMissing',
    },
    textField('note', {
      label: 'web.forms.reject.note',
      hint: 'web.forms.reject.noteHint',
      error: 'web.errors.noteMissing',
      isOptional: true,
    }),
  ],
  extend: [
    {
      name: 'hours',
      kind: 'number',
      max: ({ city }) => city.policy.extensionMaxHours,
      label: 'web.forms.extend.hours',
      hint: 'web.forms.extend.hoursHint',
      error: 'web.errors.hoursWrong',
    },
    textField('reason', {
      label: 'web.forms.extend.reason',
      hint: 'web.forms.extend.reasonHint',
      error: 'web.errors.whyMissing',
    }),
  ],
  notes: [
    textField('text', { label: 'web.forms.notes.text', error: 'web.errors.textMissing' }),
    { name: 'public', kind: 'flag', label: 'web.forms.notes.public' },
  ],
  ask: [
    textField('question', {
      label: 'web.forms.ask.question',
      hint: 'web.forms.ask.questionHint',
      error: 'web.errors.questionMissing',
    }),
  ],
  assign: [
    {
      name: 'officer',
      kind: 'choice',
      options: officers,
      read: (chosen) => (chosen === NOBODY ? null : chosen),
      label: 'web.forms.assign.officer',
      error: 'web.errors.officerMissing',
    },
  ],
  nudge: [
    textField('note', {
      label: 'web.forms.nudge.note',
      hint: 'web.forms.nudge.noteHint',
      error: 'web.errors.noteMissing',
      isOptional: true,
    }),
  ],
  take_over: [
    textField('reason', {
      label: 'web.forms.take_over.reason',
      hint: 'web.forms.take_over.reasonHint',
      error: 'web.errors.whyMissing',
    }),
  ],
  merge: [
    {
      name: 'into',
      kind: 'code',
      label: 'web.forms.merge.into',
      hint: 'web.forms.merge.intoHint',
      error: 'web.errors.intoUnknown',
    },
  ],
  ...REPORTER_FIELDS,
};
