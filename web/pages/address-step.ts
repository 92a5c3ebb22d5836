import type { Problem } from '../../api/http/problem';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import { networkOf } from '../../api/limits/network-of';
import type { Turn } from '../../database/stores/filing-turns';
import type { ReporterLink } from '../links/reporter-link';
import { withToken } from '../links/link-urls';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { stepView } from '../steps/step-view';
import { onTheMinute } from '../try-again';

interface Asked {
  link: ReporterLink;
  problem: Problem;
  challenge: object;
}

/** Their network has sent more than its share: the address that was typed is kept, and sent after one of two steps. */
export async function addressStepPage(site: Site, visit: Visit, asked: Asked): Promise<PageAnswer> {
  const { link, problem, challenge } = asked;
  const { complaintId } = link.claims;
  const speech = site.speeches(languageFor(visit, site.city, link.reporter.language));
  const sent = {
    action: withToken(`/my/${link.complaint.trackingCode}/address`, visit),
    fields: ['email', 'key'].map((name) => ({ name, value: visit.form.get(name) ?? '' })),
  };
  if (visit.form.get('wait') === 'yes')
    await site.turns.take({ subject: complaintId, network: networkOf(visit.address) });
  const turn = await site.turns.find(complaintId);
  const wait = { ...sent, fields: [...sent.fields, { name: 'wait', value: 'yes' }] };
  const { step, scripts } = stepView(visit, { ...sent, wait, challenge });
  const words = wordsOf(turn, speech);
  return {
    kind: 'page',
    status: PROBLEMS[problem.code].status,
    headers: problem.details.headers,
    template: 'address-step',
    title: words.heading,
    view: { ...words, step: turn ? null : step, resend: sent },
    styles: ['filing.css'],
    scripts: turn ? [] : scripts,
    speech,
    keepsAddress: false,
  };
}

function wordsOf(turn: Turn | null, { say, time }: Speech): { heading: string; lead: string } {
  if (!turn) return { heading: say('filing.step.heading'), lead: say('web.my.correctStep') };
  const lead = say('web.my.correctWait', { time: time.clock(onTheMinute(turn.dueAt)) });
  return { heading: say('filing.wait.heading'), lead };
}
