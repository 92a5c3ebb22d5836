import type { RuleBreach } from '../../../api/http/problem';
import type { CityPack } from '../../../city/city-pack';
import { ROLES } from '../../../domain/actor';
import { MS_PER_HOUR } from '../../../domain/instant';
import { KEY_SCOPES, type KeyScope } from '../../../domain/key-scopes';
import type { MessageKey } from '../../../locale/translator';
import { fieldErrorsView, type FieldError } from '../../forms/field-error';
import type { Form } from '../../http/read-form';
import type { Locale } from '../../../locale/locale';
import { agencyChoices } from '../agency-choices';
import { roleName, scopeName } from './key-view';

/** The fields of the key form as typed, valid or not. */
export interface TypedKey {
  label: string;
  role: string;
  agency: string;
  channel: string;
  scopes: readonly KeyScope[];
  /** Empty means that the key does not expire. */
  days: string;
}

export const LASTS_DAYS = ['30', '90', '365'] as const;

export const EMPTY_KEY: TypedKey = {
  ...{ label: '', role: 'application', agency: '', channel: '', days: '' },
  scopes: ['complaints:file', 'complaints:act'],
};

export function typedKey(form: Form): TypedKey {
  const typed = (field: string) => (form.get(field) ?? '').trim();
  return {
    label: typed('label'),
    role: typed('role'),
    agency: typed('agency'),
    channel: typed('channel'),
    scopes: KEY_SCOPES.filter((scope) => form.get(scope) === 'yes'),
    days: typed('days'),
  };
}

/** The body that the API takes; fields that only applications have are not sent for other roles. */
export function keyBody({ label, role, agency, channel, scopes, days }: TypedKey) {
  const expiresAt = days === '' ? undefined : endAfter(days);
  return {
    ...{ label, role },
    ...(agency === '' ? {} : { agency }),
    ...(role === 'application' ? { scopes } : {}),
    ...(role === 'application' && channel !== '' ? { channel } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** The end as the API takes it; a value that is not among the choices is passed on for the API to refuse. */
export function endAfter(days: string): string {
  const known = LASTS_DAYS.find((each) => each === days);
  return known ? new Date(Date.now() + Number(known) * 24 * MS_PER_HOUR).toISOString() : days;
}

/** Messages by where the API found an error and, where a field has several kinds of error, by rule. */
const SENTENCES: { at: RegExp; field: string; other: MessageKey; byRule?: Record<string, MessageKey> }[] = [
  { at: /^#\/label$/, field: 'label', other: 'keys.fieldErrors.label' },
  { at: /^#\/role$/, field: 'role', other: 'keys.fieldErrors.role' },
  {
    ...{ at: /^#\/agency$/, field: 'agency', other: 'keys.fieldErrors.agencyMissing' },
    byRule: { unknown: 'keys.fieldErrors.agencyUnfit' },
  },
  { at: /^#\/scopes/, field: 'scopes', other: 'keys.fieldErrors.scopes' },
  { at: /^#\/channel$/, field: 'channel', other: 'keys.fieldErrors.channel' },
  { at: /^#\/expiresAt$/, field: 'days', other: 'keys.fieldErrors.days' },
];

export function keyErrors(breaches: readonly RuleBreach[], { t }: Pick<Locale, 't'>): FieldError[] {
  return SENTENCES.flatMap(({ at, field, other, byRule = {} }) => {
    const breach = breaches.find(({ pointer = '' }) => at.test(pointer));
    return breach ? [{ field, error: t(byRule[breach.rule] ?? other) }] : [];
  });
}

interface FormInput {
  csrf: string;
  typed: TypedKey;
  errors: readonly FieldError[];
}

export function keyFormView({ csrf, typed, errors }: FormInput, { city, locale }: FormContext) {
  const { t, names, time } = locale;
  const { summary, at } = fieldErrorsView(errors, locale);
  const field = (id: 'label' | 'role' | 'agency' | 'channel' | 'days', hint: MessageKey | null = null) => ({
    ...{ id, label: t(`keys.form.${id}`), value: typed[id], error: at(id), hint: hint && t(hint) },
  });
  const options = (id: 'role' | 'agency' | 'days', choices: [value: string, label: string][]) =>
    choices.map(([value, label]) => ({ value, label, isChosen: value === typed[id] }));
  const codes = agencyChoices(city, '').map((code): [string, string] => [code, names.agency(code)]);
  return {
    ...{ csrf, summary },
    label: field('label', 'keys.form.labelHint'),
    role: {
      ...field('role'),
      ...{ any: t('keys.form.choose'), options: options('role', roleChoices(locale)) },
    },
    agency: {
      ...field('agency', 'keys.form.agencyHint'),
      ...{ any: t('keys.form.noAgency'), options: options('agency', codes) },
    },
    scopes: {
      error: at('scopes'),
      boxes: KEY_SCOPES.map((scope) => ({
        id: scope.replace(':', '-'),
        name: scope,
        label: scopeName(scope, locale),
        isTicked: typed.scopes.includes(scope),
      })),
    },
    channel: field('channel', 'keys.form.channelHint'),
    days: {
      ...field('days'),
      any: t('keys.form.forever'),
      options: options(
        'days',
        LASTS_DAYS.map((days) => [days, t('keys.form.lasting', { count: time.number(Number(days)) })]),
      ),
    },
  };
}

interface FormContext {
  city: CityPack;
  locale: Locale;
}

/** Applications first, since most keys are for them. */
function roleChoices(locale: Locale): [string, string][] {
  const roles = ['application' as const, ...ROLES.filter((role) => role !== 'application')];
  return roles.map((role) => [role, roleName(role, locale)]);
}
