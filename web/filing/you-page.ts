import type { PageResponse } from '../page-response';
import { errorSummary, type FieldError } from '../forms/field-errors';
import { filingPage } from './filing-page';
import type { TypedContact } from './draft-body';
import type { DraftRequest } from './draft-request';
import { detourBefore, nextStep } from './next-step';
import { contactErrors } from './step-errors';
import { stepsView } from './steps-view';
import { contactIn } from './read-typed';
import { youView } from './you-view';

export async function youPage(filing: DraftRequest): Promise<PageResponse> {
  const { draft } = filing;
  const detour = detourBefore('you', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  return page(filing, { typed: draft, errors: [] });
}

export async function sendYou(filing: DraftRequest): Promise<PageResponse> {
  const { context, draft } = filing;
  const detour = detourBefore('you', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const typed = contactIn(filing.request.form);
  const errors = contactErrors(typed, filing);
  if (errors.length > 0) return page(filing, { typed, errors });
  const changed = await context.drafts.change(draft.id, { ...typed, contactSeen: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}

function page(
  { context: { city }, locale }: DraftRequest,
  { typed, errors }: { typed: TypedContact; errors: readonly FieldError[] },
): PageResponse {
  return filingPage(locale, {
    status: errors.length > 0 ? 422 : 200,
    template: 'you',
    title: locale.t('filing.you.heading'),
    view: {
      steps: stepsView('you', locale),
      summary: errorSummary(errors, locale),
      ...youView({ typed, errors }, { city, locale }),
    },
  });
}
