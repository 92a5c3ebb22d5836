import { impairedSpans, soundTimeIn } from './impaired-time';

const fault = (startedAt: number, healthyAt: number) => ({
  name: 'kill api',
  hit: true,
  startedAt,
  healthyAt,
});

describe('time in which something was wrong', () => {
  it('lasts until a while after the last part is up, and joins overlapping spans', () => {
    expect(impairedSpans([fault(50_000, 52_000), fault(0, 1_000), fault(9_000, 12_000)])).toEqual([
      { from: 0, until: 22_000 },
      { from: 50_000, until: 62_000 },
    ]);
  });

  it('is subtracted from a wait', () => {
    const impaired = impairedSpans([fault(10_000, 20_000)]);
    expect(soundTimeIn({ from: 5_000, until: 45_000 }, impaired)).toBe(20_000);
    expect(soundTimeIn({ from: 12_000, until: 25_000 }, impaired)).toBe(0);
    expect(soundTimeIn({ from: 40_000, until: 30_000 }, impaired)).toBe(0);
  });
});
