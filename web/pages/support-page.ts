import { randomUUID } from 'node:crypto';
import { PROBLEMS, type ProblemCode } from '../../api/http/problem-catalogue';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isFinal } from '../../domain/statuses';
import type { MessageKey } from '../../mail/locales';
import { failureOf } from '../forms/failed-post';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import { browserSecret } from '../browser-secret';
import type { Site } from '../site';
import { supportable } from './supportable';

/** Asks whoever has the same problem to say so, perhaps with an address for the news. */
export async function supportPage(site: Site, visit: Visit): Promise<PageAnswer> {
  return written(site, visit, { complaint: await supportable(site, visit), status: 200 });
}

export async function sendSupport(site: Site, visit: Visit): Promise<PageAnswer> {
  const complaint = await supportable(site, visit);
  const { trackingCode } = complaint;
  const { language, say } = site.speeches(languageFor(visit, site.city));
  const typed = (visit.form.get('email') ?? '').trim();
  const { form, address } = visit;
  const { device, cookie } = browserSecret(site, visit, form.get('key') ?? '');
  const email = typed === '' ? null : typed;
  try {
    await site.acts.support({ trackingCode, email, language, device, form, address });
    return { kind: 'redirect', to: `/track/${trackingCode}?done=support`, cookies: [cookie] };
  } catch (error) {
    const { code } = failureOf(error);
    const { status } = PROBLEMS[code];
    if (code === 'invalid')
      return written(site, visit, { complaint, status, error: say('web.support.emailWrong') });
    return written(site, visit, { complaint, status, warning: say(WARNINGS[code] ?? 'web.notices.slow') });
  }
}

const WARNINGS: Partial<Record<ProblemCode, MessageKey>> = {
  refused: 'web.support.over',
  idempotency_conflict: 'web.notices.resent',
};

interface Written {
  complaint: ComplaintRecord;
  status: number;
  error?: string;
  warning?: string;
}

function written(
  site: Site,
  visit: Visit,
  { complaint, status, error = '', warning = '' }: Written,
): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say, names } = speech;
  const { trackingCode: code, category, district } = complaint;
  const key = visit.form.get('key') ?? '';
  return {
    kind: 'page',
    status,
    template: 'support',
    title: say('web.support.heading'),
    view: {
      heading: say('web.support.heading'),
      about: `${names.category(category)}, ${names.district(district)} · ${code}`,
      action: `/track/${code}/support`,
      track: `/track/${code}`,
      isOver: isFinal(complaint.status),
      key: key === '' ? randomUUID() : key,
      email: visit.form.get('email') ?? '',
      error,
      warning,
    },
    speech,
    keepsAddress: status === 200,
  };
}
