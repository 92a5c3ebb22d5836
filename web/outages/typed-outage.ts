import { newOutageSchema } from '../../api/outages/outage-schemas';
import type { CityPack } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';
import { SHIFT_MAX_HOURS } from '../../domain/shifts';
import type { FieldError } from '../forms/field-error';
import type { Form } from '../http/read-form';
import type { Locale } from '../../locale/locale';

const FIELDS = ['agency', 'hours', 'reason'] as const;
type Field = (typeof FIELDS)[number];

/** The fields of the form as typed, valid or not. */
export type TypedOutage = Record<Field, string>;

export const NOTHING_TYPED: TypedOutage = { agency: '', hours: '', reason: '' };

/** An outage that may be declared. */
export interface WantedOutage {
  agency: string;
  hours: number;
  reason: string;
}

export function typedOutage(form: Form): TypedOutage {
  const typed = (field: Field) => (form.get(field) ?? '').trim();
  return { agency: typed('agency'), hours: typed('hours'), reason: typed('reason') };
}

/** Checks the form by the API's own schema before the API is called: returns the outage, or what is wrong. */
export function wantedOutage(
  { agency, hours, reason }: TypedOutage,
  { city, locale }: { city: CityPack; locale: Locale },
): { wanted: WantedOutage } | { errors: FieldError[] } {
  const isKnown = workingAgencies(city).some(({ code }) => code === agency);
  const read = newOutageSchema.safeParse({ hours: /^\d{1,9}$/.test(hours) ? Number(hours) : hours, reason });
  if (isKnown && read.success) return { wanted: { agency, ...read.data } };
  const wrong = new Set<unknown>(read.success ? [] : read.error.issues.map(({ path }) => path[0]));
  if (!isKnown) wrong.add('agency');
  const faulty = FIELDS.filter((field) => wrong.has(field));
  return { errors: faulty.map((field) => ({ field, error: sentence(field, { reason, locale }) })) };
}

const REASON_MAX = 500;

function sentence(field: Field, { reason, locale: { t, time } }: { reason: string; locale: Locale }): string {
  const isLong = field === 'reason' && [...reason].length > REASON_MAX;
  if (isLong) return t('outages.fieldErrors.reasonLong', { max: time.number(REASON_MAX) });
  return t(`outages.fieldErrors.${field}`, { max: time.number(SHIFT_MAX_HOURS) });
}
