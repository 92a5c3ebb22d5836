import type { Problem } from '../../api/http/problem';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageAnswer } from '../page-answer';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { stepsView } from './steps-view';

/** What a filing has to work out, where that helps; see `Ladder`. */
export function challengeIn({ details }: Problem): object | null {
  const challenge = details.members?.challenge;
  return typeof challenge === 'object' ? challenge : null;
}

interface Asked {
  draft: DraftRecord;
  problem: Problem;
  challenge: object;
}

/** A phone whose carrier moves it from network to network would work in vain for ever. */
const TRIES_AT_MOST = 3;

/** Their network has filed more than its share: the draft stays, and leaves after one of two steps. */
export async function stepPage(
  { site, visit, speech }: FilingVisit,
  { draft, problem, challenge }: Asked,
): Promise<PageAnswer> {
  if (await site.turns.find(draft.id)) return { kind: 'redirect', to: '/file/wait' };
  const tried = Number(/^\d$/.exec(visit.form.get('tried') ?? '')?.[0] ?? 0);
  return filingPage(speech, {
    status: PROBLEMS[problem.code].status,
    headers: problem.details.headers,
    template: 'step',
    title: speech.say('filing.step.heading'),
    view: {
      steps: stepsView('check', speech),
      seen: visit.form.get('seen') ?? '',
      challenge: JSON.stringify(challenge),
      tried: String(tried + 1),
    },
    // Without it the page offers the wait alone.
    scripts: tried < TRIES_AT_MOST ? ['filing/step.js'] : [],
  });
}
