import type { DemoComplaints } from '../demo-complaints';
import { event, mail } from '../expectation';
import type { DemoCase, PlayedCase, Stage } from '../stage';

/** Two people report the same; the second complaint is merged into the first, whose promise is then moved once. */
export async function playMerged(stage: Stage, { extended, merged }: DemoComplaints): Promise<PlayedCase[]> {
  const survivor = await stage.file(extended);
  const duplicate = await stage.file(merged);
  const { agency } = survivor;
  const officer = survivor.by('officer', agency);
  await duplicate.by('officer', agency).act('merge', { into: survivor.filed.trackingCode });
  await survivor.until('joined by the other', ({ timeline }) =>
    timeline.some(({ type }) => type === 'merged'),
  );
  await survivor.hoursPass(10);
  await officer.act('acknowledge');
  await survivor.hoursPass(30);
  await survivor.by('supervisor', agency).act('extend', extended.extension);
  await survivor.hoursPass(20);
  await officer.act('resolve', { note: extended.answer });
  await survivor.untilTold();
  await survivor.hoursPass(1);
  await survivor.reporterDoes('confirm');
  return [theSurvivor(survivor, duplicate), theDuplicate(duplicate)];
}

function theSurvivor(survivor: DemoCase, duplicate: DemoCase): PlayedCase {
  const { agency, reporter } = survivor;
  const both = [reporter, duplicate.reporter];
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('merged'),
    event('acknowledged', mail('acknowledged', ...both)),
    event('extended', mail('extended', ...both), mail('deadline_moved', `agency:${agency}`)),
    event('resolved', mail('resolved', ...both)),
    event('reporter_told'),
    event('confirmed'),
    event('closed', mail('closed', ...both)),
  ];
  const expected = { status: 'closed', outcome: 'resolved', level: 0, agency, events } as const;
  return { title: 'reported twice, extended once, confirmed', demoCase: survivor, expected };
}

function theDuplicate(duplicate: DemoCase): PlayedCase {
  const { agency, reporter } = duplicate;
  const events = [
    event('received', mail('received', reporter)),
    event('assigned', mail('assigned', `agency:${agency}`)),
    event('merged', mail('merged', reporter)),
  ];
  const expected = { status: 'duplicate', level: 0, agency, events };
  return { title: 'the same once more', demoCase: duplicate, expected };
}
