import { networkOf } from '../../api/limits/network-of';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { Turn } from '../../database/stores/filing-turns';
import type { PageResponse } from '../page-response';
import { onTheMinute } from '../try-again';
import { filingPage } from './filing-page';
import type { DraftRequest } from './draft-request';
import { detourBefore } from './next-step';
import { stepsView } from './steps-view';

type Redirect = Extract<PageResponse, { kind: 'redirect' }>;

/** Gives the draft, or its photos, a turn: what people without script get instead of the proof of work. */
export async function takeTurn({ context, request, draft }: DraftRequest): Promise<Redirect> {
  if (draft?.complaintId !== null) return withoutDraft(draft);
  await context.turns.take({ subject: draft.id, network: networkOf(request.address) });
  return { kind: 'redirect', to: '/file/wait' };
}

/** Shows when the turn comes, or that it has come. Reloads itself without script. */
export async function waitPage(filing: DraftRequest): Promise<PageResponse> {
  const { context, draft } = filing;
  if (draft?.complaintId !== null) return withoutDraft(draft);
  const turn = await context.turns.find(draft.id);
  return turn ? page(filing, turn) : { kind: 'redirect', to: '/file/check' };
}

function withoutDraft(draft: DraftRecord | null | undefined): Redirect {
  return { kind: 'redirect', to: draft ? '/file/sent' : '/file/what' };
}

function page(filing: DraftRequest, { isDue, dueAt }: Turn): PageResponse {
  const { locale } = filing;
  const { t, time } = locale;
  const isComplete = detourBefore('check', filing) === null;
  const heading = t(isDue ? 'filing.wait.dueHeading' : 'filing.wait.heading');
  return filingPage(locale, {
    template: 'wait',
    title: heading,
    view: {
      ...{ heading, isDue, steps: stepsView(isComplete ? 'check' : 'what', locale) },
      text: isDue
        ? t(isComplete ? 'filing.wait.due' : 'filing.wait.duePhotos')
        : t('filing.wait.lead', { time: time.clock(onTheMinute(dueAt)) }),
      onward: isComplete
        ? { url: '/file/check', label: t('filing.wait.send') }
        : { url: '/file/what#photos', label: t('filing.wait.photos') },
    },
    isRefreshed: !isDue,
  });
}
