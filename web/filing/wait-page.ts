import { networkOf } from '../../api/limits/network-of';
import type { Turn } from '../../database/stores/filing-turns';
import type { PageAnswer } from '../page-answer';
import { onTheMinute } from '../try-again';
import { filingPage } from './filing-page';
import type { FilingVisit } from './filing-visit';
import { detourBefore } from './next-step';
import { stepsView } from './steps-view';

/** Gives the draft a turn: what whoever has no script does instead of the work. */
export async function takeTurn(filing: FilingVisit): Promise<PageAnswer> {
  const { site, visit, draft } = filing;
  const detour = detourBefore('check', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  await site.turns.take({ subject: draft.id, network: networkOf(visit.address) });
  return { kind: 'redirect', to: '/file/wait' };
}

/** When the turn is, or that it has come. Loads itself again where no script runs. */
export async function waitPage(filing: FilingVisit): Promise<PageAnswer> {
  const { site, draft } = filing;
  const detour = detourBefore('check', filing);
  if (detour || !draft) return { kind: 'redirect', to: detour ?? '/file/what' };
  const turn = await site.turns.find(draft.id);
  return turn ? page(filing, turn) : { kind: 'redirect', to: '/file/check' };
}

function page({ speech }: FilingVisit, { isDue, dueAt }: Turn): PageAnswer {
  const { say, time } = speech;
  const heading = say(isDue ? 'filing.wait.dueHeading' : 'filing.wait.heading');
  return filingPage(speech, {
    template: 'wait',
    title: heading,
    view: {
      ...{ heading, isDue, steps: stepsView('check', speech) },
      text: isDue
        ? say('filing.wait.due')
        : say('filing.wait.lead', { time: time.clock(onTheMinute(dueAt)) }),
    },
    isRefreshed: !isDue,
  });
}
