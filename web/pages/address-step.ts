import { htmlPage } from '../html-page';
import type { Problem } from '../../api/http/problem';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import { networkOf } from '../../api/limits/network-of';
import type { Turn } from '../../database/stores/filing-turns';
import type { ReporterLink } from '../links/reporter-link';
import { withToken } from '../links/link-urls';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { stepView } from '../steps/step-view';
import { onTheMinute } from '../try-again';

interface StepInput {
  link: ReporterLink;
  problem: Problem;
  challenge: object;
}

/** For a sender whose network is above its limit: the address stays, and can be sent after one of two steps. */
export async function addressStepPage(
  context: PagesContext,
  request: PageRequest,
  input: StepInput,
): Promise<PageResponse> {
  const { link, problem, challenge } = input;
  const { complaintId } = link.claims;
  const locale = context.locales(languageFor(request, context.city, link.reporter.language));
  const sent = {
    action: withToken(`/my/${link.complaint.trackingCode}/address`, request),
    fields: ['email', 'key'].map((name) => ({ name, value: request.form.get(name) ?? '' })),
  };
  if (request.form.get('wait') === 'yes')
    await context.turns.take({ subject: complaintId, network: networkOf(request.address) });
  const turn = await context.turns.find(complaintId);
  const wait = { ...sent, fields: [...sent.fields, { name: 'wait', value: 'yes' }] };
  const { step, scripts } = stepView(request, { ...sent, wait, challenge });
  const words = wordsOf(turn, locale);
  return htmlPage({
    status: PROBLEMS[problem.code].status,
    headers: problem.details.headers,
    template: 'address-step',
    title: words.heading,
    view: { ...words, step: turn ? null : step, resend: sent },
    styles: ['filing.css'],
    scripts: turn ? [] : scripts,
    locale,
    keepsAddress: false,
  });
}

function wordsOf(turn: Turn | null, { t, time }: Locale): { heading: string; lead: string } {
  if (!turn) return { heading: t('filing.step.heading'), lead: t('web.my.correctStep') };
  const lead = t('web.my.correctWait', { time: time.clock(onTheMinute(turn.dueAt)) });
  return { heading: t('filing.wait.heading'), lead };
}
