import type { CaseActor } from './case-actor';
import type { Script } from './scripts';

/** One script with the cases that it is about. */
export interface Play {
  name: string;
  cases: number;
  /** When it begins, in milliseconds from the start of the storm. */
  beginsAtMs: number;
  perform: (actors: CaseActor[]) => Promise<void>;
}

/** An eldest, an heir, two who end in the heir, and one who comes late. */
export const FAMILY_CASES = 5;

export function soloPlay(name: string, script: Script): Omit<Play, 'beginsAtMs'> {
  return { name, cases: 1, perform: async ([actor]) => actor && script(actor) };
}

export function casesOf(plays: readonly Play[]): number {
  return plays.reduce((sum, play) => sum + play.cases, 0);
}
