import { hoursAfter } from '../../../domain/instant';
import { promiseLine } from '../../../web/complaint/promise-line';

const start = Date.UTC(2026, 10, 24, 7, 5);
const at = (hours: number) => hoursAfter(start, hours);
const open = { startAt: start, promisedAt: at(24), misses: [], escalatesAt: at(24), resolvedAt: null };
const shapes = (line: ReturnType<typeof promiseLine>) => line.marks.map(({ shape, x }) => [shape, x]);

describe('the promise line', () => {
  it('is filled by the hours that have passed, with a flag at the promise', () => {
    const line = promiseLine({ ...open, now: at(18) });
    expect([line.spent, line.over]).toEqual(['75.0%', null]);
    expect(shapes(line)).toEqual([['flag', '100.0%']]);
  });

  it('shows the checkpoint that comes before the promise', () => {
    const line = promiseLine({ ...open, promisedAt: at(48), escalatesAt: at(24), now: at(12) });
    expect(shapes(line)).toEqual([
      ['on-time', '50.0%'],
      ['flag', '100.0%'],
    ]);
  });

  it('extends past a missed promise to the next escalation, with each miss at its hour', () => {
    const line = promiseLine({
      ...open,
      misses: [{ level: 1, dueAt: at(24) }],
      escalatesAt: at(48),
      now: at(26),
    });
    expect([line.spent, line.over]).toEqual(['50.0%', '4.2%']);
    expect(shapes(line)).toEqual([
      ['late-1', '50.0%'],
      ['on-time', '100.0%'],
    ]);
  });

  it('ends now when it can escalate no further', () => {
    const misses = [
      { level: 1, dueAt: at(24) },
      { level: 2, dueAt: at(48) },
      { level: 3, dueAt: at(72) },
    ];
    const line = promiseLine({ ...open, misses, escalatesAt: null, now: at(96) });
    expect(shapes(line)).toEqual([
      ['late-1', '25.0%'],
      ['late-2', '50.0%'],
      ['late-3', '75.0%'],
    ]);
    expect(line.over).toBe('75.0%');
  });

  it('ends with a tick where it was resolved, and leaves out misses of an earlier cycle', () => {
    const misses = [{ level: 2, dueAt: at(-10) }];
    const line = promiseLine({ ...open, misses, now: at(60), resolvedAt: at(12), escalatesAt: null });
    expect([line.spent, line.over, shapes(line)]).toEqual(['50.0%', null, [['resolved', '50.0%']]]);
  });

  it('lets no mark be cut off at an end or overlap another', () => {
    const line = promiseLine({
      ...open,
      now: at(24.5),
      misses: [{ level: 1, dueAt: at(24) }],
      escalatesAt: null,
    });
    expect(line.marks).toHaveLength(1);
    expect(line.marks[0]).toMatchObject({ shape: 'late-1', holeX: -9, shapeX: -20 });
  });
});
