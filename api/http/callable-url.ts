import type { DestinationCheck } from '../../network/destination-check';
import { OutgoingError, type OutgoingErrorReason } from '../../network/outgoing-error';
import { invalid } from './problem';

const DETAILS: Partial<Record<OutgoingErrorReason, string>> = {
  url: 'is not an address, or carries a user’s name.',
  scheme: 'has to begin with https.',
  private_address:
    'leads to an address that is not public. The operator may allow networks of the city’s own.',
  port: 'has a port that is not for the web.',
  unresolvable: 'its host has no address.',
};

/**
 * @param field of the body, which has the address
 * @throws Problem `invalid` for an address that nothing would be sent to
 */
export async function requireCallable(
  checkDestination: DestinationCheck,
  { field, url }: { field: string; url: string },
): Promise<void> {
  try {
    await checkDestination(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    const detail = `${field}: ${DETAILS[error.reason] ?? 'cannot be called.'}`;
    throw invalid([{ pointer: `#/${field}`, rule: error.reason, detail }]);
  }
}
