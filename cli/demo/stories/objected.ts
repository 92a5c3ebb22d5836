import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { PlayedCase, Stage } from '../stage';

/** Half done; the reporter objects, the second promise is missed, and silence closes the second resolution. */
export async function playObjected(stage: Stage, { objected }: DemoComplaints): Promise<PlayedCase[]> {
  const demoCase = await stage.file(objected);
  const { agency, reporter } = demoCase;
  const officer = demoCase.by('officer', agency);
  await demoCase.hoursPass(3);
  await officer.act('acknowledge');
  await demoCase.hoursPass(18);
  await demoCase.untilMails(4);
  await officer.act('resolve', { note: objected.answer });
  await demoCase.untilTold();
  await demoCase.hoursPass(10);
  await demoCase.reporterDoes('reopen', { reason: 'partly', text: objected.objection });
  await demoCase.hoursPass(25);
  await officer.act('resolve', { note: objected.secondAnswer });
  await demoCase.untilTold();
  await demoCase.hoursPass(73);
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('acknowledged', mail('acknowledged', reporter)),
    event('warned', mail('warned', `agency:${agency}`)),
    event('resolved', mail('resolved', reporter)),
    event('reporter_told'),
    event('reopened', mail('reopened', `agency:${agency}`), mail('objection', reporter)),
    event('escalated', mail('reopened', `supervisor:${agency}`)),
    event('warned'),
    event('escalated', mail('escalated', `agency_head:${agency}`), mail('climbed', `agency:${agency}`)),
    event('target_missed', mail('late', reporter)),
    event('resolved', mail('resolved', reporter)),
    event('reporter_told'),
    event('closed', mail('closed', reporter)),
  ];
  const expected = { status: 'closed', outcome: 'resolved', level: 2, agency, events } as const;
  return [{ title: 'objected to, then closed by silence', demoCase, expected }];
}
