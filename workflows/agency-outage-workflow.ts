import { continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities';
import { outageSignal, type AgencyOutageInput } from './messages';

/**
 * Longer than all cases of a run need together; a case that cannot be reached does not hold up the others. When a
 * worker dies, the heartbeat time-out lets another one go on much sooner.
 */
const { moveOutageCases } = proxyActivities<Activities>({
  startToCloseTimeout: '3m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/**
 * Moves the deadlines of every case that an agency had open when it was declared out, and moves them back by what
 * is left of the hours when that is called off. Postgres knows which of the two is due and how far it has come, so
 * a crash loses nothing, and a lost execution is simply started again. A signal says that there is something to
 * do.
 */
export async function agencyOutageWorkflow({ outageId }: AgencyOutageInput): Promise<void> {
  let isAsked = false;
  setHandler(outageSignal, () => {
    isAsked = true;
  });
  do {
    isAsked = false;
    while (!(await moveOutageCases({ outageId }))) {
      if (workflowInfo().continueAsNewSuggested)
        return continueAsNew<typeof agencyOutageWorkflow>({ outageId });
    }
  } while (isAsked);
}
