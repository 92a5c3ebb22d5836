import type { Form } from '../http/read-form';

/** The key that the page put into the form, so that it counts once however often it is sent; null for anything else. */
export function formKey(form: Form): string | null {
  const key = form.get('key') ?? '';
  return /^[\w-]{16,64}$/.test(key) ? key : null;
}
