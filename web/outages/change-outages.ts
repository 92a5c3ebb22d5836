import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { MessageKey } from '../../locale/translator';
import { formKey } from '../forms/form-key';
import { staffRequest, type StaffRequest } from '../sign-in/staff-request';
import type { PageHandler } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { OUTAGES_URL } from './outage-url';
import { showOutages } from './outages-page';
import { NOTHING_TYPED, typedOutage, wantedOutage, type TypedOutage } from './typed-outage';

/** Handles the button below the preview. */
export const declareOutage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const typed = typedOutage(request.form);
  const read = wantedOutage(typed, { city: context.city, locale: staff.locale });
  if ('errors' in read) return showOutages(context, staff, { typed, errors: read.errors, status: 422 });
  const { agency, ...body } = read.wanted;
  try {
    await context.execute(context.operations.declareOutage, {
      ...{ params: { agency }, body },
      credential: staff.session.credential,
      idempotencyKey: formKey(request.form),
    });
  } catch (error) {
    return failed(context, staff, { error, typed });
  }
  return { kind: 'redirect', to: `${OUTAGES_URL}?done=declared&agency=${agency}` };
};

export const undoOutage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const params = { agency: request.form.get('agency') ?? '', id: request.params.id ?? '' };
  const { credential } = staff.session;
  try {
    await context.execute(context.operations.undoOutage, { params, credential });
  } catch (error) {
    return failed(context, staff, { error, typed: NOTHING_TYPED });
  }
  return { kind: 'redirect', to: `${OUTAGES_URL}?done=undone` };
};

/** @throws the error if the sender can do nothing about it on the page */
function failed(
  context: PagesContext,
  staff: StaffRequest,
  { error, typed }: { error: unknown; typed: TypedOutage },
): Promise<PageResponse> {
  const { code, details } = problemFromError(error);
  const warning = warningOf(code, details.members?.refusal);
  if (!warning) throw error;
  const { status } = PROBLEMS[code];
  const shown = { typed, status, headers: details.headers ?? {}, warning: staff.locale.t(warning) };
  return showOutages(context, staff, shown);
}

function warningOf(code: keyof typeof PROBLEMS, refusal: unknown): MessageKey | null {
  if (code === 'unavailable') return 'outages.warnings.unavailable';
  if (code === 'idempotency_conflict') return 'outages.warnings.resent';
  if (code !== 'conflict') return null;
  return refusal === 'over' ? 'outages.warnings.over' : 'outages.warnings.running';
}
