import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { PlayedCase, Stage } from '../stage';

/** Filed in confidence and without telling the agency who the reporter is; resolved, and closed by silence. */
export async function playInConfidence(
  stage: Stage,
  { inConfidence }: DemoComplaints,
): Promise<PlayedCase[]> {
  const demoCase = await stage.file(inConfidence);
  const { agency, reporter } = demoCase;
  const officer = demoCase.by('officer', agency);
  await demoCase.hoursPass(6);
  await officer.act('acknowledge');
  await demoCase.hoursPass(20);
  await officer.act('resolve', { note: inConfidence.answer });
  await demoCase.hoursPass(73);
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('acknowledged', mail('acknowledged', reporter)),
    event('resolved', mail('resolved', reporter)),
    event('closed', mail('closed', reporter)),
  ];
  const expected = { status: 'closed', outcome: 'resolved', level: 0, agency, events } as const;
  return [{ title: 'told in confidence, and solved', demoCase, expected }];
}
