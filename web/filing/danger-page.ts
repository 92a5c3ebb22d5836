import type { PageResponse } from '../page-response';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { detourBefore, nextStep } from './next-step';

/** The text is about danger to life, so the emergency number comes before the form. */
export async function dangerPage(filing: DraftRequest): Promise<PageResponse> {
  const { locale, draft } = filing;
  const detour = detourBefore('danger', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const next = nextStep(draft, filing);
  if (next !== 'danger') return { kind: 'redirect', to: `/file/${next}` };
  return filingPage(locale, { template: 'danger', title: locale.t('filing.danger.heading'), view: {} });
}

export async function sendNoDanger(filing: DraftRequest): Promise<PageResponse> {
  const { context, draft } = filing;
  const detour = detourBefore('danger', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const changed = await context.drafts.change(draft.id, { noDanger: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}
