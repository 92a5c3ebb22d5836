import { allHandlersFinished, condition, continueAsNew } from '@temporalio/workflow';
import { assign } from '../domain/assignment';
import { settle } from '../domain/settle';
import { openCaseFile } from './case-file';
import { untilDueOrMoved } from './deadlines';
import { leaveToSurvivor } from './legacy';
import { answerMessages } from './message-handlers';
import type { ComplaintInput } from './messages';

/**
 * The life of one complaint: it goes to its agency, and from then on either somebody acts (message-handlers) or time
 * does (deadlines), until it is closed, withdrawn or merged. Whatever is decided is on the timeline in Postgres
 * before anything else happens, so a lost execution is started again and goes on from there.
 */
export async function complaintWorkflow({ complaintId }: ComplaintInput): Promise<void> {
  const file = openCaseFile(complaintId);
  answerMessages(file);

  await file.load();
  await file.commit((current) => (current.state.status === 'submitted' ? assign(current, Date.now()) : []));
  file.hearMessages();

  while (!(await file.isOver())) {
    await untilDueOrMoved(file);
    await file.commit((current) => settle(current, Date.now()));
    if (file.isThick()) {
      await condition(allHandlersFinished);
      return continueAsNew<typeof complaintWorkflow>({ complaintId });
    }
  }

  await leaveToSurvivor(file.current().state);
  await condition(allHandlersFinished);
}
