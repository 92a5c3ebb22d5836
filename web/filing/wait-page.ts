import { networkOf } from '../../api/limits/network-of';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { Turn } from '../../database/stores/filing-turns';
import type { PageAnswer } from '../page-answer';
import { onTheMinute } from '../try-again';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { detourBefore } from './next-step';
import { stepsView } from './steps-view';

type Redirect = Extract<PageAnswer, { kind: 'redirect' }>;

/** Gives the draft, or its photos, a turn: what whoever has no script does instead of the work. */
export async function takeTurn({ site, visit, draft }: FilingVisit): Promise<Redirect> {
  if (draft?.complaintId !== null) return withoutDraft(draft);
  await site.turns.take({ subject: draft.id, network: networkOf(visit.address) });
  return { kind: 'redirect', to: '/file/wait' };
}

/** When the turn is, or that it has come. Loads itself again where no script runs. */
export async function waitPage(filing: FilingVisit): Promise<PageAnswer> {
  const { site, draft } = filing;
  if (draft?.complaintId !== null) return withoutDraft(draft);
  const turn = await site.turns.find(draft.id);
  return turn ? page(filing, turn) : { kind: 'redirect', to: '/file/check' };
}

function withoutDraft(draft: DraftRecord | null | undefined): Redirect {
  return { kind: 'redirect', to: draft ? '/file/sent' : '/file/what' };
}

function page(filing: FilingVisit, { isDue, dueAt }: Turn): PageAnswer {
  const { speech } = filing;
  const { say, time } = speech;
  const isComplete = detourBefore('check', filing) === null;
  const heading = say(isDue ? 'filing.wait.dueHeading' : 'filing.wait.heading');
  return filingPage(speech, {
    template: 'wait',
    title: heading,
    view: {
      ...{ heading, isDue, steps: stepsView(isComplete ? 'check' : 'what', speech) },
      text: isDue
        ? say(isComplete ? 'filing.wait.due' : 'filing.wait.duePhotos')
        : say('filing.wait.lead', { time: time.clock(onTheMinute(dueAt)) }),
      onward: isComplete
        ? { url: '/file/check', label: say('filing.wait.send') }
        : { url: '/file/what#photos', label: say('filing.wait.photos') },
    },
    isRefreshed: !isDue,
  });
}
