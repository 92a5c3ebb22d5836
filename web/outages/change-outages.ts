import { formKey } from '../forms/form-key';
import { refusalOf } from '../forms/refusal';
import type { PageRequest } from '../http/page-request';
import type { PageHandler } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { staffRequest } from '../sign-in/staff-request';
import { OUTAGE_FIELDS, outageWarning, wantedOutage } from './outage-fields';
import { OUTAGES_URL } from './outage-url';
import { showOutages } from './outages-page';

/** Handles the button below the preview. */
export const declareOutage: PageHandler = async (context, request) => {
  const { credential } = staffRequest(context, request).session;
  try {
    const { agency, ...body } = wantedOutage(request.form, context);
    await context.execute(context.operations.declareOutage, {
      ...{ params: { agency }, body, credential },
      idempotencyKey: formKey(request.form),
    });
    return { kind: 'redirect', to: `${OUTAGES_URL}?done=declared&agency=${agency}` };
  } catch (error) {
    return refusedPage(context, request, error);
  }
};

export const undoOutage: PageHandler = async (context, request) => {
  const { credential } = staffRequest(context, request).session;
  const params = { agency: request.form.get('agency') ?? '', id: request.params.id ?? '' };
  try {
    await context.execute(context.operations.undoOutage, { params, credential });
    return { kind: 'redirect', to: `${OUTAGES_URL}?done=undone` };
  } catch (error) {
    return refusedPage(context, request, error);
  }
};

/** The page with the form as it was sent. @throws the error if the sender can do nothing about it on the page */
export function refusedPage(
  context: PagesContext,
  request: PageRequest,
  error: unknown,
): Promise<PageResponse> {
  const staff = staffRequest(context, request);
  const { form } = request;
  const failure = refusalOf(error, { fields: OUTAGE_FIELDS, form, warningOf: outageWarning }, staff);
  return showOutages(context, staff, { form, failure, done: null });
}
