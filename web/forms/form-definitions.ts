import type { MessageKey } from '../../locale/translator';

/** Forms that people send from pages: one for each act, and the rating. */
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

interface FieldBasis {
  /** Its name in the API's body. */
  name: string;
  label: MessageKey;
  hint?: MessageKey;
}

export type FieldDefinition = FieldBasis &
  (
    | { kind: 'text'; isOptional?: boolean; maxCharacters: number; missing: MessageKey }
    | {
        kind: 'choice';
        choices: 'rejectReasons' | 'reopenReasons' | 'agencies' | 'categories' | 'officers' | 'stars';
        /** Label of the empty choice, if that is allowed. */
        blank?: MessageKey;
        missing: MessageKey;
      }
    /** A complaint, by its tracking code. */
    | { kind: 'code'; missing: MessageKey }
    | { kind: 'hours'; missing: MessageKey }
    | { kind: 'flag' }
    /** Photos; forms have them last, so that the text fields have been read before a photo is refused. */
    | { kind: 'photos' }
  );

/** The choice of assigning a complaint to nobody. */
export const NOBODY = 'nobody';

const WORDS = 4000;
const RATING_WORDS = 2000;

const PHOTOS: FieldDefinition = {
  name: 'photos',
  kind: 'photos',
  label: 'web.formLabels.photos',
  hint: 'web.formLabels.photosHint',
};

/** The fields of each form. */
export const FIELDS: Readonly<Record<FormName, FieldDefinition[]>> = {
  acknowledge: [],
  start: [],
  resolve: [
    {
      name: 'note',
      kind: 'text',
      label: 'web.forms.resolve.note',
      hint: 'web.forms.resolve.noteHint',
      maxCharacters: WORDS,
      missing: 'web.errors.noteMissing',
    },
    PHOTOS,
  ],
  reassign: [
    {
      name: 'agency',
      kind: 'choice',
      choices: 'agencies',
      label: 'web.forms.reassign.agency',
      missing: 'web.errors.agencyMissing',
    },
    {
      name: 'category',
      kind: 'choice',
      choices: 'categories',
      blank: 'web.forms.reassign.sameCategory',
      label: 'web.forms.reassign.category',
      missing: 'web.errors.unfit',
    },
    {
      name: 'reason',
      kind: 'text',
      label: 'web.forms.reassign.reason',
      hint: 'web.forms.reassign.reasonHint',
      maxCharacters: WORDS,
      missing: 'web.errors.whyMissing',
    },
  ],
  reject: [
    {
      name: 'reason',
      kind: 'choice',
      choices: 'rejectReasons',
      label: 'web.forms.reject.reason',
      missing: 'web.errors.reasonMissing',
    },
    {
      name: 'note',
      kind: 'text',
      isOptional: true,
      label: 'web.forms.reject.note',
      hint: 'web.forms.reject.noteHint',
      maxCharacters: WORDS,
      missing: 'web.errors.noteMissing',
    },
  ],
  extend: [
    {
      name: 'hours',
      kind: 'hours',
      label: 'web.forms.extend.hours',
      hint: 'web.forms.extend.hoursHint',
      missing: 'web.errors.hoursWrong',
    },
    {
      name: 'reason',
      kind: 'text',
      label: 'web.forms.extend.reason',
      hint: 'web.forms.extend.reasonHint',
      maxCharacters: WORDS,
      missing: 'web.errors.whyMissing',
    },
  ],
  notes: [
    {
      name: 'text',
      kind: 'text',
      label: 'web.forms.notes.text',
      maxCharacters: WORDS,
      missing: 'web.errors.textMissing',
    },
    { name: 'public', kind: 'flag', label: 'web.forms.notes.public' },
  ],
  ask: [
    {
      name: 'question',
      kind: 'text',
      label: 'web.forms.ask.question',
      hint: 'web.forms.ask.questionHint',
      maxCharacters: WORDS,
      missing: 'web.errors.questionMissing',
    },
  ],
  assign: [
    {
      name: 'officer',
      kind: 'choice',
      choices: 'officers',
      label: 'web.forms.assign.officer',
      missing: 'web.errors.officerMissing',
    },
  ],
  nudge: [
    {
      name: 'note',
      kind: 'text',
      isOptional: true,
      label: 'web.forms.nudge.note',
      hint: 'web.forms.nudge.noteHint',
      maxCharacters: WORDS,
      missing: 'web.errors.noteMissing',
    },
  ],
  take_over: [
    {
      name: 'reason',
      kind: 'text',
      label: 'web.forms.take_over.reason',
      hint: 'web.forms.take_over.reasonHint',
      maxCharacters: WORDS,
      missing: 'web.errors.whyMissing',
    },
  ],
  merge: [
    {
      name: 'into',
      kind: 'code',
      label: 'web.forms.merge.into',
      hint: 'web.forms.merge.intoHint',
      missing: 'web.errors.intoUnknown',
    },
  ],
  confirm: [],
  reopen: [
    {
      name: 'reason',
      kind: 'choice',
      choices: 'reopenReasons',
      label: 'web.forms.reopen.reason',
      missing: 'web.errors.reasonMissing',
    },
    {
      name: 'text',
      kind: 'text',
      label: 'web.forms.reopen.text',
      hint: 'web.forms.reopen.textHint',
      maxCharacters: WORDS,
      missing: 'web.errors.objectionMissing',
    },
    PHOTOS,
  ],
  withdraw: [],
  answer: [
    {
      name: 'text',
      kind: 'text',
      label: 'web.forms.answer.text',
      hint: 'web.forms.answer.textHint',
      maxCharacters: WORDS,
      missing: 'web.errors.answerMissing',
    },
    PHOTOS,
  ],
  rating: [
    {
      name: 'stars',
      kind: 'choice',
      choices: 'stars',
      label: 'web.forms.rating.stars',
      missing: 'web.errors.starsMissing',
    },
    {
      name: 'text',
      kind: 'text',
      isOptional: true,
      label: 'web.forms.rating.text',
      maxCharacters: RATING_WORDS,
      missing: 'web.errors.textMissing',
    },
  ],
};

export function formNamed(name: string | undefined): FormName | null {
  return FORM_NAMES.find((each) => each === name) ?? null;
}
