import { emailField } from '../forms/email-field';

/** The form to say “me too”: nobody has to leave an address. */
export const SUPPORT_FIELDS = [emailField({ label: 'web.support.email', hint: 'web.support.emailHint' })];
