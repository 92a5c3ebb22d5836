import { z } from 'zod';
import { email } from '../../api/http/text-schemas';
import { validateBody } from '../../api/http/validate';
import type { MessageKey } from '../../locale/translator';
import type { Form } from '../http/read-form';
import type { Field } from './field';

interface Words {
  label: MessageKey;
  hint?: MessageKey;
}

/** The visitor's own address, which their browser may fill in. */
export function emailField(words: Words) {
  return {
    name: 'email',
    kind: 'line',
    type: 'email',
    autocomplete: 'email',
    isLiteral: true,
    isOptional: true,
    error: 'web.errors.email',
    ...words,
  } as const satisfies Field;
}

const schema = z.strictObject({ email });

/** The address in a form that asks for nothing else, where no operation of the API checks it. */
export function readEmail(form: Form): { email: string } | { error: unknown } {
  try {
    return validateBody(schema, { email: form.get('email') });
  } catch (error) {
    return { error };
  }
}
