import type { Random } from '../random';
import { cuedPlays, type Cued } from './cued-plays';
import { mergeFamily } from './merge-family';
import { casesOf, FAMILY_CASES, soloPlay, type Play } from './plays';
import * as scripts from './scripts';

export interface CastingInput {
  cases: number;
  /** How long the storm is going to last: plays begin in its first part. */
  stormMs: number;
  burstSize: number;
  cues: readonly Cued[];
  random: Random;
}

/** Deadlines fall due no earlier: the case has to be filed and assigned first. */
const DUE_AFTER_MS = 6_000;

/** Decides which cases follow which script, and when each begins. */
export function castPlays({ cases, stormMs, burstSize, cues, random }: CastingInput): Play[] {
  const kinds: ((aheadMs: number) => Omit<Play, 'beginsAtMs'>)[] = [
    (aheadMs) => soloPlay('missed', scripts.missed(aheadMs)),
    () => soloPlay('smooth', scripts.smooth),
    () => soloPlay('objection', scripts.objection),
    (aheadMs) => soloPlay('in-time', scripts.inTime(aheadMs)),
    () => soloPlay('hand-overs', scripts.handOvers),
    (aheadMs) => soloPlay('missed', scripts.missed(aheadMs)),
    () => soloPlay('question', scripts.question),
    () => soloPlay('taken-over', scripts.takenOver),
    () => soloPlay('withdrawn', scripts.withdrawn),
    () => ({
      name: 'family',
      cases: FAMILY_CASES,
      perform: (actors) => mergeFamily(actors, async () => undefined),
    }),
    (aheadMs) => soloPlay('in-time', scripts.inTime(aheadMs)),
  ];
  const plays = [
    ...cuedPlays(cues, burstSize),
    { ...soloPlay('busy', scripts.busy), beginsAtMs: stormMs * 0.2 },
  ];
  for (let kind = 0; casesOf(plays) < cases; kind += 1) {
    const beginsAtMs = random.between(0, stormMs * 0.75);
    // Within the storm, so that nothing has to be waited for once it is over.
    const aheadMs = random.between(DUE_AFTER_MS, Math.max(DUE_AFTER_MS, stormMs - beginsAtMs));
    const play = kinds[kind % kinds.length]?.(aheadMs);
    if (play && play.cases <= cases - casesOf(plays)) plays.push({ ...play, beginsAtMs });
  }
  return plays;
}
