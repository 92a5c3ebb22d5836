import { notFound, type Problem } from '../../../api/http/problem';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import { pageForm } from '../../forms/form-view';
import { refusalOf, type Refusal } from '../../forms/refusal';
import { htmlPage } from '../../html-page';
import type { PageRequest } from '../../http/page-request';
import type { Form } from '../../http/read-form';
import type { PageHandler } from '../../http/serve-page';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import { staffRequest, type StaffRequest } from '../../sign-in/staff-request';
import { keyFacts, keyUrl, keyView } from './key-view';
import { ROTATION, rotationBody, rotationFields } from './rotation-fields';
import { shownKeyPage } from './shown-key-page';

/** One key: what it may do, its state, and the forms that change or revoke it. */
export const keyPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const done = request.query.done === 'revoked' ? staff.locale.t('keys.done.revoked') : null;
  const key = await keyAt(context, request);
  return page(staff, { key, form: ROTATION, done, failure: null });
};

/** Responds with the key itself, as `createKey` does. */
export const rotateKey: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const { credential } = staff.session;
  const key = await keyAt(context, request);
  const { form } = request;
  const fields = rotationFields(key);
  try {
    const { rotateApiKey } = context.operations;
    const body = rotationBody(fields, form);
    const made = await context.execute(rotateApiKey, { params: { id: key.id }, body, credential });
    return await shownKeyPage(context, staff, { made, isRotated: true });
  } catch (error) {
    const warningOf = ({ code }: Problem) =>
      code === 'not_found' ? staff.locale.t('keys.warnings.ended') : null;
    const failure = refusalOf(error, { fields, form, warningOf }, staff);
    // The key is there, it only works no more.
    const status = failure.status === 404 ? 409 : failure.status;
    return page(staff, { key, form, done: null, failure: { ...failure, status } });
  }
};

/** A key that was already revoked stays so, and its page says so. */
export const revokeKey: PageHandler = async (context, request) => {
  const { credential } = staffRequest(context, request).session;
  const { id, revokedAt } = await keyAt(context, request);
  const { revokeApiKey } = context.operations;
  if (revokedAt === null) await context.execute(revokeApiKey, { params: { id }, credential });
  return { kind: 'redirect', to: `${keyUrl(id)}?done=revoked` };
};

/** @throws Problem `not_found` */
async function keyAt({ apiKeys }: PagesContext, { params: { id = '' } }: PageRequest): Promise<ApiKeyRecord> {
  const key = await apiKeys.find(id);
  if (!key) throw notFound();
  return key;
}

interface Shown {
  key: ApiKeyRecord;
  form: Form;
  done: string | null;
  failure: Refusal | null;
}

function page(staff: StaffRequest, { key, form, done, failure }: Shown): PageResponse {
  const { locale, session } = staff;
  const view = keyView(key, locale);
  return htmlPage({
    failure,
    template: 'admin/keys/key',
    title: view.label,
    view: {
      ...view,
      done,
      facts: keyFacts(key, locale),
      csrf: session.csrf,
      isRevoked: key.revokedAt !== null,
      ...pageForm(
        {
          ...{ fields: rotationFields(key), form, failure },
          action: `${view.url}/rotate`,
          button: locale.t('keys.rotate.button'),
          hidden: { csrf: session.csrf },
        },
        staff,
      ),
    },
    styles: ['admin.css'],
    locale,
  });
}
