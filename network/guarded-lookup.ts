import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Destination } from './destination';
import { OutgoingError } from './outgoing-error';

/** All addresses of a name, as the machine's resolver gives them. */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (name) => dns.promises.lookup(name, { all: true, verbatim: true });

interface GuardedLookupInput {
  refusalOf: Destination['refusalOf'];
  resolve?: Resolve;
}

/**
 * Resolves a name. One forbidden address refuses the whole name: whoever controls the name chooses which one is
 * tried.
 * @throws OutgoingError
 */
export async function addressesOf(
  name: string,
  { refusalOf, resolve = resolveBySystem }: GuardedLookupInput,
): Promise<LookupAddress[]> {
  const addresses = await resolve(name).catch((cause: unknown) => {
    throw new OutgoingError('unresolvable', { cause });
  });
  if (addresses.length === 0) throw new OutgoingError('unresolvable');
  for (const { address } of addresses) {
    const refusal = refusalOf(address);
    if (refusal) throw new OutgoingError(refusal);
  }
  return addresses;
}

/**
 * The lookup of a socket. The addresses checked here are the ones dialled, so a name cannot resolve to something
 * else in between.
 */
export function guardedLookup(input: GuardedLookupInput): LookupFunction {
  return (name, { all }, callback) => {
    addressesOf(name, input).then(
      (addresses) => {
        const [first] = addresses;
        if (all) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}
