import { randomUUID } from 'node:crypto';
import type { CityPack } from '../../city/city-pack';
import { REJECT_REASONS, REOPEN_REASONS } from '../../domain/acts';
import type { Form } from '../http/read-form';
import type { Locale } from '../../locale/locale';
import { FIELDS, NOBODY, type FieldDefinition, type FormName } from './form-definitions';
import type { FormError } from './form-errors';
import { uploadUrls, type FormUploads } from '../photo-field/form-uploads';
import { photoField, type PhotoField } from '../photo-field/photo-field';
import { uploadedPhotoViews } from '../photo-field/uploaded-photo-views';

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

interface Option {
  value: string;
  label: string;
  isChosen: boolean;
}

interface FieldView {
  id: string;
  name: string;
  label: string;
  hint: string | null;
  error: string | null;
  describedBy: string;
  value: string;
  isText: boolean;
  isHours: boolean;
  isChoice: boolean;
  isFlag: boolean;
  /** Null for every other kind of field. */
  photoField: PhotoField | null;
  isCode: boolean;
  /** The option that stands first. */
  blank: string;
  options: Option[];
  replies: readonly Reply[];
  suggestions: readonly Suggestion[];
}

export interface FormView {
  /** Also the anchor that mails link to. */
  id: FormName;
  action: string;
  title: string;
  button: string;
  /** Two posts with the same key are one act: a second click changes nothing. */
  key: string;
  /** Null on pages without a session. */
  csrf: string | null;
  isMain: boolean;
  isOpen: boolean;
  hasPhotos: boolean;
  fields: FieldView[];
}

/** A refused form, which is shown again as it was typed. */
export interface Typed {
  name: FormName;
  form: Form;
  errors: readonly FormError[];
  /** Photos that the script had uploaded. */
  uploads: FormUploads | null;
  /** Whether the form keeps its key, because it is the same request that is sent again. */
  keepsKey: boolean;
}

export interface FormContext {
  locale: Locale;
  city: CityPack;
  /** Agency that has the complaint. */
  holder: string;
  /** Whether the command centre has taken it over and may give it back. */
  givesBack?: boolean;
  /** The agency's staff, for forms in which one of them is chosen. */
  officers?: readonly { id: string; name: string }[];
  /** The token of the sender's session. */
  csrf?: string;
  /** Reply texts that can be inserted into a form. */
  replies?(name: FormName): readonly Reply[];
  /** Complaints that this one may be merged into. */
  mergeable?: readonly Suggestion[];
  typed: Typed | null;
  action(name: FormName): string;
}

const NOTHING: Form = new Map();

interface Emphasis {
  isMain?: boolean;
  /** Open from the start, like a form that has just failed. */
  isOpen?: boolean;
  /** Labels other than the form's own. */
  labels?: { title: string; button: string };
}

export function formView(
  name: FormName,
  context: FormContext,
  { isMain = false, isOpen = false, labels }: Emphasis = {},
): FormView {
  const { t } = context.locale;
  const typed = context.typed?.name === name ? context.typed : null;
  return {
    id: name,
    action: context.action(name),
    title: labels?.title ?? t(`web.forms.${name}.title`),
    button: labels?.button ?? t(`web.forms.${name}.button`),
    key: (typed?.keepsKey ? typed.form.get('key') : undefined) ?? randomUUID(),
    csrf: context.csrf ?? null,
    isMain,
    isOpen: isOpen || typed !== null,
    hasPhotos: FIELDS[name].some(({ kind }) => kind === 'photos'),
    fields: FIELDS[name].map((field) => fieldView(field, { ...context, name, typed })),
  };
}

export function fieldId(name: FormName, field: string): string {
  return `${name}-${field}`;
}

function fieldView(field: FieldDefinition, context: FormContext & { name: FormName }): FieldView {
  const { locale, city, name, typed } = context;
  const id = fieldId(name, field.name);
  const value = (typed?.form ?? NOTHING).get(field.name) ?? '';
  const error = typed?.errors.find((error) => error.field === field.name)?.error ?? null;
  const max = locale.time.number(city.policy.extensionMaxHours);
  return {
    id,
    name: field.name,
    label: locale.t(field.label),
    hint: field.hint ? locale.t(field.hint, { max }) : null,
    error,
    describedBy: [...(field.hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' '),
    value,
    isText: field.kind === 'text',
    isHours: field.kind === 'hours',
    isChoice: field.kind === 'choice',
    isFlag: field.kind === 'flag',
    photoField: field.kind === 'photos' ? photosOf(field, { id, error, context }) : null,
    isCode: field.kind === 'code',
    blank: locale.t((field.kind === 'choice' ? field.blank : undefined) ?? 'web.formLabels.choose'),
    replies: field.kind === 'text' ? (context.replies?.(name) ?? []) : [],
    suggestions: field.kind === 'code' ? (context.mergeable ?? []) : [],
    options: optionsOf(field, context).map((option) => ({ ...option, isChosen: option.value === value })),
  };
}

interface PhotosInput {
  id: string;
  error: string | null;
  context: Pick<FormContext, 'locale' | 'typed'>;
}

function photosOf({ label, hint }: FieldDefinition, { id, error, context }: PhotosInput): PhotoField {
  const { locale, typed } = context;
  const { token = '', photos = [] } = typed?.uploads ?? {};
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

function optionsOf(field: FieldDefinition, context: FormContext): { value: string; label: string }[] {
  if (field.kind !== 'choice') return [];
  const { t, names } = context.locale;
  switch (field.choices) {
    case 'rejectReasons':
      return REJECT_REASONS.map((value) => ({ value, label: t(`words.rejectReasons.${value}`) }));
    case 'reopenReasons':
      return REOPEN_REASONS.map((value) => ({ value, label: t(`words.reopenReasons.${value}`) }));
    case 'agencies':
      return agencyOptions(context);
    case 'categories':
      return context.city.categories.map(({ code }) => ({ value: code, label: names.category(code) }));
    case 'officers':
      return [
        ...(context.officers ?? []).map(({ id, name }) => ({ value: id, label: name })),
        { value: NOBODY, label: t('web.formLabels.nobody') },
      ];
    case 'stars':
      return (['1', '2', '3', '4', '5'] as const).map((value) => ({
        value,
        label: t(`web.formLabels.stars.${value}`),
      }));
  }
}

/** The agency that has a complaint is no choice, unless the complaint is given back and the agency is in use. */
function agencyOptions({ city, locale, holder, givesBack = false }: FormContext) {
  const { t, names } = locale;
  const back = { value: holder, label: t('web.forms.reassign.back', { agency: names.agency(holder) }) };
  const codes = city.agencies.map(({ code }) => code);
  const others = codes
    .filter((code) => code !== holder)
    .map((code) => ({ value: code, label: names.agency(code) }));
  return givesBack && codes.includes(holder) ? [back, ...others] : others;
}
