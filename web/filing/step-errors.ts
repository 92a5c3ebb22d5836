import { validateBody } from '../../api/http/validate';
import { Problem, type RuleBreach } from '../../api/http/problem';
import { placeComplaint } from '../../api/complaints/place-complaint';
import { metersOutside } from '../../city/geography';
import { distance } from '../../locale/distance';
import type { Locale } from '../../locale/locale';
import type { PagesContext } from '../pages-context';
import { fieldErrors, type FieldError } from '../forms/field-errors';
import { formOf } from '../forms/field-values';
import { contactOf, placeOf, whatOf, type TypedContact, type TypedPlace, type TypedWhat } from './draft-body';
import { CONTACT_FIELDS, LANDMARK, WHAT_FIELDS } from './step-fields';

interface Reading {
  context: Pick<PagesContext, 'city' | 'filing'>;
  locale: Locale;
}

export function whatErrors(typed: TypedWhat, { context: { city, filing }, locale }: Reading): FieldError[] {
  const breaches = breachesOf(() => validateBody(filing.schemas.what, whatOf(typed)));
  const { description, category } = typed;
  return fieldErrors(WHAT_FIELDS, { form: formOf({ description, category }), breaches }, { city, locale });
}

/** Includes whether the place is outside the city, and how far. */
export function whereErrors(typed: TypedPlace, { context, locale }: Reading): FieldError[] {
  const { where } = context.filing.schemas;
  const place = () => placeComplaint(context.city, validateBody(where, placeOf(typed)).location);
  const [breach] = breachesOf(place);
  return breach ? [placeError(typed, breach, { context, locale })] : [];
}

function placeError(
  typed: TypedPlace,
  breach: RuleBreach,
  { context: { city }, locale }: Reading,
): FieldError {
  const { t } = locale;
  if (breach.rule === 'outside_city') {
    const point = { latitude: typed.latitude ?? 0, longitude: typed.longitude ?? 0 };
    const away = distance(metersOutside(city, point), locale.time);
    return { field: 'place', error: t('filing.errors.outside', { distance: away, city: city.name }) };
  }
  const form = formOf({ landmark: typed.landmark });
  const [error] = fieldErrors([LANDMARK], { form, breaches: [breach] }, { city, locale });
  if (error && breach.rule !== 'required') return error;
  // The chosen district may have been retired since.
  const isDistrict = typed.district === null || breach.pointer === '#/location/district';
  return { field: isDistrict ? 'district' : 'landmark', error: t('filing.errors.placeMissing') };
}

export function contactErrors(
  typed: TypedContact,
  { context: { city, filing }, locale }: Reading,
): FieldError[] {
  const breaches = breachesOf(() => validateBody(filing.schemas.you, contactOf(typed)));
  const { name, email, phone } = typed;
  return fieldErrors(CONTACT_FIELDS, { form: formOf({ name, email, phone }), breaches }, { city, locale });
}

/** The errors for which the API would refuse it. */
function breachesOf(check: () => unknown): RuleBreach[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof Problem && error.details.errors) return error.details.errors;
    throw error;
  }
}
