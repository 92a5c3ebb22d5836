import { setTimeout as delay } from 'node:timers/promises';
import type { LinkName } from '../system/links';
import { PART_NAMES, type PartName } from '../system/part';
import type { FaultySystem } from '../system/faulty-system';
import type { Fault } from './fault';

/** In the order in which they can come up: servers before the parts that need them. */
const UPWARDS: readonly PartName[] = ['postgres', 'temporal', 'worker', 'api'];

export async function startAll({ parts }: FaultySystem): Promise<void> {
  await Promise.all(UPWARDS.slice(0, 2).map((name) => parts[name].start()));
  await Promise.all(UPWARDS.slice(2).map((name) => parts[name].start()));
}

/** SIGKILL for some parts at the same moment. */
export function kill(names: readonly PartName[], downMs: number): Fault {
  return {
    name: `kill ${names.length === PART_NAMES.length ? 'everything' : names.join('+')}`,
    async strike({ system }) {
      const alive = names.filter((name) => system.parts[name].isUp());
      await Promise.all(names.map((name) => system.parts[name].kill()));
      await delay(downMs);
      await startAll(system);
      return alive.length > 0;
    },
  };
}

/** SIGSTOP: a process that holds its connections, leases and locks, and does nothing. */
export function freeze(name: PartName, forMs: number): Fault {
  return {
    name: `freeze ${name} for ${Math.round(forMs / 1000)} s`,
    async strike({ system }) {
      const wasUp = system.parts[name].isUp();
      await system.parts[name].freeze();
      await delay(forMs);
      await system.parts[name].thaw();
      return wasUp;
    },
  };
}

/** A little longer than a mail's lease (120 s). */
const FROZEN_MS = 128_000;
const SIDE_BY_SIDE_MS = 5_000;

/**
 * A worker stands still for longer than its leases last, while another one does its work; then it wakes up and
 * believes that it still holds everything that it had claimed.
 */
export function replaceFrozenWorker(): Fault {
  return {
    name: 'freeze worker for longer than a lease, beside a spare one',
    async strike({ system }) {
      const wasUp = system.parts.worker.isUp();
      await system.parts.worker.freeze();
      await system.spare.start();
      await delay(FROZEN_MS);
      await system.parts.worker.thaw();
      await delay(SIDE_BY_SIDE_MS);
      await system.spare.stop();
      return wasUp;
    },
  };
}

/** Every connection between two parts breaks, and none can be made. */
export function cut(link: LinkName, forMs: number): Fault {
  return {
    name: `cut ${link}`,
    async strike({ system }) {
      system.links[link].cut();
      await delay(forMs);
      system.links[link].mend();
      return true;
    },
  };
}

/** Connections stay open, and nothing comes back. */
export function muffle(link: LinkName, forMs: number): Fault {
  return {
    name: `muffle ${link}`,
    async strike({ system }) {
      system.links[link].muffle();
      await delay(forMs);
      // Muffled connections stay muffled: both ends have to dial again.
      system.links[link].cut();
      system.links[link].mend();
      return true;
    },
  };
}
