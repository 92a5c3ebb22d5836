import { randomUUID } from 'node:crypto';
import type { FormContext } from '../forms/field';
import { pageForm } from '../forms/form-view';
import { likelyEmail } from '../forms/likely-email';
import type { Refusal } from '../forms/refusal';
import type { Form } from '../http/read-form';
import { ADDRESS_FIELDS } from './address-fields';

interface CorrectionInput {
  email: string;
  /** Where the reporter's own link posts corrections. */
  action: string;
  /** What was typed, and why it was refused. */
  form?: Form;
  failure?: Refusal | null;
}

/** An unconfirmed address in full, what was probably meant by it, and the form that replaces it. */
export function addressCorrection(
  { email, action, form, failure = null }: CorrectionInput,
  { city, locale }: FormContext,
) {
  const { t } = locale;
  const key = randomUUID();
  const meant = likelyEmail(email, city.filing.mailDomains);
  return {
    email,
    meant: meant && { email: meant, question: t('web.my.meant', { email: meant }), action, key },
    isOpen: failure !== null,
    ...pageForm(
      {
        ...{ fields: ADDRESS_FIELDS, failure, form, action, isMain: false, hidden: { key } },
        button: t('web.my.correctButton'),
      },
      { city, locale },
    ),
  };
}
