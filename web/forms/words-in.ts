import type { Form } from '../http/read-form';

/** What somebody wrote: of several words, or on several lines. The rest of a form is quickly chosen again. */
export function wordsIn(form: Form): string | null {
  const words = [...form.values()].filter((value) => /\S\s+\S/.test(value));
  return words.length === 0 ? null : words.join('\n\n');
}
