import { randomUUID } from 'node:crypto';
import { problemFromError } from '../../api/http/problem-from-error';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isFinal } from '../../domain/statuses';
import { errorSummary } from '../forms/field-errors';
import { fieldView } from '../forms/field-view';
import { refusalOf, type Refusal } from '../forms/refusal';
import type { PageResponse } from '../page-response';
import { executeSupport } from '../support/execute-support';
import { SUPPORT_FIELDS } from '../support/support-fields';
import { supportable } from '../support/supportable';
import { draftCookie } from './draft-cookie';
import type { DraftRequest } from './draft-request';
import { filingPage } from './filing-page';

/** The page to say “me too” instead of filing a second complaint. */
export async function supportPage(filing: DraftRequest): Promise<PageResponse> {
  const complaint = await supportable(filing.context, filing.request);
  if (isFinal(complaint.status)) return { kind: 'redirect', to: `/track/${complaint.trackingCode}` };
  return page(filing, { complaint, failure: null });
}

/** Executes the API's own “me too” and deletes the draft that it replaces. */
export async function sendSupport(filing: DraftRequest): Promise<PageResponse> {
  const { context, request, locale, draft } = filing;
  const complaint = await supportable(context, request);
  const { trackingCode } = complaint;
  try {
    const cookie = await executeSupport(context, request, { trackingCode, language: locale.language });
    if (draft) await discard(filing, draft.id);
    return {
      kind: 'redirect',
      to: `/track/${trackingCode}?done=support`,
      cookies: [cookie, ...(draft?.complaintId === null ? [draftCookie(context, null)] : [])],
    };
  } catch (error) {
    if (problemFromError(error).code === 'refused') return { kind: 'redirect', to: `/track/${trackingCode}` };
    const refused = { fields: SUPPORT_FIELDS, form: request.form };
    return page(filing, { complaint, failure: refusalOf(error, refused, { city: context.city, locale }) });
  }
}

async function discard({ context }: DraftRequest, draftId: string): Promise<void> {
  for (const photo of await context.drafts.discard(draftId)) await context.photoStore.remove(photo);
}

interface Shown {
  complaint: ComplaintRecord;
  failure: Refusal | null;
}

function page(
  { context, request, locale, draft }: DraftRequest,
  { complaint, failure }: Shown,
): PageResponse {
  const { t, names } = locale;
  const { form } = request;
  const errors = failure?.errors ?? [];
  const { trackingCode: code } = complaint;
  const words = { kind: names.category(complaint.category), district: names.district(complaint.district) };
  return filingPage(locale, {
    status: failure?.status,
    headers: failure?.headers,
    template: 'support',
    title: t('filing.support.heading'),
    view: {
      code,
      summary: errorSummary(errors, locale),
      warning: failure?.warning ?? null,
      about: t('filing.support.about', words),
      fields: SUPPORT_FIELDS.map((field) =>
        fieldView(field, { form, errors }, { city: context.city, locale }),
      ),
      key: form.get('key') || randomUUID(),
      back: draft ? '/file/similar' : `/track/${code}`,
      hasDraft: draft !== null && draft.complaintId === null,
    },
  });
}
