import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { PlayedCase, Stage } from '../stage';

/** A reporter who gave no address waits two days in vain and withdraws the complaint. */
export async function playTakenBack(stage: Stage, { takenBack }: DemoComplaints): Promise<PlayedCase[]> {
  const demoCase = await stage.file(takenBack);
  const { agency } = demoCase;
  await demoCase.hoursPass(25);
  await demoCase.hoursPass(24);
  await demoCase.reporterDoes('withdraw');
  const climbed = mail('climbed', `agency:${agency}`);
  const events = [
    event('received'),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('warned'),
    event('escalated', mail('escalated', `supervisor:${agency}`), climbed),
    event('warned'),
    event('escalated', mail('escalated', `agency_head:${agency}`), climbed),
    event('target_missed'),
    event('withdrawn', mail('withdrawn', `agency:${agency}`, `agency_head:${agency}`)),
  ];
  const expected = { status: 'withdrawn', level: 2, agency, events };
  return [{ title: 'without an address, and taken back', demoCase, expected }];
}
