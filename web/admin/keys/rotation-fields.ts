import { OVERLAP_HOURS } from '../../../api/api-keys/api-key-schemas';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import type { Locale } from '../../../locale/locale';
import type { Field, Option } from '../../forms/field';
import { asNumber, bodyOf, formOf } from '../../forms/field-values';
import type { Form } from '../../http/read-form';
import { endAfter, lastingOptions } from './key-fields';
import { stateOf } from './key-view';

const OVERLAPS_HOURS = [0, OVERLAP_HOURS, 72, 168];
const FOREVER = 'forever';

/** The form that gives a key a new secret: only a working key has an old secret, only an expiring one an end. */
export function rotationFields(key: ApiKeyRecord): Field[] {
  const works = stateOf(key) === 'works';
  return [...(works ? [OVERLAP] : []), ...(key.expiresAt === null ? [] : [works ? END : NEW_END])];
}

export const ROTATION = formOf({ overlapHours: String(OVERLAP_HOURS) });

export function rotationBody(fields: readonly Field[], form: Form) {
  const { days, ...body } = bodyOf(fields, form);
  if (!days) return body;
  return { ...body, expiresAt: days === FOREVER ? null : endAfter(String(days)) };
}

const OVERLAP: Field = {
  name: 'overlapHours',
  kind: 'choice',
  options: ({ locale }) =>
    OVERLAPS_HOURS.map((hours) => ({ value: String(hours), label: overlapWords(hours, locale) })),
  blank: null,
  read: asNumber,
  label: 'keys.rotate.overlap',
};

/** How long an expiring key is to work after its rotation: as before, if nothing else is chosen. */
const END: Field = {
  name: 'days',
  pointer: '#/expiresAt',
  kind: 'choice',
  options: ends,
  blank: 'keys.rotate.same',
  label: 'keys.rotate.lasts',
  error: 'keys.fieldErrors.days',
};

/** An expired key cannot keep its end. */
const NEW_END: Field = { ...END, blank: null };

function ends({ locale }: { locale: Locale }): Option[] {
  return [...lastingOptions({ locale }), { value: FOREVER, label: locale.t('keys.form.forever') }];
}

function overlapWords(hours: number, { t, time }: Locale): string {
  if (hours === 0) return t('keys.rotate.now');
  const inDays = hours % 24 === 0 && hours > 24;
  const count = time.number(inDays ? hours / 24 : hours);
  return t(inDays ? 'keys.rotate.days' : 'keys.rotate.hours', { count });
}
