import type { DraftRecord } from '../../database/stores/draft-record';
import type { DraftRequest } from './draft-request';
import { speaksOfDanger } from './speaks-of-danger';
import { whatErrors, whereErrors, contactErrors } from './step-errors';

/** In order; each needs the ones before it. */
const STEPS = ['what', 'danger', 'where', 'similar', 'you', 'check'] as const;
export type Step = (typeof STEPS)[number];

type Context = Pick<DraftRequest, 'context' | 'locale'>;

/** The first incomplete step; `check` when none is. */
export function nextStep(draft: DraftRecord, reading: Context): Step {
  if (whatErrors(draft, reading).length > 0) return 'what';
  if (!draft.noDanger && speaksOfDanger(draft.description ?? '', reading.context.city.filing))
    return 'danger';
  if (whereErrors(draft, reading).length > 0) return 'where';
  if (draft.latitude !== null && !draft.similarSeen) return 'similar';
  return draft.contactSeen && contactErrors(draft, reading).length === 0 ? 'check' : 'you';
}

/** Where to redirect somebody who is not yet allowed to see a step; null if they may see it. */
export function detourBefore(
  step: Exclude<Step, 'what'>,
  { draft, ...context }: Pick<DraftRequest, 'draft'> & Context,
): string | null {
  if (!draft) return '/file/what';
  if (draft.complaintId !== null) return '/file/sent';
  const next = nextStep(draft, context);
  return STEPS.indexOf(next) < STEPS.indexOf(step) ? `/file/${next}` : null;
}
