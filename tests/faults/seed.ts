import { randomBytes } from 'node:crypto';

/** The run's seed: FAULTS_SEED repeats an earlier run. */
export function chooseSeed(env: NodeJS.ProcessEnv): string {
  return env.FAULTS_SEED || randomBytes(4).toString('hex');
}
