import { bodyOf, formOf } from '../forms/field-values';
import { formPage } from './form-page';
import { personUrl } from './person-view';
import { STAFF_FIELDS } from './staff-fields';

export const newPersonPage = formPage({
  path: '/admin/staff/new',
  template: 'admin/new',
  title: 'admin.new.title',
  button: 'admin.new.button',
  fields: STAFF_FIELDS,
  start: ({ city }) => formOf({ language: city.defaultLanguage }),
  contextOf: (staff) => ({ ...staff, agency: null }),
  async send({ execute, operations }, { session: { credential } }, form) {
    const body = bodyOf(STAFF_FIELDS, form);
    const { id } = await execute(operations.addStaff, { params: {}, body, credential });
    return { kind: 'redirect', to: `${personUrl(id)}?done=added` };
  },
});
