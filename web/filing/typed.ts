import { foldText, UNFIT } from '../../domain/human-text';
import type { Form } from '../http/read-form';

/** Longer than anything that is accepted, so that people who wrote too much can shorten it. */
const KEPT_CHARACTERS_AT_MOST = 20_000;

/** A field's value, folded as the API folds it; null if it is empty. What cannot be stored stays as it came. */
export function typedIn(form: Form, field: string): string | null {
  const typed = form.get(field) ?? '';
  const text = UNFIT.test(typed) ? typed : foldText(typed);
  return text === '' ? null : text;
}

/** What a draft keeps until the next page: PostgreSQL cannot store a NUL, and a draft has no room for a book. */
export function keepable(typed: string | null): string | null {
  if (typed === null || UNFIT.test(typed) || typed.length > KEPT_CHARACTERS_AT_MOST) return null;
  return typed;
}

/** Decimal degrees; null for anything else. */
export function degreesIn(form: Form, field: string, atMost: number): number | null {
  const typed = (form.get(field) ?? '').trim();
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(typed)) return null;
  return Math.abs(Number(typed)) <= atMost ? Number(typed) : null;
}
