import type { PageAnswer } from '../page-answer';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { detourBefore, nextStep } from './next-step';

/** The text speaks of danger to life: the emergency number goes before the form. */
export async function dangerPage(filing: FilingVisit): Promise<PageAnswer> {
  const { speech, draft } = filing;
  const detour = detourBefore('danger', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const next = nextStep(draft, filing);
  if (next !== 'danger') return { kind: 'redirect', to: `/file/${next}` };
  return filingPage(speech, { template: 'danger', title: speech.say('filing.danger.heading'), view: {} });
}

export async function sendNoDanger(filing: FilingVisit): Promise<PageAnswer> {
  const { site, draft } = filing;
  const detour = detourBefore('danger', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const changed = await site.drafts.change(draft.id, { noDanger: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}
