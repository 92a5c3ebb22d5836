import type { Rule } from './violation';

const RULE = 'a run without faults proves nothing';

/** A share of the planned faults has to hit, and somebody has to have felt one. */
const SHARE = 0.75;

export const runWasFaulty: Rule = ({ faults, calls }) => {
  const hits = faults.filter(({ hit }) => hit).length;
  const disturbed = calls.filter(({ attempts }) =>
    attempts.some(({ status }) => status === null || status >= 500),
  );
  const found: string[] = [];
  if (hits === 0 || hits < faults.length * SHARE) found.push(`${hits} of ${faults.length} faults hit`);
  if (disturbed.length === 0) found.push('no call was ever disturbed');
  return found.map((detail) => ({ rule: RULE, subject: 'the run', detail }));
};
