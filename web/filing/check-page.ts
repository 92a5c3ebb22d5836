import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { Problem } from '../../api/http/problem';
import { browserSecret } from '../browser-secret';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageAnswer } from '../page-answer';
import { checkView, seenAs } from './check-view';
import { fileDraft } from './file-draft';
import { filingPage } from './filing-page';
import { filingVisit, type FilingVisit } from './filing-visit';
import { detourBefore } from './next-step';
import { againAt } from '../try-again';
import { challengeIn, stepPage } from './step-page';

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
  const moved = { status: 409, warning: speech.say('filing.check.moved') };
  if (visit.form.get('seen') !== seenAs(draft)) return page(filing, { draft, ...moved });
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

async function currentDraft({ site, visit }: FilingVisit): Promise<DraftRecord | null> {
  return (await filingVisit(site, visit)).draft;
}

interface Shown {
  draft: DraftRecord;
  status?: number;
  warning?: string;
  headers?: Record<string, string>;
}

function page(filing: FilingVisit, { draft, status, warning, headers }: Shown): PageAnswer {
  const { speech } = filing;
  return filingPage(speech, {
    status,
    headers,
    template: 'check',
    title: speech.say('filing.check.heading'),
    view: { ...checkView(draft, filing), warning: warning ?? null },
    scripts: ['filing/check.js'],
  });
}
