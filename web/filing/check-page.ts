import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { Problem } from '../../api/http/problem';
import { browserSecret } from '../browser-secret';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageAnswer } from '../page-answer';
import type { RunningOutage } from '../../database/readers/running-outages';
import { checkView, draftAs, seenAs } from './check-view';
import { fileDraft } from './file-draft';
import { filingPage } from './filing-page';
import { filingVisit, type FilingVisit } from './filing-visit';
import { detourBefore } from './next-step';
import { againAt } from '../try-again';
import { challengeIn } from '../steps/step-view';
import { stepPage } from './step-page';

export async function checkPage(filing: FilingVisit): Promise<PageAnswer> {
  const { draft } = filing;
  const detour = detourBefore('check', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  return page(filing, { draft });
}

/** Files what its sender has seen on the page, and nothing else; however often it is sent, it is one complaint. */
export async function sendComplaint(filing: FilingVisit): Promise<PageAnswer> {
  const { visit, speech, draft } = filing;
  const detour = detourBefore('check', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const seen = visit.form.get('seen');
  const { city } = filing.site;
  if (seen !== seenAs(draft, { city, outage: await outageOf(filing, draft) })) {
    const isPromise = seen?.startsWith(draftAs(draft)) ?? false;
    const warning = speech.say(isPromise ? 'filing.check.promiseMoved' : 'filing.check.moved');
    return page(filing, { draft, status: 409, warning });
  }
  try {
    const { device, cookie } = browserSecret(filing.site, visit, draft.id);
    await fileDraft(filing, { draft, device });
    return { kind: 'redirect', to: '/file/sent', cookies: [cookie] };
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code !== 'refused' && problem.code !== 'too_many_requests') throw error;
    return afterRefusal(filing, problem);
  }
}

/** Perhaps the same form, sent a moment before, was what it was refused for. */
async function afterRefusal(filing: FilingVisit, problem: Problem): Promise<PageAnswer> {
  const { speech } = filing;
  const draft = await currentDraft(filing);
  const detour = detourBefore('check', { ...filing, draft });
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const challenge = challengeIn(problem);
  if (challenge) return stepPage(filing, { draft, problem, challenge });
  const { status } = PROBLEMS[problem.code];
  const time = speech.time.clock(againAt(problem, Date.now()));
  const warning =
    problem.code === 'refused'
      ? speech.say('filing.check.moved')
      : speech.say('filing.errors.tooMany', { time });
  return page(filing, { draft, status, warning, headers: problem.details.headers });
}

/** Of the agency that the draft goes to, if it cannot work now. */
async function outageOf(
  { site }: FilingVisit,
  { category: code }: DraftRecord,
): Promise<RunningOutage | null> {
  const agency = site.city.categories.find((category) => category.code === code)?.agency;
  return (await site.outages.running()).find((outage) => outage.agency === agency) ?? null;
}

async function currentDraft({ site, visit }: FilingVisit): Promise<DraftRecord | null> {
  return (await filingVisit(site, visit)).draft;
}

interface Shown {
  draft: DraftRecord;
  status?: number;
  warning?: string;
  headers?: Record<string, string>;
}

async function page(filing: FilingVisit, { draft, status, warning, headers }: Shown): Promise<PageAnswer> {
  const { speech } = filing;
  const outage = await outageOf(filing, draft);
  return filingPage(speech, {
    status,
    headers,
    template: 'check',
    title: speech.say('filing.check.heading'),
    view: { ...checkView({ draft, outage }, filing), warning: warning ?? null },
    scripts: ['filing/check.js'],
  });
}
