import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { OutgoingError } from './outgoing-error';

/** All addresses of a name, as the machine's resolver gives them. */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

const resolveBySystem: Resolve = (name) => dns.promises.lookup(name, { all: true, verbatim: true });

interface GuardedLookupInput {
  mayBeCalled(address: string): boolean;
  resolve?: Resolve;
}

/**
 * Resolves for a socket. What is checked here is what is dialled: a name that answers differently the next time has
 * no next time. One bad address refuses the name, for whoever mixes them chooses which one is tried.
 */
export function guardedLookup({
  mayBeCalled,
  resolve = resolveBySystem,
}: GuardedLookupInput): LookupFunction {
  async function find(name: string): Promise<LookupAddress[]> {
    const addresses = await resolve(name).catch((cause: unknown) => {
      throw new OutgoingError('unresolvable', { cause });
    });
    if (addresses.length === 0) throw new OutgoingError('unresolvable');
    if (!addresses.every(({ address }) => mayBeCalled(address))) throw new OutgoingError('private_address');
    return addresses;
  }

  return (name, { all }, callback) => {
    find(name).then(
      (addresses) => {
        const [first] = addresses;
        if (all) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}
