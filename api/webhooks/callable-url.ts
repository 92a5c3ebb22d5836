import type { DestinationCheck } from '../../network/destination-check';
import { OutgoingError, type OutgoingErrorReason } from '../../network/outgoing-error';
import { invalid } from '../http/problem';

const DETAILS: Partial<Record<OutgoingErrorReason, string>> = {
  url: 'url: is not an address, or carries a user’s name.',
  scheme: 'url: has to begin with https.',
  private_address:
    'url: leads to an address that is not public. The operator may allow networks of the city’s own.',
  port: 'url: has a port that is not for the web.',
  unresolvable: 'url: its host has no address.',
};

/** @throws Problem `invalid` for an address that no webhook would be sent to */
export async function requireCallable(checkDestination: DestinationCheck, url: string): Promise<void> {
  try {
    await checkDestination(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    const detail = DETAILS[error.reason] ?? 'url: cannot be called.';
    throw invalid([{ pointer: '#/url', rule: error.reason, detail }]);
  }
}
