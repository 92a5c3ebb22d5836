import { validateBody } from '../../api/http/validate';
import { Problem, type RuleBreach } from '../../api/http/problem';
import { placeComplaint } from '../../api/complaints/place-complaint';
import { metersOutside } from '../../city/geography';
import type { DraftContent } from '../../database/stores/draft-record';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { distance } from '../../locale/distance';
import { contactOf, placeOf, whatOf, type TypedPlace } from './draft-body';
import type { FieldError } from '../forms/field-error';

interface Reading {
  context: Pick<PagesContext, 'city' | 'filing'>;
  locale: Locale;
}

const LONGEST = { description: 4000, landmark: 300, name: 200 };

export function whatErrors(
  typed: Pick<DraftContent, 'description' | 'category'>,
  { context, locale }: Reading,
): FieldError[] {
  const { what } = context.filing.schemas;
  return breachesOf(() => validateBody(what, whatOf(typed))).map(({ pointer, rule }) =>
    pointer === '#/category'
      ? { field: 'category', error: locale.t('filing.errors.categoryMissing') }
      : { field: 'description', error: textFault(rule, typed.description ?? '', locale) },
  );
}

function textFault(rule: string, text: string, { t, time }: Locale): string {
  if (rule === 'minimum')
    return t(text.trim() === '' ? 'filing.errors.textMissing' : 'filing.errors.textShort');
  return lineFault({ rule, text, longest: LONGEST.description }, { t, time });
}

/** Includes whether the place is outside the city, and how far. */
export function whereErrors(typed: TypedPlace, { context, locale }: Reading): FieldError[] {
  const { where } = context.filing.schemas;
  const place = () => placeComplaint(context.city, validateBody(where, placeOf(typed)).location);
  const [breach] = breachesOf(place);
  return breach ? [placeFault(typed, { ...breach, context, locale })] : [];
}

function placeFault(
  typed: TypedPlace,
  { pointer, rule, context: { city }, locale }: Pick<RuleBreach, 'pointer' | 'rule'> & Reading,
): FieldError {
  const { t } = locale;
  if (rule === 'outside_city') {
    const point = { latitude: typed.latitude ?? 0, longitude: typed.longitude ?? 0 };
    const away = distance(metersOutside(city, point), locale.time);
    return { field: 'place', error: t('filing.errors.outside', { distance: away, city: city.name }) };
  }
  if (pointer === '#/location/address' && rule !== 'required')
    return {
      field: 'landmark',
      error: lineFault({ rule, text: typed.landmark ?? '', longest: LONGEST.landmark }, locale),
    };
  // The chosen district may have been retired since.
  const isDistrict = typed.district === null || pointer === '#/location/district';
  const field = isDistrict ? 'district' : 'landmark';
  return { field, error: t('filing.errors.placeMissing') };
}

export function youErrors(
  typed: Pick<DraftContent, 'name' | 'email' | 'phone' | 'anonymous' | 'confidential'>,
  { context, locale }: Reading,
): FieldError[] {
  const { you } = context.filing.schemas;
  const breaches = breachesOf(() => validateBody(you, contactOf(typed)));
  return (['name', 'email', 'phone'] as const).flatMap((field): FieldError[] => {
    const breach = breaches.find(({ pointer }) => pointer === `#/reporter/${field}`);
    if (!breach) return [];
    if (field !== 'name') return [{ field, error: locale.t(`filing.errors.${field}`) }];
    const { rule } = breach;
    return [{ field, error: lineFault({ rule, text: typed.name ?? '', longest: LONGEST.name }, locale) }];
  });
}

function lineFault(
  { rule, text, longest }: { rule: string; text: string; longest: number },
  { t, time }: Pick<Locale, 't' | 'time'>,
): string {
  if (rule !== 'maximum') return t('filing.errors.unfit');
  const count = time.number([...text.trim()].length);
  return t('filing.errors.tooLong', { max: time.number(longest), count });
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
