import { backoffMs } from '../../delivery/backoff';
import { COURIER_SETTINGS } from '../../delivery/courier-settings';
import { MAIL_CHANNEL_SETTINGS } from '../../delivery/mail-channel';

const { backoff } = COURIER_SETTINGS;
const waits = (chance: number) =>
  Array.from({ length: 12 }, (_, index) => backoffMs({ attempts: index + 1, chance, backoff }) / 1_000);

describe('the wait before another attempt', () => {
  it('doubles from ten seconds to an hour', () => {
    expect(waits(0)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]);
  });

  it('is jittered, so that what failed together is not retried together', () => {
    expect(waits(0.5)[0]).toBe(9);
    expect(waits(1)[11]).toBe(2880);
  });
});

describe('the deadline of a send', () => {
  it('is half an hour, the sum of what RFC 5321 gives a server for each step', () => {
    expect(MAIL_CHANNEL_SETTINGS.sendDeadlineMs).toBe((5 + 5 + 5 + 2 + 3 + 10) * 60_000);
  });
});
