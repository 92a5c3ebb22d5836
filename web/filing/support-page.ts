import { randomUUID } from 'node:crypto';
import { problemFromError } from '../../api/http/problem-from-error';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isFinal } from '../../domain/statuses';
import type { PageAnswer } from '../page-answer';
import { supportable } from '../pages/supportable';
import { browserSecret } from '../browser-secret';
import { draftCookie } from './draft-cookie';
import { faultView, type Fault } from './fault';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { lineView } from './line-view';
import { typedIn } from './typed';

/** “Me too” instead of a second complaint. */
export async function supportPage(filing: FilingVisit): Promise<PageAnswer> {
  const complaint = await supportable(filing.site, filing.visit);
  if (isFinal(complaint.status)) return { kind: 'redirect', to: `/track/${complaint.trackingCode}` };
  return page(filing, { complaint, email: '', key: randomUUID(), faults: [] });
}

/** As the API's own “me too”; the draft that it stands for goes. */
export async function sendSupport(filing: FilingVisit): Promise<PageAnswer> {
  const { site, visit, speech, draft } = filing;
  const complaint = await supportable(site, visit);
  const { trackingCode } = complaint;
  const { form, address } = visit;
  const email = typedIn(form, 'email')?.trim() ?? null;
  const key = form.get('key') ?? '';
  const { device, cookie } = browserSecret(site, visit, key);
  try {
    await site.acts.support({ trackingCode, email, language: speech.language, device, form, address });
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code === 'refused') return { kind: 'redirect', to: `/track/${trackingCode}` };
    if (problem.code !== 'invalid') throw error;
    const faults = [{ field: 'email', error: speech.say('filing.errors.email') }];
    return page(filing, { complaint, email: email ?? '', key, faults });
  }
  if (draft) await discard(filing, draft.id);
  return {
    kind: 'redirect',
    to: `/track/${trackingCode}?done=support`,
    cookies: [cookie, ...(draft?.complaintId === null ? [draftCookie(site, null)] : [])],
  };
}

async function discard({ site }: FilingVisit, draftId: string): Promise<void> {
  for (const photo of await site.drafts.discard(draftId)) await site.photoStore.remove(photo);
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
