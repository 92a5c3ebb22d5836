import type { Problem } from '../../api/http/problem';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageAnswer } from '../page-answer';
import { stepView } from '../steps/step-view';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { stepsView } from './steps-view';

interface Asked {
  draft: DraftRecord;
  problem: Problem;
  challenge: object;
}

/** Their network has filed more than its share: the draft stays, and leaves after one of two steps. */
export async function stepPage(
  { site, visit, speech }: FilingVisit,
  { draft, problem, challenge }: Asked,
): Promise<PageAnswer> {
  if (await site.turns.find(draft.id)) return { kind: 'redirect', to: '/file/wait' };
  const { step, scripts } = stepView(visit, {
    action: '/file/check',
    fields: [{ name: 'seen', value: visit.form.get('seen') ?? '' }],
    wait: { action: '/file/wait', fields: [] },
    challenge,
  });
  return filingPage(speech, {
    status: PROBLEMS[problem.code].status,
    headers: problem.details.headers,
    template: 'step',
    title: speech.say('filing.step.heading'),
    view: { steps: stepsView('check', speech), step },
    scripts,
  });
}
