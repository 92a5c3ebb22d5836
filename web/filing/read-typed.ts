import { foldText, UNFIT } from '../../domain/human-text';
import type { Form } from '../http/read-form';
import type { TypedContact, TypedPlace, TypedWhat } from './draft-body';

/** More than any field accepts, so that people who wrote too much can shorten it. */
const KEPT_CHARACTERS_AT_MOST = 20_000;

/** A field's text, folded as the API folds it; null if it is empty. Text that cannot be stored stays as it came. */
export function textIn(form: Form, field: string): string | null {
  const typed = form.get(field) ?? '';
  const text = UNFIT.test(typed) ? typed : foldText(typed);
  return text === '' ? null : text;
}

/** The same text, or null if a draft cannot keep it: PostgreSQL stores no NUL, and a draft no book. */
export function keepableText(typed: string | null): string | null {
  if (typed === null || UNFIT.test(typed) || typed.length > KEPT_CHARACTERS_AT_MOST) return null;
  return typed;
}

/** Decimal degrees; null for anything else. */
export function degreesIn(form: Form, field: string, atMost: number): number | null {
  const typed = (form.get(field) ?? '').trim();
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(typed)) return null;
  return Math.abs(Number(typed)) <= atMost ? Number(typed) : null;
}

export function contactIn(form: Form): TypedContact {
  const typed = (field: string) => textIn(form, field)?.trim() ?? null;
  return {
    name: typed('name'),
    email: typed('email'),
    phone: typed('phone'),
    anonymous: form.has('anonymous'),
    confidential: form.has('confidential'),
  };
}

export function whatIn(form: Form): TypedWhat {
  return { description: textIn(form, 'description'), category: textIn(form, 'category') };
}

/** A point with one coordinate is none. */
export function placeIn(form: Form): TypedPlace {
  const [latitude, longitude] = [degreesIn(form, 'latitude', 90), degreesIn(form, 'longitude', 180)];
  const point = latitude !== null && longitude !== null ? { latitude, longitude } : null;
  return {
    ...(point ?? { latitude: null, longitude: null }),
    district: textIn(form, 'district'),
    landmark: textIn(form, 'landmark'),
  };
}
