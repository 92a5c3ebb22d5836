import { code } from '../../api/http/city-schemas';
import type { Problem } from '../../api/http/problem';
import { validateBody } from '../../api/http/validate';
import { newOutageSchema, OUTAGE_REASON_MAX } from '../../api/outages/outage-schemas';
import type { CityPack } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';
import { SHIFT_MAX_HOURS } from '../../domain/shifts';
import type { Field, FormContext } from '../forms/field';
import { TEXT_ERRORS } from '../forms/field-errors';
import { bodyOf } from '../forms/field-values';
import type { Form } from '../http/read-form';

/** The form for an agency that cannot work for a while. */
export const OUTAGE_FIELDS = [
  {
    name: 'agency',
    kind: 'choice',
    options: ({ city, locale: { names } }) =>
      workingAgencies(city).map((agency) => ({ value: agency.code, label: names.agency(agency.code) })),
    label: 'outages.form.agency',
    error: 'outages.fieldErrors.agency',
  },
  {
    name: 'hours',
    kind: 'number',
    max: () => SHIFT_MAX_HOURS,
    label: 'outages.form.hours',
    hint: 'outages.form.hoursHint',
    error: 'outages.fieldErrors.hours',
  },
  {
    name: 'reason',
    kind: 'text',
    max: () => OUTAGE_REASON_MAX,
    label: 'outages.form.reason',
    hint: 'outages.form.reasonHint',
    error: 'outages.fieldErrors.reason',
    errors: TEXT_ERRORS,
  },
] as const satisfies readonly Field[];

/** The outage that a form asks for, checked before the API is called. @throws Problem `invalid` */
export function wantedOutage(form: Form, { city }: { city: CityPack }) {
  const schema = newOutageSchema.extend({ agency: code(workingAgencies(city)) });
  return validateBody(schema, bodyOf(OUTAGE_FIELDS, form));
}

/** What to say when an outage was not declared or undone; null for another problem. */
export function outageWarning(
  { code: problem, details }: Problem,
  { locale: { t } }: FormContext,
): string | null {
  if (problem === 'unavailable') return t('outages.warnings.unavailable');
  if (problem === 'idempotency_conflict') return t('outages.warnings.resent');
  if (problem !== 'conflict') return null;
  return t(details.members?.refusal === 'over' ? 'outages.warnings.over' : 'outages.warnings.running');
}
