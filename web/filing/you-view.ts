import type { Field } from '../forms/field';
import type { FieldError } from '../forms/field-errors';
import { formOf } from '../forms/field-values';
import { fieldView } from '../forms/field-view';
import type { TypedContact } from './draft-body';
import type { DraftRequest } from './draft-request';
import { CONTACT_FIELDS, PUBLICITY_FIELDS } from './step-fields';

interface Shown {
  typed: TypedContact;
  errors: readonly FieldError[];
}

export function youView(
  { typed, errors }: Shown,
  { city, locale }: { city: DraftRequest['context']['city']; locale: DraftRequest['locale'] },
) {
  const { name, email, phone, anonymous, confidential } = typed;
  const state = { form: formOf({ name, email, phone, anonymous, confidential }), errors };
  const view = (field: Field) => fieldView(field, state, { city, locale });
  return { contact: CONTACT_FIELDS.map(view), publicity: PUBLICITY_FIELDS.map(view) };
}
