import type { Form } from '../http/read-form';
import { uploadUrls, type FormUploads } from '../photo-field/form-uploads';
import { photoField, type PhotoField } from '../photo-field/photo-field';
import { uploadedPhotoViews } from '../photo-field/uploaded-photo-views';
import { boxName, type Field, type FormContext, type Option } from './field';
import { errorAt, type FieldError } from './field-errors';
import { TICKED } from './field-values';

/** A text that can be inserted into a field and edited there. */
export interface Reply {
  title: string;
  text: string;
}

/** A value that can be filled into a form. */
export interface Suggestion {
  value: string;
  label: string;
  /** Where the user can look at it first. */
  url: string;
}

/** A field as the template `field` draws it. */
export interface FieldView {
  id: string;
  name: string;
  label: string;
  hint: string | null;
  error: string | null;
  describedBy: string;
  value: string;
  isText: boolean;
  isFlag: boolean;
  /** Attributes of a one-line input; null for every other kind of field. */
  line: { type: string; autocomplete: string; isNumber: boolean; isLiteral: boolean; isCode: boolean } | null;
  choice: { blank: string | null; options: ChosenOption[] } | null;
  boxes: { folded: string | null; isOpen: boolean; options: BoxView[] } | null;
  photoField: PhotoField | null;
  replies: readonly Reply[];
  suggestions: readonly Suggestion[];
}

type ChosenOption = Option & { isChosen: boolean };
type BoxView = { id: string; name: string; label: string; isTicked: boolean };

/** What a field shows besides its description. */
export interface FieldState {
  form: Form;
  errors: readonly FieldError[];
  idOf?: (field: string) => string;
  uploads?: FormUploads | null;
  replies?: readonly Reply[];
  suggestions?: readonly Suggestion[];
}

export function fieldView<Context extends FormContext>(
  field: Field<Context>,
  state: FieldState,
  context: Context,
): FieldView {
  const { form, errors, idOf = (name) => name, replies = [], suggestions = [] } = state;
  const { t, time } = context.locale;
  const id = idOf(field.name);
  const hint = field.hint ? t(field.hint, field.max ? { max: time.number(field.max(context)) } : {}) : null;
  const error = errorAt(errors, field.name);
  return {
    ...{ id, hint, error },
    name: field.name,
    label: t(field.label),
    describedBy: [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' '),
    value: form.get(field.name) ?? '',
    isText: field.kind === 'text',
    isFlag: field.kind === 'flag',
    line: lineView(field),
    choice: choiceView(field, form, context),
    boxes: boxesView(field, { form, id }, context),
    photoField: field.kind === 'photos' ? photosView(field, { ...state, id, error }, context) : null,
    replies: field.kind === 'text' ? replies : [],
    suggestions: field.kind === 'code' ? suggestions : [],
  };
}

function lineView<Context extends FormContext>(field: Field<Context>): FieldView['line'] {
  const plain = { type: 'text', autocomplete: 'off', isNumber: false, isLiteral: false, isCode: false };
  if (field.kind === 'number') return { ...plain, isNumber: true };
  if (field.kind === 'code') return { ...plain, isCode: true };
  if (field.kind !== 'line') return null;
  const { type = 'text', autocomplete = 'off', isLiteral = false } = field;
  return { ...plain, type, autocomplete, isLiteral };
}

function choiceView<Context extends FormContext>(
  field: Field<Context>,
  form: Form,
  context: Context,
): FieldView['choice'] {
  if (field.kind !== 'choice') return null;
  const { blank = 'web.formLabels.choose' } = field;
  const chosen = form.get(field.name) ?? '';
  return {
    blank: blank && context.locale.t(blank),
    options: field.options(context).map((option) => ({ ...option, isChosen: option.value === chosen })),
  };
}

function boxesView<Context extends FormContext>(
  field: Field<Context>,
  { form, id }: { form: Form; id: string },
  context: Context,
): FieldView['boxes'] {
  if (field.kind !== 'boxes') return null;
  const { t, time } = context.locale;
  const options = field.options(context).map(({ value, label }) => ({
    id: `${id}-${value.replaceAll(':', '-')}`,
    name: boxName(field.name, value),
    label,
    isTicked: form.get(boxName(field.name, value)) === TICKED,
  }));
  const ticked = options.filter(({ isTicked }) => isTicked).length;
  const count = time.number(ticked);
  const { folded } = field;
  return {
    options,
    isOpen: ticked > 0,
    folded: folded ? t(ticked === 0 ? folded.none : folded.some, { count }) : null,
  };
}

type PhotosState = Pick<FieldState, 'uploads'> & { id: string; error: string | null };

function photosView<Context extends FormContext>(
  { label, hint }: Field<Context>,
  { id, error, uploads }: PhotosState,
  { locale }: Context,
): PhotoField {
  const { token = '', photos = [] } = uploads ?? {};
  return photoField(
    {
      ...{ id: `${id}-field`, input: id, upload: '/uploads', uploads: token, inPage: true, mayWait: false },
      label: locale.t(label),
      hint: hint ? locale.t(hint) : '',
      errors: error === null ? [] : [error],
      photos: uploadedPhotoViews(photos, { locale, urlsOf: (photo) => uploadUrls(photo, token) }),
    },
    locale,
  );
}
