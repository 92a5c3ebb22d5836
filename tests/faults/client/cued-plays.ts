import type { Gate } from './gate';
import { mergeFamily } from './merge-family';
import { FAMILY_CASES, soloPlay, type Play } from './plays';
import { burst, waitingForActs, waitingForFiling } from './scripts';

/** What has to happen at the moment of a fault, which would wait for it in vain otherwise. */
export type CueKind = 'filing' | 'act' | 'merge' | 'burst';

export interface Cued {
  kind: CueKind;
  gate: Gate;
}

/** Plays that are ready from the start, and go on when the nemesis says so. */
export function cuedPlays(cues: readonly Cued[], burstSize: number): Play[] {
  return cues.flatMap(({ kind, gate: { arrive } }) => {
    switch (kind) {
      case 'filing':
        return [{ ...soloPlay('cued-filing', waitingForFiling(arrive)), beginsAtMs: 0 }];
      case 'act':
        return [{ ...soloPlay('cued-act', waitingForActs(arrive)), beginsAtMs: 0 }];
      case 'merge':
        return [{ name: 'cued-family', cases: FAMILY_CASES, perform: familyAt(arrive), beginsAtMs: 0 }];
      case 'burst':
        return Array.from({ length: burstSize }, () => ({
          ...soloPlay('burst', burst(arrive)),
          beginsAtMs: 0,
        }));
    }
  });
}

function familyAt(arrive: Gate['arrive']): Play['perform'] {
  return (actors) => mergeFamily(actors, arrive);
}
