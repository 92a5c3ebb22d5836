import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Copies } from '../system/copies';
import type { Fault } from './fault';
import { untilExecutionsReturn } from './until-executions-return';

/** Temporal's whole store is gone. */
export function loseTemporal(): Fault {
  return {
    name: "lose Temporal's store",
    async strike({ system }) {
      const { parts, places } = system;
      await parts.temporal.kill();
      const files = await readdir(places.temporalStore);
      for (const file of files) await rm(path.join(places.temporalStore, file));
      await parts.temporal.start();
      return files.length > 0;
    },
    afterwards: untilExecutionsReturn,
  };
}

/** Nothing is lost yet: the copy is what comes back later. */
export function copyStore(name: keyof Copies): Fault {
  return {
    name: `stop and copy ${name}`,
    async strike({ copies }) {
      await copies[name].take();
      return true;
    },
  };
}

/** Everything that was written since the copy is lost. */
export function restoreCopy(name: keyof Copies): Fault {
  return {
    name: `restore an older ${name}`,
    strike: ({ copies }) => copies[name].putBack(),
    afterwards: untilExecutionsReturn,
  };
}
