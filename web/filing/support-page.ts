import { findComplaint } from '../../api/complaints/find-complaint';
import { supportComplaint } from '../../api/complaints/support-complaint';
import { notFound, Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import { randomUUID } from 'node:crypto';
import type { Credential } from '../../api/authentication/credential';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isFinal } from '../../domain/statuses';
import type { PageAnswer } from '../page-answer';
import { draftCookie } from './draft-cookie';
import { faultView, type Fault } from './fault';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { lineView } from './line-view';
import { typedIn } from './typed';

const NOBODY: Credential = { kind: 'none' };

/** “Me too” instead of a second complaint. */
export async function supportPage(filing: FilingVisit): Promise<PageAnswer> {
  const complaint = await complaintToSupport(filing);
  if (isFinal(complaint.status)) return { kind: 'redirect', to: `/track/${complaint.trackingCode}` };
  return page(filing, { complaint, email: '', key: randomUUID(), faults: [] });
}

/** As the API's own “me too”; the draft that it stands for goes. */
export async function sendSupport(filing: FilingVisit): Promise<PageAnswer> {
  const { site, visit, speech, draft } = filing;
  const complaint = await complaintToSupport(filing);
  const email = typedIn(visit.form, 'email')?.trim() ?? null;
  const key = visit.form.get('key') ?? '';
  try {
    await site.limits.count('support', { credential: NOBODY, address: visit.address });
    await supportComplaint(site).run({
      params: { code: complaint.trackingCode },
      query: {},
      credential: NOBODY,
      idempotencyKey: /^[\w-]{16,64}$/.test(key) ? key : null,
      readBody: async () => ({
        json: { language: speech.language, ...(email === null ? {} : { email }) },
        files: [],
      }),
    });
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code === 'refused') return { kind: 'redirect', to: `/track/${complaint.trackingCode}` };
    if (problem.code !== 'invalid') throw error;
    const faults = [{ field: 'email', error: speech.say('filing.errors.email') }];
    return page(filing, { complaint, email: email ?? '', key, faults });
  }
  if (draft) await discard(filing, draft.id);
  return {
    kind: 'redirect',
    to: `/track/${complaint.trackingCode}?done=support`,
    cookies: draft?.complaintId === null ? [draftCookie(site, null)] : [],
  };
}

async function discard({ site }: FilingVisit, draftId: string): Promise<void> {
  for (const photo of await site.drafts.discard(draftId)) await site.photoStore.remove(photo);
}

/** Codes are guessed as slowly here as elsewhere. @throws Problem `not_found` also for what the public may not see */
async function complaintToSupport({ site, visit }: FilingVisit): Promise<ComplaintRecord> {
  const caller = { credential: NOBODY, address: visit.address };
  await site.limits.refuseGuessers(caller);
  try {
    const complaint = await findComplaint(site, visit.params.code ?? '');
    if (complaint.confidential) throw notFound();
    return complaint;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') await site.limits.countUnknownCode(caller);
    throw error;
  }
}

interface Shown {
  complaint: ComplaintRecord;
  email: string;
  key: string;
  faults: readonly Fault[];
}

function page({ speech, draft }: FilingVisit, { complaint, email, key, faults }: Shown): PageAnswer {
  const { say, names } = speech;
  const { summary, at } = faultView(faults, speech);
  const code = complaint.trackingCode;
  const words = {
    kind: names.category(complaint.category),
    district: names.district(complaint.district),
  };
  return filingPage(speech, {
    status: faults.length > 0 ? 422 : 200,
    template: 'support',
    title: say('filing.support.heading'),
    view: {
      summary,
      code,
      about: say('filing.support.about', words),
      email: lineView({
        id: 'email',
        type: 'email',
        label: say('filing.support.email'),
        hint: say('filing.support.emailHint'),
        value: email,
        error: at('email'),
      }),
      key,
      back: draft ? '/file/similar' : `/track/${code}`,
      hasDraft: draft !== null && draft.complaintId === null,
    },
  });
}
