import type { SessionStore } from '../../database/stores/session-store';
import type { SignInStore } from '../../database/stores/sign-in-store';

interface SignInSweepDeps {
  sessions: Pick<SessionStore, 'removeEnded'>;
  signIns: Pick<SignInStore, 'removeExpired'>;
}

/** Removes sessions and sign-in links that open nothing any more. */
export function createSignInSweep({ sessions, signIns }: SignInSweepDeps): () => Promise<void> {
  return async () => {
    await sessions.removeEnded();
    await signIns.removeExpired();
  };
}
