import { runMain } from '../../config/run-main';
import { runWorker } from '../../worker/run-worker';

const inTheMiddle = new Set<string>();

/**
 * A real worker that hears of no act that PostgreSQL has committed: each such case stays in the middle of its workflow
 * task, and when as many as PROOF_DIES_WITH says are there, the process is killed.
 */
runMain(() =>
  runWorker({
    cases: (cases) => ({
      ...cases,
      async advance(input) {
        const advanced = await cases.advance(input);
        if (input.messages.length === 0) return advanced;
        inTheMiddle.add(input.complaintId);
        if (inTheMiddle.size === Number(process.env['PROOF_DIES_WITH'])) process.kill(process.pid, 'SIGKILL');
        return new Promise(() => undefined);
      },
    }),
  }),
);
