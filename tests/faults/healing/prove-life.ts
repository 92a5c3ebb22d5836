import type { CaseActor, ShownCase } from '../client/case-actor';
import type { Person } from '../client/people';
import { ScriptEnded } from '../client/script-ended';

const AT_ONCE = 4;

/** Does to every case what its page shows as possible; that has to count, whatever the engine remembers. */
export async function proveLife(actors: CaseActor[]): Promise<void> {
  const queue = [...actors];
  const work = async () => {
    for (let actor = queue.shift(); actor; actor = queue.shift()) await proveOne(actor);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function proveOne(actor: CaseActor): Promise<void> {
  try {
    const shown = await actor.look();
    if (shown) await nextStep(actor, shown);
  } catch (error) {
    // Never filed, or refused: both are in the log.
    if (!(error instanceof ScriptEnded)) throw error;
  }
}

async function nextStep(actor: CaseActor, { status, agency, takenOver }: ShownCase): Promise<void> {
  const { people } = actor;
  const worker = (): Person => (takenOver ? people.commandCentre : people.officerOf(agency));
  switch (status) {
    case 'assigned':
      return void (await actor.act(worker(), 'acknowledge'));
    case 'acknowledged':
      return void (await actor.act(worker(), 'start'));
    case 'in_progress':
      return void (await actor.act(worker(), 'resolve', {}, { wordsAs: 'note' }));
    case 'resolved':
    case 'rejected':
      return void (await actor.act(actor.reporter(), 'confirm'));
    default:
      return;
  }
}
