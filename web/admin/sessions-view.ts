import { isoInstant } from '../../api/http/iso-instant';
import type { SessionRecord } from '../../database/stores/session-store';
import type { Locale } from '../../locale/locale';

/** Somebody's sessions, for display. */
export function sessionsView(
  sessions: readonly SessionRecord[],
  { locale: { t, time }, here }: { locale: Locale; here: string | null },
) {
  return sessions.map(({ id, device, lastSeenAt, openedAt }) => ({
    id,
    device: device ?? t('admin.sessions.unknownDevice'),
    isHere: id === here,
    seen: { iso: isoInstant(lastSeenAt), time: time.medium(lastSeenAt) },
    opened: { iso: isoInstant(openedAt), time: time.medium(openedAt) },
  }));
}
