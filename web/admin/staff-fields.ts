import { STAFF_ROLES } from '../../api/staff/staff-schemas';
import type { Field, FormContext } from '../forms/field';
import { agencyChoices } from './agency-choices';

interface StaffContext extends FormContext {
  /** The member's agency, which stays a choice even if it is retired. */
  agency: string | null;
}

/** The form for a member of staff. */
export const STAFF_FIELDS = [
  { name: 'name', kind: 'line', label: 'admin.form.name', error: 'admin.fieldErrors.name' },
  {
    name: 'email',
    kind: 'line',
    type: 'email',
    isLiteral: true,
    label: 'admin.form.email',
    hint: 'admin.form.emailHint',
    error: 'web.errors.email',
    errors: { taken: 'admin.fieldErrors.emailTaken' },
  },
  {
    name: 'role',
    kind: 'choice',
    options: ({ locale: { t } }) => STAFF_ROLES.map((value) => ({ value, label: t(`admin.roles.${value}`) })),
    label: 'admin.form.role',
    error: 'admin.fieldErrors.role',
  },
  {
    name: 'agency',
    kind: 'choice',
    options: ({ city, locale, agency }) => agencyChoices(city, agency, locale),
    blank: 'admin.form.noAgency',
    read: (chosen) => (chosen === '' ? null : chosen),
    label: 'admin.form.agency',
    hint: 'admin.form.agencyHint',
    error: 'admin.fieldErrors.agencyMissing',
    errors: { unknown: 'admin.fieldErrors.agencyUnfit' },
  },
  {
    name: 'language',
    kind: 'choice',
    options: ({ city, locale: { t } }) =>
      city.languages.map((value) => ({ value, label: t(`admin.languages.${value}`) })),
    blank: null,
    label: 'admin.form.language',
    error: 'admin.fieldErrors.language',
  },
] as const satisfies readonly Field<StaffContext>[];
