import { setTimeout as delay } from 'node:timers/promises';
import { createGate, type Gate } from '../client/gate';
import type { Random } from '../random';
import type { Arena, Fault, StruckFault } from './fault';
import { startAll } from './outages';
import { untilHealthy } from './until-healthy';

export interface RageInput {
  arena: Omit<Arena, 'cue'>;
  faults: Fault[];
  /** One for each fault. */
  cues: readonly Gate[];
  /** Between two faults, in milliseconds. */
  gapMs: { least: number; most: number };
  random: Random;
  say: (line: string) => void;
}

/** Strikes one fault after the other, each when everything is up again after the one before. */
export async function rage({ arena, faults, cues, gapMs, random, say }: RageInput): Promise<StruckFault[]> {
  const struck: StruckFault[] = [];
  for (const [position, fault] of faults.entries()) {
    const cue = cues[position] ?? createGate();
    await delay(random.between(gapMs.least, gapMs.most));
    const done = await strike(fault, { ...arena, cue });
    // Whoever waits for a fault that did not hit goes on all the same.
    cue.open();
    struck.push(done);
    say(`fault ${struck.length}/${faults.length} ${done.hit ? 'hit' : 'missed'}: ${describe(done)}`);
  }
  return struck;
}

async function strike(fault: Fault, arena: Arena): Promise<StruckFault> {
  const startedAt = Date.now();
  let outcome: Pick<StruckFault, 'hit' | 'failure'>;
  try {
    outcome = { hit: await fault.strike(arena) };
  } catch (error) {
    outcome = { hit: false, failure: (error as Error).message };
    await startAll(arena.system);
  }
  const healthyAt = await untilHealthy(arena.system);
  const executionsBackAt = await fault.afterwards?.(arena);
  return { name: fault.name, startedAt, healthyAt, executionsBackAt, ...outcome };
}

function describe({ name, startedAt, healthyAt, executionsBackAt, failure }: StruckFault): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const back = executionsBackAt
    ? `executions and schedules back after ${seconds(executionsBackAt - healthyAt)}`
    : null;
  return `${name} (${[seconds(healthyAt - startedAt), back, failure].filter(Boolean).join('; ')})`;
}
