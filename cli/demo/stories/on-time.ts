import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { PlayedCase, Stage } from '../stage';

/** Acknowledged after a warning, worked on and resolved in time; the reporter agrees. Nobody is escalated. */
export async function playOnTime(stage: Stage, { onTime }: DemoComplaints): Promise<PlayedCase[]> {
  const demoCase = await stage.file(onTime);
  const { agency, reporter } = demoCase;
  const officer = demoCase.by('officer', agency);
  await demoCase.hoursPass(20);
  await demoCase.untilMails(3);
  await officer.act('acknowledge');
  await demoCase.hoursPass(20);
  await officer.act('start');
  await demoCase.hoursPass(20);
  await officer.act('resolve', { note: onTime.answer });
  await demoCase.untilTold();
  await demoCase.hoursPass(5);
  await demoCase.reporterDoes('confirm');
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('warned', mail('warned', `agency:${agency}`)),
    event('acknowledged', mail('acknowledged', reporter)),
    event('started', mail('started', reporter)),
    event('resolved', mail('resolved', reporter)),
    event('reporter_told'),
    event('confirmed'),
    event('closed', mail('closed', reporter)),
  ];
  const expected = { status: 'closed', outcome: 'resolved', level: 0, agency, events } as const;
  return [{ title: 'resolved in time, and confirmed', demoCase, expected }];
}
