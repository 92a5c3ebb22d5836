import { createSignInSweep } from '../../server/housekeeping/sweep-sign-ins';
import { selectRows } from '../../database/select-rows';
import { createSessionStore } from '../../database/stores/session-store';
import { createSignInStore } from '../../database/stores/sign-in-store';
import { createStaffStore } from '../../database/stores/staff-store';
import { newMember, opened } from '../support/signed-in';
import { createTestDatabase } from '../support/test-database';

describe('the sweep of sign-ins', () => {
  it('removes sessions and links that have expired, and no others', async () => {
    const { db, drop } = await createTestDatabase();
    try {
      const sessions = createSessionStore({ db });
      const signIns = createSignInStore({ db });
      const { id: staffId } = await newMember({ staff: createStaffStore({ db }) });
      await sessions.open({ staffId, device: null });
      await signIns.request({ staffId, device: null });
      await selectRows(db, { sql: "UPDATE sessions SET last_seen_at = now() - interval '1 year'" });
      await selectRows(db, { sql: "UPDATE sign_in_requests SET expires_at = now() - interval '1 year'" });
      const { token } = await opened(sessions, { staffId });
      const { id } = await signIns.request({ staffId, device: null });

      await createSignInSweep({ sessions, signIns })();
      expect(await selectRows(db, { sql: 'SELECT id FROM sign_in_requests' })).toEqual([{ id }]);
      expect(await selectRows(db, { sql: 'SELECT id FROM sessions' })).toHaveLength(1);
      expect(await sessions.find(token)).not.toBeNull();
    } finally {
      await drop();
    }
  });
});
