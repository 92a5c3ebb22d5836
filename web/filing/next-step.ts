import type { DraftRecord } from '../../database/stores/draft-record';
import type { FilingVisit } from './filing-visit';
import { speaksOfDanger } from './speaks-of-danger';
import { whatFaults, whereFaults, youFaults } from './step-faults';

/** In their order; each needs those before it. */
const STEPS = ['what', 'danger', 'where', 'similar', 'you', 'check'] as const;
export type Step = (typeof STEPS)[number];

type Context = Pick<FilingVisit, 'site' | 'speech'>;

/** The first step that something is missing of; `check` when nothing is. */
export function nextStep(draft: DraftRecord, reading: Context): Step {
  if (whatFaults(draft, reading).length > 0) return 'what';
  if (!draft.noDanger && speaksOfDanger(draft.description ?? '', reading.site.city.filing)) return 'danger';
  if (whereFaults(draft, reading).length > 0) return 'where';
  if (draft.latitude !== null && !draft.similarSeen) return 'similar';
  return draft.contactSeen && youFaults(draft, reading).length === 0 ? 'check' : 'you';
}

/** Where somebody has to go first who asks for a step; null when they may see it. */
export function detourBefore(
  step: Exclude<Step, 'what'>,
  { draft, ...context }: Pick<FilingVisit, 'draft'> & Context,
): string | null {
  if (!draft) return '/file/what';
  if (draft.complaintId !== null) return '/file/sent';
  const next = nextStep(draft, context);
  return STEPS.indexOf(next) < STEPS.indexOf(step) ? `/file/${next}` : null;
}
