import type { Form } from '../http/read-form';

/** What somebody wrote: all values of more than one word. The rest of a form is quickly chosen again. */
export function wordsIn(form: Form): string | null {
  const words = [...form.values()].filter((value) => /\S\s+\S/.test(value));
  return words.length === 0 ? null : words.join('\n\n');
}
