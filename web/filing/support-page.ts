import { randomUUID } from 'node:crypto';
import { problemFromError } from '../../api/http/problem-from-error';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isFinal } from '../../domain/statuses';
import type { PageResponse } from '../page-response';
import { executeSupport } from '../support/execute-support';
import { supportable } from '../support/supportable';
import { browserSecret } from '../browser-secret';
import { draftCookie } from './draft-cookie';
import { fieldErrorsView, type FieldError } from '../forms/field-error';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { lineView } from './line-view';
import { typedIn } from './typed';

/** The page to say “me too” instead of filing a second complaint. */
export async function supportPage(filing: DraftRequest): Promise<PageResponse> {
  const complaint = await supportable(filing.context, filing.request);
  if (isFinal(complaint.status)) return { kind: 'redirect', to: `/track/${complaint.trackingCode}` };
  return page(filing, { complaint, email: '', key: randomUUID(), errors: [] });
}

/** Executes the API's own “me too” and deletes the draft that it replaces. */
export async function sendSupport(filing: DraftRequest): Promise<PageResponse> {
  const { context, request, locale, draft } = filing;
  const complaint = await supportable(context, request);
  const { trackingCode } = complaint;
  const { form } = request;
  const email = typedIn(form, 'email')?.trim() ?? null;
  const key = form.get('key') ?? '';
  const { device, cookie } = browserSecret(context, request, key);
  try {
    await executeSupport(context, request, { trackingCode, email, language: locale.language, device });
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code === 'refused') return { kind: 'redirect', to: `/track/${trackingCode}` };
    if (problem.code !== 'invalid') throw error;
    const errors = [{ field: 'email', error: locale.t('filing.errors.email') }];
    return page(filing, { complaint, email: email ?? '', key, errors });
  }
  if (draft) await discard(filing, draft.id);
  return {
    kind: 'redirect',
    to: `/track/${trackingCode}?done=support`,
    cookies: [cookie, ...(draft?.complaintId === null ? [draftCookie(context, null)] : [])],
  };
}

async function discard({ context }: DraftRequest, draftId: string): Promise<void> {
  for (const photo of await context.drafts.discard(draftId)) await context.photoStore.remove(photo);
}

interface Shown {
  complaint: ComplaintRecord;
  email: string;
  key: string;
  errors: readonly FieldError[];
}

function page({ locale, draft }: DraftRequest, { complaint, email, key, errors }: Shown): PageResponse {
  const { t, names } = locale;
  const { summary, at } = fieldErrorsView(errors, locale);
  const code = complaint.trackingCode;
  const words = {
    kind: names.category(complaint.category),
    district: names.district(complaint.district),
  };
  return filingPage(locale, {
    status: errors.length > 0 ? 422 : 200,
    template: 'support',
    title: t('filing.support.heading'),
    view: {
      summary,
      code,
      about: t('filing.support.about', words),
      email: lineView({
        id: 'email',
        type: 'email',
        label: t('filing.support.email'),
        hint: t('filing.support.emailHint'),
        value: email,
        error: at('email'),
      }),
      key,
      back: draft ? '/file/similar' : `/track/${code}`,
      hasDraft: draft !== null && draft.complaintId === null,
    },
  });
}
