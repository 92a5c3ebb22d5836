import type { Form } from '../http/read-form';
import type { Field, FormContext } from './field';
import { errorSummary, type FieldError } from './field-errors';
import { fieldView, type FieldState, type FieldView } from './field-view';
import type { Refusal } from './refusal';

/** A form as the template `form` draws it. */
export interface FormView {
  /** Also the anchor that mails link to; null for a page's only form. */
  id: string | null;
  action: string;
  button: string;
  isMain: boolean;
  hasPhotos: boolean;
  hidden: { name: string; value: string }[];
  fields: FieldView[];
}

export interface FormInput<Context extends FormContext> {
  id?: string;
  action: string;
  button: string;
  isMain?: boolean;
  /** The token of the sender's session, the key of the act, and whatever else the form carries along. */
  hidden?: Readonly<Record<string, string | undefined>>;
  fields: readonly Field<Context>[];
  /** What the fields hold: as stored, or as typed. */
  form?: Form;
  errors?: readonly FieldError[];
  /** What a field shows besides. */
  extras?: (field: Field<Context>) => Pick<FieldState, 'idOf' | 'uploads' | 'replies' | 'suggestions'>;
}

const EMPTY: Form = new Map();

export function formView<Context extends FormContext>(input: FormInput<Context>, context: Context): FormView {
  const { id = null, action, button, isMain = true, hidden = {}, fields } = input;
  const { form = EMPTY, errors = [], extras } = input;
  return {
    ...{ id, action, button, isMain },
    hasPhotos: fields.some(({ kind }) => kind === 'photos'),
    hidden: Object.entries(hidden).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    fields: fields.map((field) => fieldView(field, { form, errors, ...extras?.(field) }, context)),
  };
}

/** A page's form with what stands above it: a warning, or the summary of its errors. */
export function pageForm<Context extends FormContext>(
  { failure, ...input }: Omit<FormInput<Context>, 'errors'> & { failure: Refusal | null },
  context: Context,
) {
  const { warning = null, errors = [] } = failure ?? {};
  return {
    warning,
    summary: errorSummary(errors, context.locale),
    form: formView({ ...input, errors }, context),
  };
}
