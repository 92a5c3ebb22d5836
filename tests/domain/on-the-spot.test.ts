import { isOnTheSpot, type OnTheSpotInput } from '../../domain/on-the-spot';

const receivedAt = Date.UTC(2026, 10, 25, 7);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const pin = { latitude: -1.6105, longitude: 103.6131, approximate: false };
/** The pin, moved north by so many metres. */
const north = (meters: number) => ({ ...pin, latitude: pin.latitude + meters / 111_195 });
const judge = (change: Partial<OnTheSpotInput['capture']>, place = pin) =>
  isOnTheSpot({ capture: { takenAt: receivedAt - HOUR, point: pin, ...change }, pin: place, receivedAt });

describe('the verdict "photographed on the spot"', () => {
  it('is given to a photo of the last 24 hours within 500 m of the pin', () => {
    expect(judge({})).toBe(true);
    expect(judge({ takenAt: receivedAt - 24 * HOUR, point: north(499) })).toBe(true);
  });

  it.each([
    ['older than 24 hours', { takenAt: receivedAt - 24 * HOUR - 1 }],
    ['from a future that no clock explains', { takenAt: receivedAt + 10 * MINUTE + 1 }],
    ['501 m away to the north', { point: north(501) }],
    ['from another city', { point: { latitude: -6.2, longitude: 106.8 } }],
    ['without a time', { takenAt: null }],
    ['without a place', { point: null }],
  ])('is withheld from a photo %s', (_what, change) => {
    expect(judge(change)).toBe(false);
  });

  it('allows for a clock that is ten minutes fast', () => {
    expect(judge({ takenAt: receivedAt + 10 * MINUTE })).toBe(true);
  });

  it('takes into account that degrees of longitude are shorter away from the equator', () => {
    const place = { latitude: 60, longitude: 20, approximate: false };
    const east = (meters: number) => ({ latitude: 60, longitude: 20 + meters / (111_195 / 2) });
    expect(judge({ point: east(499) }, place)).toBe(true);
    expect(judge({ point: east(501) }, place)).toBe(false);
  });

  it('is never given where only the district is known', () => {
    expect(judge({}, { ...pin, approximate: true })).toBe(false);
  });
});
