import { sleep } from '@temporalio/workflow';
import { agencyOutageWorkflow as outage } from '../../workflows/agency-outage-workflow';
import { complaintWorkflow as story } from '../../workflows/complaint-workflow';
import { digestWorkflow as morning } from '../../workflows/digest-workflow';
import type { AgencyOutageInput, ComplaintInput } from '../../workflows/messages';

/** What a careless edit looks like to the engine: a wait that the recorded histories do not have. */
export async function complaintWorkflow(input: ComplaintInput): Promise<void> {
  await sleep(1000);
  await story(input);
}

export async function agencyOutageWorkflow(input: AgencyOutageInput): Promise<void> {
  await sleep(1000);
  await outage(input);
}

export async function digestWorkflow(): Promise<number> {
  await sleep(1000);
  return morning();
}
