import type { FaultySystem } from '../system/faulty-system';
import type { Gate } from '../client/gate';
import type { Copies } from '../system/copies';

/** What faults may touch. */
export interface Arena {
  system: FaultySystem;
  copies: Copies;
  gates: Gate[];
}

/** Something that goes wrong, and is mended again before it resolves. */
export interface Fault {
  name: string;
  /** @returns whether it really hit something */
  strike(arena: Arena): Promise<boolean>;
}

/** A fault as it happened. */
export interface StruckFault {
  name: string;
  hit: boolean;
  startedAt: number;
  /** When every part was up again. */
  healthyAt: number;
  /** Why it could not be carried out. */
  failure?: string;
}
