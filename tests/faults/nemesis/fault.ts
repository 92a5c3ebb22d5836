import type { FaultySystem } from '../system/faulty-system';
import type { CueKind } from '../client/cued-plays';
import type { Gate } from '../client/gate';
import type { Copies } from '../system/copies';

/** What faults may touch. */
export interface Arena {
  system: FaultySystem;
  copies: Copies;
  /** Releases those that this fault needs. */
  cue: Gate;
}

/** Something that goes wrong, and is mended again by the time that `strike` resolves. */
export interface Fault {
  name: string;
  /** What has to happen at its moment; left out where any moment will do. */
  needs?: CueKind;
  /** @returns whether it really hit something */
  strike(arena: Arena): Promise<boolean>;
  /** Waits for what takes longer to come back than the parts, and tells when it was back. */
  afterwards?(arena: Arena): Promise<number>;
}

/** A fault as it happened. */
export interface StruckFault {
  name: string;
  hit: boolean;
  startedAt: number;
  /** When every part was up again. */
  healthyAt: number;
  /** When every case that had lost its execution had one again; only where some could have. */
  executionsBackAt?: number;
  /** Why it could not be carried out. */
  failure?: string;
}
