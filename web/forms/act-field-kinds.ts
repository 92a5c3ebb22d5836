import type { MessageKey } from '../../locale/translator';
import type { Field } from './field';
import { TEXT_ERRORS } from './field-errors';

interface Words {
  label: MessageKey;
  hint?: MessageKey;
  error?: MessageKey;
  isOptional?: boolean;
}

/** What somebody writes for others to read. */
export const textField = (name: string, words: Words): Field => ({
  ...{ name, kind: 'text', max: () => 4000, errors: TEXT_ERRORS },
  ...words,
});

export const PHOTOS: Field = {
  name: 'photos',
  kind: 'photos',
  label: 'web.formLabels.photos',
  hint: 'web.formLabels.photosHint',
};
