import { formPage } from '../form-page';
import { KEY_FIELDS, keyBody, NEW_KEY } from './key-fields';
import { shownKeyPage } from './shown-key-page';

/** Responds with the key itself: it must be in no address, and a redirect would need it to be stored. */
export const newKeyPage = formPage({
  path: '/admin/keys/new',
  template: 'admin/keys/new',
  title: 'keys.new.title',
  button: 'keys.new.button',
  fields: KEY_FIELDS,
  start: NEW_KEY,
  contextOf: (staff) => staff,
  async send(context, staff, form) {
    const { credential } = staff.session;
    const { createApiKey } = context.operations;
    const made = await context.execute(createApiKey, { params: {}, body: keyBody(form), credential });
    return shownKeyPage(context, staff, { made, isRotated: false });
  },
});
