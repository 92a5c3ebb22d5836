import type { Rule } from './violation';

/** A process dies only where it is told to, at a kill point, by SIGKILL; any other end is a failure of its own. */
export const nobodyDiesAlone: Rule = ({ deaths }) =>
  deaths
    .filter(({ signal }) => signal !== 'SIGKILL')
    .map(({ part, code, signal, failure, lastWords = '' }) => ({
      rule: 'no process ends of its own accord',
      subject: part,
      detail: failure ?? `ended with ${signal ?? code} ${lastWords}`.trim(),
    }));
