import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Part } from './part';

const run = promisify(execFile);

/** What a copy that was put back has undone: everything between the two instants. */
export interface Undone {
  from: number;
  until: number;
}

export interface Copy {
  /** Stops the part, copies its data aside, and starts it again. */
  take(): Promise<void>;
  /** Puts the copy in place of the data. False when there is none. */
  putBack(): Promise<boolean>;
  /** What was undone so far. */
  undone: Undone[];
}

export interface Copies {
  temporal: Copy;
  postgres: Copy;
}

/** @param folder the part's data, with nothing else in it */
export function createCopy({ part, folder }: { part: Part; folder: string }): Copy {
  const aside = path.join(path.dirname(folder), `${path.basename(folder)}-copy`);
  const undone: Undone[] = [];
  let takenAt: number | null = null;

  /** Only what stands still can be copied. */
  async function whileDown(work: () => Promise<void>): Promise<void> {
    await part.kill();
    await work();
    await part.start();
  }

  return {
    undone,
    take: () =>
      whileDown(async () => {
        await rm(aside, { recursive: true, force: true });
        takenAt = Date.now();
        await copy(folder, aside);
      }),
    async putBack() {
      if (takenAt === null) return false;
      const from = takenAt;
      await whileDown(async () => {
        await rm(folder, { recursive: true });
        await copy(aside, folder);
      });
      undone.push({ from, until: Date.now() });
      return true;
    },
  };
}

/** Keeps the account that PostgreSQL's data belong to, which Node's own copying does not. */
async function copy(from: string, to: string): Promise<void> {
  await run('cp', ['-a', from, to]);
}
