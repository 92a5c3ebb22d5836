import type { CallLog, LoggedCall } from '../client/call-log';
import { callPatiently } from '../client/call-patiently';
import type { Random } from '../random';

const AT_ONCE = 4;

export interface Repeating {
  log: CallLog;
  giveUpAt: () => number;
  random: Random;
  /** How many of the calls that count are repeated; each has to be told again that it counts. */
  echoesAtMost: number;
}

/** Repeats, with the same keys, all calls that were never answered and some that were answered long ago. */
export async function repeatCalls({ log, giveUpAt, random, echoesAtMost }: Repeating): Promise<void> {
  const unanswered = log.calls.filter(({ verdict }) => verdict === 'unknown');
  const counted = log.calls.filter(({ verdict, act }) => verdict === 'counts' && act !== 'file');
  const queue = [...unanswered, ...random.shuffled(counted).slice(0, echoesAtMost)];
  const work = async () => {
    for (let call = queue.shift(); call; call = queue.shift()) await repeat(call, { log, giveUpAt });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function repeat(
  call: LoggedCall,
  { log, giveUpAt }: Pick<Repeating, 'log' | 'giveUpAt'>,
): Promise<void> {
  await callPatiently(call, log.requestOf(call), { giveUpAt });
}
