import type { Rule } from './violation';

/** P13. */
export const BACK_WITHIN_MS = 120_000;

/** A case whose execution was lost, however that happened, soon has another one; the same goes for schedules. */
export const executionsReturn: Rule = ({ faults }) =>
  faults.flatMap(({ name, healthyAt, executionsBackAt }) => {
    const tookMs = (executionsBackAt ?? healthyAt) - healthyAt;
    if (tookMs <= BACK_WITHIN_MS) return [];
    const detail = `executions and schedules were back after ${Math.round(tookMs / 1000)} s`;
    return [{ rule: 'a lost execution is back within two minutes', subject: name, detail }];
  });
