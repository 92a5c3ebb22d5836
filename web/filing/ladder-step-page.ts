import type { Problem } from '../../api/http/problem';
import { PROBLEMS } from '../../api/http/problem-catalogue';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { PageResponse } from '../page-response';
import { stepView } from '../steps/step-view';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { stepsView } from './steps-view';

interface StepInput {
  draft: DraftRecord;
  problem: Problem;
  challenge: object;
}

/** For a sender whose network is above its limit: the draft stays, and can be filed after one of two steps. */
export async function ladderStepPage(
  { context, request, locale }: DraftRequest,
  { draft, problem, challenge }: StepInput,
): Promise<PageResponse> {
  if (await context.turns.find(draft.id)) return { kind: 'redirect', to: '/file/wait' };
  const { step, scripts } = stepView(request, {
    action: '/file/check',
    fields: [{ name: 'seen', value: request.form.get('seen') ?? '' }],
    wait: { action: '/file/wait', fields: [] },
    challenge,
  });
  return filingPage(locale, {
    status: PROBLEMS[problem.code].status,
    headers: problem.details.headers,
    template: 'step',
    title: locale.t('filing.step.heading'),
    view: { steps: stepsView('check', locale), step },
    scripts,
  });
}
