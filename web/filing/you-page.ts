import type { DraftContent } from '../../database/stores/draft-record';
import type { PageResponse } from '../page-response';
import { fieldErrorsView, type FieldError } from '../forms/field-error';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { lineView } from './line-view';
import { detourBefore, nextStep } from './next-step';
import { youErrors } from './step-errors';
import { stepsView } from './steps-view';
import { typedIn } from './typed';

type Typed = Pick<DraftContent, 'name' | 'email' | 'phone' | 'anonymous' | 'confidential'>;

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
  const typed = typedContact(filing);
  const errors = youErrors(typed, filing);
  if (errors.length > 0) return page(filing, { typed, errors });
  const changed = await context.drafts.change(draft.id, { ...typed, contactSeen: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}

function typedContact({ request: { form } }: DraftRequest): Typed {
  const typed = (field: string) => typedIn(form, field)?.trim() ?? null;
  return {
    name: typed('name'),
    email: typed('email'),
    phone: typed('phone'),
    anonymous: form.has('anonymous'),
    confidential: form.has('confidential'),
  };
}

function page(
  { locale }: DraftRequest,
  { typed, errors }: { typed: Typed; errors: readonly FieldError[] },
): PageResponse {
  const { summary, at } = fieldErrorsView(errors, locale);
  const { t } = locale;
  return filingPage(locale, {
    status: errors.length > 0 ? 422 : 200,
    template: 'you',
    title: t('filing.you.heading'),
    view: {
      steps: stepsView('you', locale),
      summary,
      lines: [
        lineView({
          id: 'name',
          type: 'text',
          label: t('filing.you.name'),
          hint: null,
          value: typed.name,
          error: at('name'),
        }),
        lineView({
          id: 'email',
          type: 'email',
          label: t('filing.you.email'),
          hint: t('filing.you.emailHint'),
          value: typed.email,
          error: at('email'),
        }),
        lineView({
          id: 'phone',
          type: 'tel',
          label: t('filing.you.phone'),
          hint: null,
          value: typed.phone,
          error: at('phone'),
        }),
      ],
      anonymous: typed.anonymous,
      confidential: typed.confidential,
    },
  });
}
