import { createCallLog, type CallLog } from './client/call-log';
import { castPlays } from './client/cast';
import type { Cued } from './client/cued-plays';
import { createGate, type Gate } from './client/gate';
import { perform } from './client/perform';
import { setStage } from './client/set-stage';
import { check } from './checker/check';
import type { Violation } from './checker/violation';
import { collectEvidence } from './evidence/collect';
import type { Evidence } from './evidence/evidence';
import { drain, type Undrained } from './healing/drain';
import { letLeasesRunOut } from './healing/let-leases-run-out';
import { proveLife } from './healing/prove-life';
import { proveTimers } from './healing/prove-timers';
import { repeatCalls } from './healing/repeat-calls';
import type { Fault } from './nemesis/fault';
import { rage } from './nemesis/rage';
import { untilHealthy } from './nemesis/until-healthy';
import { keepEvidence, keepLogs } from './keep-traces';
import { createRandom } from './random';
import type { Storm } from './storm';
import { createCopy } from './system/copies';
import { startFaultySystem, type FaultySystem } from './system/faulty-system';

export interface StormReport {
  seed: string;
  evidence: Evidence;
  violations: Violation[];
  undrained: Undrained;
  abandoned: CallLog['abandoned'];
  tookMs: number;
}

interface RunInput {
  storm: Storm;
  seed: string;
  say: (line: string) => void;
}

/** A whole run: the client and the nemesis at once, then healing, then the checker. */
export async function runStorm({ storm, seed, say }: RunInput): Promise<StormReport> {
  const startedAt = Date.now();
  const since = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  const tell = (line: string) => say(`[${since()}] ${line}`);
  const system = await startFaultySystem();
  try {
    tell('the system is up');
    const report = await blow({ storm, seed, say: tell, system });
    return { ...report, seed, tookMs: Date.now() - startedAt };
  } finally {
    await keepLogs(system.places.folder);
    await system.stop();
  }
}

type Blown = Omit<StormReport, 'seed' | 'tookMs'>;

async function blow({ storm, seed, say, system }: RunInput & { system: FaultySystem }): Promise<Blown> {
  const random = createRandom(seed);
  const planned = storm.faults(random.branch('faults'));
  const cues = planned.map(createGate);
  const copies = {
    temporal: createCopy({ part: system.parts.temporal, folder: system.places.temporalStore }),
    postgres: createCopy({ part: system.parts.postgres, folder: system.postgres.dataFolder }),
  };
  const log = createCallLog();
  let giveUpAt = Infinity;
  const stage = await setStage({ storm, system, log, giveUpAt: () => giveUpAt });
  const plays = castPlays({ ...storm, cues: cuesOf(planned, cues), random: random.branch('cast') });
  const performed = perform(plays, stage, random.branch('plays'));
  const arena = { system, copies };
  const gaps = { gapMs: storm.gapMs, random: random.branch('gaps') };
  const faults = await rage({ arena, faults: planned, cues, ...gaps, say });
  say('the storm is over');
  giveUpAt = Date.now() + storm.answerPatienceMs;
  const actors = await performed;
  say('every script has ended');
  await untilHealthy(system);
  await letLeasesRunOut(system);
  giveUpAt = Date.now() + storm.answerPatienceMs;
  await repeatCalls({ log, giveUpAt: () => giveUpAt, random: random.branch('echoes'), ...storm });
  await proveLife(actors);
  await proveTimers({ system, random: random.branch('timers'), casesAtMost: storm.timersAtMost });
  const undrained = await drain(system, storm.drainPatienceMs);
  say('drained, or given up on');
  const evidence = await collectEvidence({ system, calls: log.calls, faults, copies });
  await keepEvidence(evidence);
  return { evidence, violations: check(evidence), undrained, abandoned: log.abandoned };
}

/** What each fault needs to happen at its moment, with the gate that it opens then. */
function cuesOf(faults: readonly Fault[], gates: readonly Gate[]): Cued[] {
  return faults.flatMap(({ needs }, position) => {
    const gate = gates[position];
    return needs && gate ? [{ kind: needs, gate }] : [];
  });
}
