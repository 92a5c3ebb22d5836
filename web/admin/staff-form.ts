import type { RuleBreach } from '../../api/http/problem';
import { STAFF_ROLES } from '../../api/staff/staff-schemas';
import type { CityPack } from '../../city/city-pack';
import type { StaffMember } from '../../database/stores/staff-store';
import type { MessageKey } from '../../locale/translator';
import { fieldErrorsView, type FieldError } from '../forms/field-error';
import type { Form } from '../http/read-form';
import type { Locale } from '../../locale/locale';
import { agencyChoices } from './agency-choices';

const FIELDS = ['name', 'email', 'role', 'agency', 'language'] as const;
type Field = (typeof FIELDS)[number];

/** The fields of the staff form as typed, valid or not. */
export type TypedStaff = Record<Field, string>;

export function typedStaff(form: Form): TypedStaff {
  const typed = (field: Field) => (form.get(field) ?? '').trim();
  return {
    name: typed('name'),
    email: typed('email'),
    role: typed('role'),
    agency: typed('agency'),
    language: typed('language'),
  };
}

export function storedStaff({ agency, ...member }: StaffMember): TypedStaff {
  const { name, email, role, language } = member;
  return { name, email, role, language, agency: agency ?? '' };
}

/** The body that the API takes. */
export function staffBody({ agency, ...typed }: TypedStaff) {
  return { ...typed, agency: agency === '' ? null : agency };
}

/** Messages by field and, where a field has several kinds of error, by rule. */
const SENTENCES: Record<Field, { other: MessageKey; byRule?: Record<string, MessageKey> }> = {
  name: { other: 'admin.fieldErrors.name' },
  email: { other: 'admin.fieldErrors.email', byRule: { taken: 'admin.fieldErrors.emailTaken' } },
  role: { other: 'admin.fieldErrors.role' },
  agency: { other: 'admin.fieldErrors.agencyMissing', byRule: { unknown: 'admin.fieldErrors.agencyUnfit' } },
  language: { other: 'admin.fieldErrors.language' },
};

/** The API's errors in the words of the page. */
export function staffErrors(breaches: readonly RuleBreach[], { t }: Pick<Locale, 't'>): FieldError[] {
  return FIELDS.flatMap((field) => {
    const breach = breaches.find(({ pointer }) => pointer === `#/${field}`);
    if (!breach) return [];
    const { other, byRule = {} } = SENTENCES[field];
    return [{ field, error: t(byRule[breach.rule] ?? other) }];
  });
}

interface FormInput {
  action: string;
  csrf: string;
  button: MessageKey;
  typed: TypedStaff;
  errors: readonly FieldError[];
}

export function staffFormView(input: FormInput, { city, locale }: { city: CityPack; locale: Locale }) {
  const { action, csrf, typed } = input;
  const { t, names } = locale;
  const { summary, at } = fieldErrorsView(input.errors, locale);
  const field = (name: Field) => {
    const error = at(name);
    return { id: name, label: t(`admin.form.${name}`), value: typed[name], error, hint: null };
  };
  const choice = (name: Field, any: MessageKey | null, options: [value: string, label: string][]) => ({
    ...field(name),
    any: any && t(any),
    options: options.map(([value, label]) => ({ value, label, isChosen: value === typed[name] })),
  });
  return {
    ...{ action, csrf, summary },
    button: t(input.button),
    lines: [
      { ...field('name'), type: 'text' },
      { ...field('email'), type: 'email', hint: t('admin.form.emailHint') },
    ],
    choices: [
      choice(
        'role',
        'admin.form.choose',
        STAFF_ROLES.map((role) => [role, t(`admin.roles.${role}`)]),
      ),
      {
        ...choice(
          'agency',
          'admin.form.noAgency',
          agencyChoices(city, typed.agency).map((code) => [code, names.agency(code)]),
        ),
        hint: t('admin.form.agencyHint'),
      },
      choice(
        'language',
        null,
        city.languages.map((language) => [language, t(`admin.languages.${language}`)]),
      ),
    ],
  };
}
