import type { Random } from '../random';
import type { CaseActor } from './case-actor';
import type { Gate } from './gate';
import { mergeFamily } from './merge-family';
import * as scripts from './scripts';

/** One script with the cases that it is about. */
export interface Play {
  name: string;
  cases: number;
  /** When it begins, in milliseconds from the begin of the storm. */
  beginsAtMs: number;
  perform: (actors: CaseActor[]) => Promise<void>;
}

export interface CastingInput {
  cases: number;
  /** How long the storm is going to last: plays begin in its first part. */
  stormMs: number;
  /** Cases of each burst; there is a burst for each gate. */
  burstSize: number;
  gates: Gate[];
  random: Random;
}

const FAMILY = 5;
/** Deadlines fall due no earlier: the case has to be filed and assigned before. */
const DUE_AFTER_MS = 6_000;

/** Which cases live which story, and when each begins. */
export function castPlays({ cases, stormMs, burstSize, gates, random }: CastingInput): Play[] {
  const solo = (name: string, script: scripts.Script): Omit<Play, 'beginsAtMs'> => ({
    name,
    cases: 1,
    perform: async ([actor]) => actor && script(actor),
  });
  const aheadMs = () => random.between(DUE_AFTER_MS, Math.max(DUE_AFTER_MS, stormMs));
  const kinds: (() => Omit<Play, 'beginsAtMs'>)[] = [
    () => solo('smooth', scripts.smooth),
    () => solo('objection', scripts.objection),
    () => solo('missed', scripts.missed(aheadMs())),
    () => solo('hand-overs', scripts.handOvers),
    () => solo('in-time', scripts.inTime(aheadMs())),
    () => solo('question', scripts.question),
    () => solo('taken-over', scripts.takenOver),
    () => solo('withdrawn', scripts.withdrawn),
    () => ({ name: 'family', cases: FAMILY, perform: mergeFamily }),
    () => solo('missed', scripts.missed(aheadMs())),
    () => solo('smooth', scripts.smooth),
  ];
  // Bursts are ready from the begin on: the nemesis says when they act.
  const bursts = gates.flatMap((gate) =>
    Array.from({ length: burstSize }, () => ({
      ...solo('burst', scripts.burst(gate.arrive)),
      beginsAtMs: 0,
    })),
  );
  const plays: Play[] = [...bursts, { ...solo('busy', scripts.busy), beginsAtMs: stormMs * 0.2 }];
  for (let kind = 0; casesOf(plays) < cases; kind += 1) {
    const play = kinds[kind % kinds.length]?.();
    if (!play || play.cases > cases - casesOf(plays)) continue;
    plays.push({ ...play, beginsAtMs: random.between(0, stormMs * 0.75) });
  }
  return plays;
}

export function casesOf(plays: Play[]): number {
  return plays.reduce((sum, play) => sum + play.cases, 0);
}
