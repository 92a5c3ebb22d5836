import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { DemoCase, PlayedCase, Stage } from '../stage';

type Passing = DemoComplaints['passedAround'];

/** Three agencies say that it is not theirs; the third hand-over goes to the command centre, which decides. */
export async function playPassedAround(
  stage: Stage,
  { passedAround }: DemoComplaints,
): Promise<PlayedCase[]> {
  const demoCase = await stage.file(passedAround);
  await handOver(demoCase, passedAround);
  const { decideFor, decision, answer } = passedAround;
  await demoCase.by('command_centre').act('reassign', { agency: decideFor, reason: decision });
  await demoCase.hoursPass(3);
  const officer = demoCase.by('officer', decideFor);
  await officer.act('acknowledge');
  await demoCase.hoursPass(9);
  await officer.act('resolve', { note: answer });
  await demoCase.untilTold();
  await demoCase.reporterDoes('confirm');
  const events = eventsOf(stage, demoCase, passedAround);
  const expected = { status: 'closed', outcome: 'resolved', level: 3, agency: decideFor, events } as const;
  return [{ title: 'passed around, until the command centre decides', demoCase, expected }];
}

async function handOver(demoCase: DemoCase, { passOnTo, reasons }: Passing): Promise<void> {
  let holder = demoCase.agency;
  for (const [index, agency] of passOnTo.entries()) {
    await demoCase.hoursPass(5);
    await demoCase.by('officer', holder).act('reassign', { agency, reason: reasons[index] });
    holder = agency;
  }
}

function eventsOf(stage: Stage, { agency, reporter }: DemoCase, { passOnTo, decideFor }: Passing) {
  const reassigned = (to: string, ...others: ReturnType<typeof mail>[]) =>
    event(
      'reassigned',
      mail('reassigned_agency', `agency:${to}`),
      mail('reassigned_reporter', reporter),
      ...others,
    );
  return [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    reassigned(passOnTo[0]),
    reassigned(passOnTo[1]),
    // The third hand-over is not executed.
    event('escalated', mail('escalated', ...stage.commandCentre), mail('climbed', `agency:${passOnTo[1]}`)),
    reassigned(decideFor, mail('unassigned', `agency:${passOnTo[1]}`)),
    event('acknowledged', mail('acknowledged', reporter)),
    event('resolved', mail('resolved', reporter)),
    event('reporter_told'),
    event('confirmed'),
    event('closed', mail('closed', reporter)),
  ];
}
