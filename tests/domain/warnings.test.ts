import { hoursAfter } from '../../domain/instant';
import { forecast } from '../../domain/forecast';
import { nextDueBy } from '../../domain/settle';
import {
  caseOnPaper,
  commandCentre,
  officer,
  RECEIVED_AT,
  reporter,
  supervisor,
} from '../support/case-on-paper';

const warnings = { percentLeft: 25, atMostHours: 6 };
const hours = (count: number) => hoursAfter(RECEIVED_AT, count);
const paperOf = (options: Parameters<typeof caseOnPaper>[0] = {}) => caseOnPaper({ warnings, ...options });

describe('a warning before a deadline', () => {
  it('comes when a quarter of the time is left, and not earlier', () => {
    const paper = paperOf();
    expect(nextDueBy(paper.current())).toBe(hours(18));
    expect(paper.timePasses(18, 0).warnings()).toEqual([]);
    expect(paper.timePasses(18).warnings()).toEqual([[24, 18, 24]]);
    expect(nextDueBy(paper.current())).toBe(hours(24));
    expect(paper.notifications.slice(-1)).toEqual([
      { kind: 'warned', sequence: 3, audience: { to: 'agency', agency: 'pupr' } },
    ]);
  });

  it('comes at most as many hours before as the policy says', () => {
    const paper = paperOf({ warnings: { percentLeft: 50, atMostHours: 2 } });
    expect(nextDueBy(paper.current())).toBe(hours(22));
  });

  it('comes once per checkpoint, with what is required by it, and never after the last', () => {
    const paper = paperOf();
    for (let hour = 1; hour <= 96; hour += 1) paper.timePasses(hour).timePasses(hour, 1000);
    expect(paper.warnings()).toEqual([
      [24, 18, 24],
      [48, 42, 48],
      [72, 66, 72],
    ]);
    const waitFor = paper.events.flatMap((event) =>
      event.type === 'warned' ? [event.data.requirement] : [],
    );
    expect(waitFor).toEqual(['acknowledged', 'acknowledged', 'resolved']);
  });

  it('does not come for a checkpoint that is already met', () => {
    const paper = paperOf();
    paper.act(1, { act: 'acknowledge' });
    expect(nextDueBy(paper.current())).toBe(hours(66));
    paper.act(2, { act: 'resolve' });
    expect(paper.timePasses(74).warnings()).toEqual([]);
  });

  it('does not come under a policy without warnings', () => {
    const paper = caseOnPaper();
    for (let hour = 1; hour <= 96; hour += 1) paper.timePasses(hour);
    expect(paper.warnings()).toEqual([]);
  });

  it('also goes to the officer of the case, and to the command centre once that has taken it over', () => {
    const paper = paperOf();
    paper.act(1, { act: 'assign', officer: 'dewi' }, supervisor);
    paper.timePasses(18);
    expect(paper.notifications.slice(-2).map(({ audience }) => audience)).toEqual([
      { to: 'agency', agency: 'pupr' },
      { to: 'staff', id: 'dewi' },
    ]);
    paper.act(19, { act: 'take_over' }, commandCentre);
    paper.timePasses(42);
    expect(paper.notifications.slice(-1)).toMatchObject([
      { kind: 'warned', audience: { to: 'command_centre' } },
    ]);
  });

  describe('after an outage of the system', () => {
    it('is not sent when its checkpoint has passed as well', () => {
      const paper = paperOf().timePasses(30);
      expect(paper.warnings()).toEqual([]);
      expect(paper.escalationLevels()).toEqual([1]);
    });

    it('is sent late while the deadline is still ahead, in the order of the due instants', () => {
      const paper = paperOf().timePasses(43);
      expect(paper.types()).toEqual(['received', 'assigned', 'escalated', 'warned']);
      expect(paper.events.slice(2).map(({ dueAt }) => dueAt)).toEqual([24, 42].map(hours));
    });

    it('is not sent at all when days have passed', () => {
      expect(paperOf().timePasses(100).warnings()).toEqual([]);
    });
  });

  describe('is moved', () => {
    it('by an extension', () => {
      const paper = paperOf();
      paper.act(1, { act: 'acknowledge' });
      paper.act(10, { act: 'extend', hours: 12 }, supervisor);
      expect(paper.timePasses(78).warnings()).toEqual([[72, 78, 84]]);
    });

    it('by a question that holds the clock, and back by its answer', () => {
      const paper = paperOf({ questionHoldHours: 12 });
      paper.act(2, { act: 'ask' });
      expect(nextDueBy(paper.current())).toBe(hours(30));
      paper.act(5, { act: 'answer' }, reporter);
      expect(nextDueBy(paper.current())).toBe(hours(21));
    });

    it('by an outage of its agency', () => {
      const paper = paperOf();
      const flood = { act: 'shift', shift: 'flood', agency: 'pupr', hours: 48 } as const;
      paper.act(10, flood, commandCentre);
      expect(paper.timePasses(66).warnings()).toEqual([[24, 66, 72]]);
    });

    it('by a hand-over, which gives the new agency its own quarter of the time', () => {
      const paper = paperOf();
      paper.act(1, { act: 'acknowledge' });
      paper.act(20, { act: 'reassign', agency: 'dlh' });
      expect(nextDueBy(paper.current())).toBe(hours(23));
      paper.timePasses(23);
      expect(paper.notifications.slice(-1)).toMatchObject([
        { kind: 'warned', audience: { to: 'agency', agency: 'dlh' } },
      ]);
    });

    it('by an objection, which starts a new cycle of warnings', () => {
      const paper = paperOf();
      paper.timePasses(18);
      paper.act(20, { act: 'resolve' });
      paper.act(30, { act: 'reopen', reason: 'partly' }, reporter);
      expect(paper.timePasses(48).warnings()).toEqual([
        [24, 18, 24],
        [24, 48, 54],
      ]);
    });
  });

  it('comes again for a deadline that is extended after it', () => {
    const paper = paperOf();
    paper.act(1, { act: 'acknowledge' });
    paper.timePasses(66);
    paper.act(67, { act: 'extend', hours: 24 }, supervisor);
    expect(nextDueBy(paper.current())).toBe(hours(90));
    expect(paper.timePasses(90).warnings()).toEqual([
      [72, 66, 72],
      [72, 90, 96],
    ]);
  });

  it('comes once when the deadline moves only a little', () => {
    const paper = paperOf({ questionHoldHours: 12 });
    paper.timePasses(18);
    paper.act(19, { act: 'ask' });
    paper.act(20, { act: 'answer' }, reporter);
    expect(paper.timePasses(24.9).warnings()).toEqual([[24, 18, 24]]);
  });

  it('also comes to an agency that is handed the case after it', () => {
    const paper = paperOf().timePasses(18);
    paper.act(21, { act: 'reassign', agency: 'dlh' });
    expect(paper.timePasses(23.9).warnings()).toEqual([
      [24, 18, 24],
      [24, 23.25, 24],
    ]);
  });

  it('is not counted as a miss by the forecast', () => {
    expect(forecast(paperOf().current(), hours(20))).toEqual([]);
    expect(forecast(paperOf().current(), hours(25))).toMatchObject([{ checkpointHours: 24 }]);
  });

  it('is recorded before a later act, which still counts', () => {
    const paper = paperOf();
    expect(paper.act(19, { act: 'acknowledge' }, officer)).toBeNull();
    expect(paper.types()).toEqual(['received', 'assigned', 'warned', 'acknowledged']);
  });
});
