import { emailField } from '../forms/email-field';

/** The form with which reporters replace a mistyped address. */
export const ADDRESS_FIELDS = [emailField({ label: 'web.my.newAddress' })];
