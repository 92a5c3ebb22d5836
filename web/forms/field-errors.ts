import type { RuleBreach } from '../../api/http/problem';
import type { Locale } from '../../locale/locale';
import type { Form, UploadedFile } from '../http/read-form';
import { photoError } from '../photo-field/photo-error';
import type { Field, FormContext } from './field';

/** What must be corrected in a field before the form can be accepted. */
export interface FieldError {
  /** Name of the field. */
  field: string;
  error: string;
  /** Whether the error goes away once the sender's turn has come. */
  mayWait?: boolean;
}

interface Refused {
  form: Form;
  breaches: readonly RuleBreach[];
  /** Names the photo that an error is about. */
  files?: readonly UploadedFile[];
}

/** The API's errors in the words of the page, at most one for each field. */
export function fieldErrors<Context extends FormContext>(
  fields: readonly Field<Context>[],
  { form, breaches, files = [] }: Refused,
  context: Context,
): FieldError[] {
  return fields.flatMap((field) => {
    const breach = breaches.find(({ pointer }) => isAt(pointer, field));
    if (!breach) return [];
    const error =
      field.kind === 'photos'
        ? photoError({ rule: breach.rule, fileName: fileNameAt(breach, files) }, context.locale)
        : sentence(field, { rule: breach.rule, typed: form.get(field.name) ?? '', context });
    return [{ field: field.name, error }];
  });
}

/** A summary for the top of the page, whose links lead to the fields; null without errors. */
export function errorSummary(
  errors: readonly FieldError[],
  { t, time }: Pick<Locale, 't' | 'time'>,
  idOf: (field: string) => string = (field) => field,
) {
  if (errors.length === 0) return null;
  const heading =
    errors.length === 1 ? t('web.errors.one') : t('web.errors.many', { count: time.number(errors.length) });
  return { heading, errors: errors.map(({ field, error }) => ({ id: idOf(field), error })) };
}

export function errorAt(errors: readonly FieldError[], field: string): string | null {
  return errors.find((each) => each.field === field)?.error ?? null;
}

/** An error of one photo or box points at its position in the list. */
function isAt(
  pointer = '',
  { name, pointer: own = `#/${name}`, kind }: Pick<Field, 'name' | 'pointer' | 'kind'>,
) {
  const isList = kind === 'photos' || kind === 'boxes';
  return pointer === own || (isList && pointer.startsWith(`${own}/`));
}

function fileNameAt({ pointer }: RuleBreach, files: readonly UploadedFile[]): string | null {
  const position = Number(/\/(\d+)$/.exec(pointer ?? '')?.[1] ?? NaN);
  return files[position]?.name ?? null;
}

interface Sentence<Context> {
  rule: string;
  typed: string;
  context: Context;
}

function sentence<Context extends FormContext>(
  { max, error, errors = {} }: Field<Context>,
  { rule, typed, context }: Sentence<Context>,
): string {
  const { t, time } = context.locale;
  return t(errors[rule] ?? error ?? 'web.errors.unfit', {
    ...(max ? { max: time.number(max(context)) } : {}),
    count: time.number([...typed.trim()].length),
  });
}

/** For every text with a limit: what it says when it is too long, or has what no text may have. */
export const TEXT_ERRORS = { maximum: 'web.errors.tooLong', characters: 'web.errors.unfit' } as const;
