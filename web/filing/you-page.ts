import type { DraftContent } from '../../database/stores/draft-record';
import type { PageAnswer } from '../page-answer';
import { faultView, type Fault } from './fault';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { lineView } from './line-view';
import { detourBefore, nextStep } from './next-step';
import { youFaults } from './step-faults';
import { stepsView } from './steps-view';
import { typedIn } from './typed';

type Typed = Pick<DraftContent, 'name' | 'email' | 'phone' | 'anonymous' | 'confidential'>;

export async function youPage(filing: FilingVisit): Promise<PageAnswer> {
  const { draft } = filing;
  const detour = detourBefore('you', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  return page(filing, { typed: draft, faults: [] });
}

export async function sendYou(filing: FilingVisit): Promise<PageAnswer> {
  const { site, draft } = filing;
  const detour = detourBefore('you', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const typed = typedContact(filing);
  const faults = youFaults(typed, filing);
  if (faults.length > 0) return page(filing, { typed, faults });
  const changed = await site.drafts.change(draft.id, { ...typed, contactSeen: true });
  return { kind: 'redirect', to: changed ? `/file/${nextStep(changed, filing)}` : '/file/sent' };
}

function typedContact({ visit: { form } }: FilingVisit): Typed {
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
  { speech }: FilingVisit,
  { typed, faults }: { typed: Typed; faults: readonly Fault[] },
): PageAnswer {
  const { summary, at } = faultView(faults, speech);
  const { say } = speech;
  return filingPage(speech, {
    status: faults.length > 0 ? 422 : 200,
    template: 'you',
    title: say('filing.you.heading'),
    view: {
      steps: stepsView('you', speech),
      summary,
      lines: [
        lineView({
          id: 'name',
          type: 'text',
          label: say('filing.you.name'),
          hint: null,
          value: typed.name,
          error: at('name'),
        }),
        lineView({
          id: 'email',
          type: 'email',
          label: say('filing.you.email'),
          hint: say('filing.you.emailHint'),
          value: typed.email,
          error: at('email'),
        }),
        lineView({
          id: 'phone',
          type: 'tel',
          label: say('filing.you.phone'),
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
