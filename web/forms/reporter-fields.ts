import { reopenReasons, stars } from './act-options';
import type { Field } from './field';
import { asNumber } from './field-values';
import { PHOTOS, textField } from './act-field-kinds';

/** The fields of the forms that reporters send about their own complaint. */
export const REPORTER_FIELDS = {
  confirm: [],
  reopen: [
    {
      name: 'reason',
      kind: 'choice',
      options: reopenReasons,
      label: 'web.forms.reopen.reason',
      error: 'web.errors.reasonMissing',
    },
    textField('text', {
      label: 'web.forms.reopen.text',
      hint: 'web.forms.reopen.textHint',
      error: 'web.errors.objectionMissing',
    }),
    PHOTOS,
  ],
  withdraw: [],
  answer: [
    textField('text', {
      label: 'web.forms.answer.text',
      hint: 'web.forms.answer.textHint',
      error: 'web.errors.answerMissing',
    }),
    PHOTOS,
  ],
  rating: [
    {
      name: 'stars',
      kind: 'choice',
      options: stars,
      read: asNumber,
      label: 'web.forms.rating.stars',
      error: 'web.errors.starsMissing',
    },
    {
      ...textField('text', {
        label: 'web.forms.rating.text',
        error: 'web.errors.textMissing',
        isOptional: true,
      }),
      max: () => 2000,
    },
  ],
} as const satisfies Record<string, readonly Field[]>;
