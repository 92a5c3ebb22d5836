import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { PlayedCase, Stage } from '../stage';

/** Not the city's business: rejected with a reason, the supervisor is notified, and silence closes the case. */
export async function playRefused(stage: Stage, { refused }: DemoComplaints): Promise<PlayedCase[]> {
  const demoCase = await stage.file(refused);
  const { agency, reporter } = demoCase;
  await demoCase.hoursPass(4);
  await demoCase.by('officer', agency).act('reject', { reason: 'private_dispute', note: refused.note });
  await demoCase.untilTold();
  await demoCase.hoursPass(73);
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event(
      'rejected',
      mail('rejected_reporter', reporter),
      mail('rejected_supervisor', `supervisor:${agency}`),
    ),
    event('reporter_told'),
    event('closed', mail('closed', reporter)),
  ];
  const expected = { status: 'closed', outcome: 'rejected', level: 0, agency, events } as const;
  return [{ title: 'refused, and closed by silence', demoCase, expected }];
}
