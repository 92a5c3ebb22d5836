import type { CaseActor } from './case-actor';
import type { Cue } from './scripts';

const FILING = { category: 'jalan' };

/**
 * Complaints about the same thing: the later ones end in an earlier one, two of them at once, and that one in a still
 * earlier one while another is on its way into it.
 */
export async function mergeFamily(members: CaseActor[], cue: Cue): Promise<void> {
  const [eldest, heir, ...others] = members;
  if (!eldest || !heir) throw new RangeError('a family has at least two members');
  const officer = eldest.people.officerOf('pupr');
  // One after the other, since a complaint can only end in an earlier one.
  for (const member of members) {
    await member.file(FILING);
    await member.untilAssigned();
  }
  await cue();
  const merge = (from: CaseActor, into: CaseActor, expects: 'counts' | 'either' = 'counts') =>
    from.act(officer, 'merge', { into: into.filed().trackingCode }, { into: into.caseName, expects });
  const [first, second, late] = others;
  await Promise.all([first && merge(first, heir), second && merge(second, heir)]);
  await eldest.pause();
  // The late one may come before the heir has ended, or find it over: both are right.
  await Promise.all([merge(heir, eldest), late && merge(late, heir, 'either')]);
  await eldest.pause();
  await eldest.act(officer, 'resolve', {}, { wordsAs: 'note' });
  // The reporter of a merged complaint may object to the survivor's answer.
  if (first) await eldest.act(first.reporter(), 'reopen', { reason: 'partly' }, { wordsAs: 'text' });
  await eldest.act(officer, 'resolve', {}, { wordsAs: 'note' });
  await eldest.act(eldest.reporter(), 'confirm');
}
