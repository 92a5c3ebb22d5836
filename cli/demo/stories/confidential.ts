import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { PlayedCase, Stage } from '../stage';

/** A confidential complaint whose agency does not learn who filed it; resolved, and closed by silence. */
export async function playConfidential(
  stage: Stage,
  { confidential }: DemoComplaints,
): Promise<PlayedCase[]> {
  const demoCase = await stage.file(confidential);
  const { agency, reporter } = demoCase;
  const officer = demoCase.by('officer', agency);
  await demoCase.hoursPass(6);
  await officer.act('acknowledge');
  await demoCase.hoursPass(20);
  await officer.act('resolve', { note: confidential.answer });
  await demoCase.untilTold();
  await demoCase.hoursPass(73);
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('acknowledged', mail('acknowledged', reporter)),
    event('resolved', mail('resolved', reporter)),
    event('reporter_told'),
    event('closed', mail('closed', reporter)),
  ];
  const expected = { status: 'closed', outcome: 'resolved', level: 0, agency, events } as const;
  return [{ title: 'confidential, and closed by silence', demoCase, expected }];
}
