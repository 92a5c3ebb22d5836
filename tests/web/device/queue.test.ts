import type { Entry, Outcome, Queue } from '../../../web/public/device/types';
import { loadDevice } from './device-scripts';

const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse('2026-12-01T08:00:00Z');
const FRESH: Entry = {
  ...{ key: 'k', secret: 's', fields: {}, contact: {}, language: 'id', seen: 'dishub.24', kind: 'Lampu' },
  ...{ pressedAt: NOW, wantedAt: NOW, attempts: 0, errors: null },
};

describe('the queue of a device', () => {
  let queue: Queue;
  beforeAll(async () => {
    ({ queue } = await loadDevice('queue'));
  });
  const stateOf = (change: Partial<Entry>) => queue.stateOf({ ...FRESH, ...change }, NOW);
  const outcomeOf = (status: number, body: unknown, retryAfter: string | null = null): Outcome =>
    queue.outcomeOf({ status, body, retryAfter });

  it('sends for a week, then asks again', () => {
    expect(stateOf({ wantedAt: NOW - 6.9 * DAY_MS })).toBe('waiting');
    expect(stateOf({ wantedAt: NOW - 7.1 * DAY_MS })).toBe('ask');
    expect(stateOf({ pressedAt: NOW - 20 * DAY_MS, wantedAt: NOW - DAY_MS, attempts: 3 })).toBe('waiting');
    // The phone's clock was ahead.
    expect(stateOf({ pressedAt: NOW + DAY_MS, wantedAt: NOW + DAY_MS })).toBe('waiting');
  });

  it('never sends again what may have arrived so long ago that the service has forgotten it', () => {
    const old = { pressedAt: NOW - 28.1 * DAY_MS, wantedAt: NOW };
    expect(stateOf({ ...old, attempts: 1 })).toBe('expired');
    expect(stateOf({ ...old, attempts: 0 })).toBe('waiting');
  });

  it('knows what may have arrived although nobody answered', () => {
    expect(queue.isUncertain(FRESH)).toBe(false);
    expect(queue.isUncertain({ ...FRESH, attempts: 1 })).toBe(true);
    expect(queue.isUncertain({ ...FRESH, attempts: 1, errors: [{ field: 'x', error: 'x' }] })).toBe(false);
  });

  it('takes only an answer of the service for one', () => {
    expect(outcomeOf(201, { code: 'SK-1', my: '/my' })).toMatchObject({ kind: 'answered' });
    expect(outcomeOf(422, { errors: [{ field: 'phone', error: 'x' }] })).toMatchObject({ kind: 'refused' });
    expect(outcomeOf(429, { challenge: { token: 't' } }, '60')).toMatchObject({ kind: 'challenged' });
    for (const [status, body] of [
      [200, null],
      [201, null],
      [302, null],
      [404, null],
      [422, { errors: [] }],
      [429, { challenge: null }],
      [503, null],
    ] as const)
      expect(outcomeOf(status, body)).toEqual({ kind: 'later', afterMs: 30_000 });
  });

  it('waits as long as it is told, within an hour', () => {
    expect(outcomeOf(503, null, '90')).toEqual({ kind: 'later', afterMs: 90_000 });
    expect(outcomeOf(429, { challenge: null }, '86400')).toEqual({ kind: 'later', afterMs: 3_600_000 });
    expect(outcomeOf(503, null, 'Wed, 21 Oct 2026 07:28:00 GMT')).toMatchObject({ afterMs: 30_000 });
  });
});
