import { ROLES } from '../../../domain/actor';
import { MS_PER_HOUR } from '../../../domain/instant';
import { KEY_SCOPES } from '../../../domain/key-scopes';
import { agencyChoices } from '../agency-choices';
import { formOf, bodyOf } from '../../forms/field-values';
import type { Field, FormContext, Option } from '../../forms/field';
import type { Form } from '../../http/read-form';
import { roleName, scopeName } from './key-view';

/** The form for a new key. */
export const KEY_FIELDS = [
  {
    name: 'label',
    kind: 'line',
    label: 'keys.form.label',
    hint: 'keys.form.labelHint',
    error: 'keys.fieldErrors.label',
  },
  { name: 'role', kind: 'choice', options: roles, label: 'keys.form.role', error: 'keys.fieldErrors.role' },
  {
    name: 'agency',
    kind: 'choice',
    options: ({ city, locale }) => agencyChoices(city, null, locale),
    blank: 'keys.form.noAgency',
    label: 'keys.form.agency',
    hint: 'keys.form.agencyHint',
    error: 'keys.fieldErrors.agencyMissing',
    errors: { unknown: 'keys.fieldErrors.agencyUnfit' },
  },
  {
    name: 'scopes',
    kind: 'boxes',
    options: ({ locale }) => KEY_SCOPES.map((value) => ({ value, label: scopeName(value, locale) })),
    label: 'keys.form.scopes',
    hint: 'keys.form.scopesHint',
    error: 'keys.fieldErrors.scopes',
  },
  {
    name: 'channel',
    kind: 'line',
    isLiteral: true,
    isOptional: true,
    label: 'keys.form.channel',
    hint: 'keys.form.channelHint',
    error: 'keys.fieldErrors.channel',
  },
  {
    name: 'days',
    pointer: '#/expiresAt',
    kind: 'choice',
    options: lastingOptions,
    blank: 'keys.form.forever',
    label: 'keys.form.days',
    error: 'keys.fieldErrors.days',
  },
] as const satisfies readonly Field[];

export const NEW_KEY = formOf({ role: 'application', scopes: ['complaints:file', 'complaints:act'] });

/** The body that the API takes; fields that only applications have are not sent for other roles. */
export function keyBody(form: Form) {
  const { days, scopes, channel, ...body } = bodyOf(KEY_FIELDS, form);
  return {
    ...body,
    ...(body.role === 'application' ? { scopes, channel } : {}),
    ...(days === undefined ? {} : { expiresAt: endAfter(String(days)) }),
  };
}

const LASTS_DAYS = ['30', '90', '365'] as const;

export function lastingOptions({ locale: { t, time } }: Pick<FormContext, 'locale'>): Option[] {
  return LASTS_DAYS.map((value) => ({
    value,
    label: t('keys.form.lasting', { count: time.number(Number(value)) }),
  }));
}

/** The end as the API takes it; a value that is not among the choices is passed on for the API to refuse. */
export function endAfter(days: string): string {
  const known = LASTS_DAYS.find((each) => each === days);
  return known ? new Date(Date.now() + Number(known) * 24 * MS_PER_HOUR).toISOString() : days;
}

/** Applications first, since most keys are for them. */
function roles({ locale }: FormContext): Option[] {
  const inOrder = ['application' as const, ...ROLES.filter((role) => role !== 'application')];
  return inOrder.map((value) => ({ value, label: roleName(value, locale) }));
}
