import type { Form } from '../http/read-form';
import { boxName, type Field, type FormContext } from './field';

/** The API's body, built from what was typed; the operation's own schema validates it. */
export function bodyOf<Context extends FormContext, Name extends string>(
  fields: readonly (Field<Context> & { name: Name })[],
  form: Form,
): Record<Name, unknown> {
  const values = fields.map((field) => [field.name, valueOf(field, form)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<Name, unknown>;
}

/** What a form shows for stored values: the reverse of `bodyOf`. */
export function formOf(stored: Readonly<Record<string, string | boolean | readonly string[] | null>>): Form {
  const entries = Object.entries(stored).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === false) return [];
    if (value === true) return [[name, TICKED]];
    return typeof value === 'string' ? [[name, value]] : value.map((each) => [boxName(name, each), TICKED]);
  });
  return new Map(entries);
}

/** What a ticked box sends. */
export const TICKED = 'yes';

/** What somebody wrote into a form, for when it can no longer be sent. */
export function textsOf<Context extends FormContext>(fields: readonly Field<Context>[], form: Form): string {
  return fields
    .filter(({ kind }) => kind === 'text')
    .map(({ name }) => form.get(name) ?? '')
    .join('\n')
    .trim();
}

function valueOf<Context extends FormContext>(field: Field<Context>, form: Form): unknown {
  const typed = form.get(field.name) ?? '';
  switch (field.kind) {
    case 'flag':
      return form.has(field.name);
    case 'boxes':
      return tickedIn(form, field.name);
    case 'number':
      return asNumber(typed);
    case 'choice':
      if (field.read) return field.read(typed);
      return field.blank && typed === '' ? undefined : typed;
    case 'photos':
      // Files are sent beside the body.
      return undefined;
    case 'code':
      return typed.trim();
    case 'line':
      return field.isOptional && typed.trim() === '' ? undefined : typed.trim();
    case 'text':
      return field.isOptional && typed.trim() === '' ? undefined : typed;
  }
}

function tickedIn(form: Form, field: string): string[] {
  const start = boxName(field, '');
  return [...form]
    .filter(([name, value]) => name.startsWith(start) && value === TICKED)
    .map(([name]) => name.slice(start.length));
}

/** A number if it is one; the API refuses anything else. */
export function asNumber(typed: string): number | string {
  return /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : typed;
}
