import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { PlayedCase, Stage } from '../stage';

/**
 * Nobody acts: the case escalates at each checkpoint up to the command centre, which is then reminded. No warnings
 * are mailed, because days pass in a moment and the warnings' deadlines pass with them.
 */
export async function playLeftAlone(stage: Stage, { leftAlone }: DemoComplaints): Promise<PlayedCase[]> {
  const demoCase = await stage.file(leftAlone);
  const { agency, reporter } = demoCase;
  await demoCase.hoursPass(25);
  for (let day = 2; day <= 4; day += 1) await demoCase.hoursPass(24);
  const climbed = mail('climbed', `agency:${agency}`);
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('warned'),
    event('escalated', mail('escalated', `supervisor:${agency}`), climbed),
    event('target_missed', mail('late', reporter)),
    event('warned'),
    event('escalated', mail('escalated', `agency_head:${agency}`), climbed),
    event('warned'),
    event('escalated', mail('escalated', ...stage.commandCentre), climbed),
    event('reminded', mail('reminder', ...stage.commandCentre)),
  ];
  const expected = { status: 'assigned', level: 3, agency, events };
  return [{ title: 'left alone', demoCase, expected }];
}
