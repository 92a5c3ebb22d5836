import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { Problem } from '../../api/http/problem';
import { browserSecret } from '../browser-secret';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageResponse } from '../page-response';
import { checkView, draftAs, seenAs } from './check-view';
import { fileDraft } from './file-draft';
import { filingPage } from './filing-page';
import { outageFor } from './outage-for';
import { draftRequest, type DraftRequest } from './draft-request';
import { detourBefore } from './next-step';
import { againAt } from '../try-again';
import { challengeIn } from '../steps/step-view';
import { ladderStepPage } from './ladder-step-page';

export async function checkPage(filing: DraftRequest): Promise<PageResponse> {
  const { draft } = filing;
  const detour = detourBefore('check', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  return page(filing, { draft });
}

/** Files exactly what the sender has seen on the page; however often the form is sent, it is one complaint. */
export async function sendComplaint(filing: DraftRequest): Promise<PageResponse> {
  const { request, locale, draft } = filing;
  const detour = detourBefore('check', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const seen = request.form.get('seen');
  const { city } = filing.context;
  if (seen !== seenAs(draft, { city, outage: await outageFor(filing.context, draft.category) })) {
    const isPromise = seen?.startsWith(draftAs(draft)) ?? false;
    const warning = locale.t(isPromise ? 'filing.check.promiseMoved' : 'filing.check.moved');
    return page(filing, { draft, status: 409, warning });
  }
  try {
    const { device, cookie } = browserSecret(filing.context, request, draft.id);
    await fileDraft(filing, { draft, device });
    return { kind: 'redirect', to: '/file/sent', cookies: [cookie] };
  } catch (error) {
    const problem = problemFromError(error);
    if (problem.code !== 'refused' && problem.code !== 'too_many_requests') throw error;
    return afterRefusal(filing, problem);
  }
}

/** The refusal may be due to the same form, sent a moment before, so look at the draft again. */
async function afterRefusal(filing: DraftRequest, problem: Problem): Promise<PageResponse> {
  const { locale } = filing;
  const draft = await currentDraft(filing);
  const detour = detourBefore('check', { ...filing, draft });
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const challenge = challengeIn(problem);
  if (challenge) return ladderStepPage(filing, { draft, problem, challenge });
  const { status } = PROBLEMS[problem.code];
  const time = locale.time.clock(againAt(problem, Date.now()));
  const warning =
    problem.code === 'refused' ? locale.t('filing.check.moved') : locale.t('filing.errors.tooMany', { time });
  return page(filing, { draft, status, warning, headers: problem.details.headers });
}

async function currentDraft({ context, request }: DraftRequest): Promise<DraftRecord | null> {
  return (await draftRequest(context, request)).draft;
}

interface Shown {
  draft: DraftRecord;
  status?: number;
  warning?: string;
  headers?: Record<string, string>;
}

async function page(filing: DraftRequest, { draft, status, warning, headers }: Shown): Promise<PageResponse> {
  const { locale } = filing;
  const outage = await outageFor(filing.context, draft.category);
  return filingPage(locale, {
    status,
    headers,
    template: 'check',
    title: locale.t('filing.check.heading'),
    view: { ...checkView({ draft, outage }, filing), warning: warning ?? null },
    scripts: ['filing/check.js'],
  });
}
