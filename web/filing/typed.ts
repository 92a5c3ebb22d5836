import type { Form } from '../http/read-form';

/** Longer than anything that is taken, so that who wrote too much can shorten it. */
const KEPT_CHARACTERS_AT_MOST = 20_000;

/** What stands in a field; null when nothing does. */
export function typedIn(form: Form, field: string): string | null {
  const typed = form.get(field) ?? '';
  return typed.trim() === '' ? null : typed;
}

/** What can be kept of it until the next page: PostgreSQL has no place for a NUL, and a draft none for a book. */
export function keepable(typed: string | null): string | null {
  if (typed === null || typed.includes('\0') || typed.length > KEPT_CHARACTERS_AT_MOST) return null;
  return typed;
}

/** Decimal degrees; null for what is none. */
export function degreesIn(form: Form, field: string, atMost: number): number | null {
  const typed = (form.get(field) ?? '').trim();
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(typed)) return null;
  return Math.abs(Number(typed)) <= atMost ? Number(typed) : null;
}
