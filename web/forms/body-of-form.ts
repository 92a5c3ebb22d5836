import type { Form } from '../http/read-form';
import { FIELDS, NOBODY, type FieldDefinition, type FormName } from './form-definitions';

/** The API's body for the act, built from what was typed; the API's own schemas validate it. */
export function bodyOfForm(name: FormName, form: Form): Record<string, unknown> {
  const fields = FIELDS[name].map((field) => [field.name, valueOf(field, form)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function valueOf(field: FieldDefinition, form: Form): unknown {
  const typed = form.get(field.name) ?? '';
  switch (field.kind) {
    case 'flag':
      return form.has(field.name);
    case 'hours':
      return asNumber(typed);
    case 'choice':
      return field.blank && typed === '' ? undefined : chosen(field.choices, typed);
    case 'photos':
      // Files are sent beside the body.
      return undefined;
    case 'code':
      return typed.trim();
    case 'text':
      return field.isOptional && typed.trim() === '' ? undefined : typed;
  }
}

function chosen(choices: Extract<FieldDefinition, { kind: 'choice' }>['choices'], typed: string): unknown {
  if (choices === 'stars') return asNumber(typed);
  return choices === 'officers' && typed === NOBODY ? null : typed;
}

function asNumber(typed: string): number | string {
  return /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : typed;
}

/** The texts in a form, for when it can no longer be sent. */
export function wordsOfForm(name: FormName, form: Form): string {
  return FIELDS[name]
    .filter(({ kind }) => kind === 'text')
    .map((field) => form.get(field.name) ?? '')
    .join('\n')
    .trim();
}
