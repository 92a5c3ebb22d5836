import { MS_PER_HOUR } from '../../domain/instant';
import { promiseFactsOf } from '../../domain/promise-facts';
import { caseOnPaper, commandCentre, RECEIVED_AT, reporter, supervisor } from '../support/case-on-paper';

type Paper = ReturnType<typeof caseOnPaper>;
const factsOf = (paper: Paper) => promiseFactsOf({ events: paper.events, policy: paper.current().policy });
const dlh = { kind: 'officer', agency: 'dlh' } as const;

const FLOOD = { act: 'shift', shift: 'flood', agency: 'pupr', hours: 48 } as const;

const pending = { acknowledgedInTime: null, resolvedInTime: null };
const missed = { acknowledgedInTime: false, resolvedInTime: false };
const kept = { acknowledgedInTime: true, resolvedInTime: true };

/** A title, the target in hours, what happens in the case, and the facts of its promise. */
const lives: [string, number, (paper: Paper) => unknown, object][] = [
  ['nothing has been decided on the first day', 72, () => null, pending],
  [
    'acceptance in the last instant counts',
    72,
    (p) => p.act(24, { act: 'acknowledge' }),
    { acknowledgedInTime: true, resolvedInTime: null },
  ],
  [
    'acceptance an instant later does not',
    72,
    (p) => p.act(24, { act: 'acknowledge' }, undefined, 1),
    { acknowledgedInTime: false },
  ],
  ['the start of work is acceptance', 48, (p) => p.act(3, { act: 'start' }), { acknowledgedInTime: true }],
  [
    'an answer in the last instant counts',
    72,
    (p) => p.act(72, { act: 'resolve' }),
    { acknowledgedInTime: false, resolvedInTime: true, hoursToResolve: 72, answer: 'resolved' },
  ],
  [
    'an answer an instant later does not',
    72,
    (p) => p.act(72, { act: 'resolve' }, undefined, 1),
    { resolvedInTime: false, answer: 'resolved' },
  ],
  [
    'silence beyond the target is a miss before anybody answers',
    72,
    (p) => {
      p.timePasses(72);
    },
    { ...missed, answer: null, hoursToResolve: null },
  ],
  [
    'a late answer tells its hours and stays late',
    24,
    (p) => {
      p.timePasses(24);
      p.act(30, { act: 'resolve' });
    },
    { ...missed, hoursToResolve: 30 },
  ],
  [
    'with a target of a day, who accepts in time may still answer late',
    24,
    (p) => {
      p.act(2, { act: 'acknowledge' });
      p.timePasses(24);
    },
    { acknowledgedInTime: true, resolvedInTime: false },
  ],
  [
    'a refusal is an answer',
    48,
    (p) => p.act(5, { act: 'reject', reason: 'not_city_matter' }),
    { ...kept, answer: 'rejected', hoursToResolve: 5 },
  ],
  [
    'an extension moves the target',
    24,
    (p) => {
      p.act(20, { act: 'extend', hours: 10 }, supervisor);
      p.act(33, { act: 'resolve' });
    },
    { ...kept, extended: true, hoursToResolve: 33 },
  ],
  [
    'an extension does not move it for ever',
    24,
    (p) => {
      p.act(20, { act: 'extend', hours: 10 }, supervisor);
      p.timePasses(34);
    },
    { ...missed, extended: true },
  ],
  [
    'an outage of the agency moves the target',
    24,
    (p) => {
      p.act(20, FLOOD, commandCentre);
      p.act(60, { act: 'resolve' });
    },
    { ...kept, extended: false, hoursToResolve: 60 },
  ],
  [
    'an outage that was taken back moves it back, as far as it is not used',
    24,
    (p) => {
      p.act(20, FLOOD, commandCentre);
      p.act(30, { act: 'unshift', shift: FLOOD.shift }, commandCentre);
      p.timePasses(34);
    },
    missed,
  ],
  [
    'what is withdrawn in time is no promise any more',
    72,
    (p) => p.act(10, { act: 'withdraw' }, reporter),
    { ...pending, acknowledgeBy: null, resolveBy: null },
  ],
  ['what is withdrawn too late was missed', 24, (p) => p.act(25, { act: 'withdraw' }, reporter), missed],
  [
    'a duplicate leaves its promise to the other',
    72,
    (p) => p.act(10, { act: 'merge', into: 'other' }),
    { ...pending, resolveBy: null },
  ],
  [
    'a duplicate that was accepted keeps that',
    72,
    (p) => {
      p.act(1, { act: 'start' });
      p.act(10, { act: 'merge', into: 'other' });
    },
    { acknowledgedInTime: true, resolvedInTime: null, resolveBy: null },
  ],
  ['a duplicate found too late was missed', 24, (p) => p.act(30, { act: 'merge', into: 'other' }), missed],
  [
    'a reopening leaves the first promise kept',
    24,
    (p) => {
      p.act(5, { act: 'resolve' });
      p.act(20, { act: 'reopen', reason: 'partly' }, reporter);
      p.timePasses(80);
      p.act(90, { act: 'resolve' });
    },
    { ...kept, reopened: true, hoursToResolve: 5, resolveBy: null },
  ],
  [
    'a reopened refusal stays the first answer',
    72,
    (p) => {
      p.act(5, { act: 'reject', reason: 'already_handled' });
      p.act(20, { act: 'reopen', reason: 'not_repaired' }, reporter);
      p.act(21, { act: 'resolve' });
    },
    { answer: 'rejected', hoursToResolve: 5 },
  ],
  [
    'the agency that got it answers for it',
    72,
    (p) => {
      p.act(10, { act: 'reassign', agency: 'dlh', category: 'kebersihan' });
      p.act(70, { act: 'resolve' }, dlh);
    },
    {
      agency: 'dlh',
      category: 'kebersihan',
      targetHours: 72,
      acknowledgedInTime: false,
      resolvedInTime: true,
    },
  ],
  [
    'who missed it keeps the miss',
    24,
    (p) => {
      p.act(25, { act: 'reassign', agency: 'dlh' });
      p.act(26, { act: 'resolve' }, dlh);
    },
    { agency: 'pupr', resolvedInTime: false, hoursToResolve: 26 },
  ],
  [
    'who kept it keeps that, whoever gets the objection',
    24,
    (p) => {
      p.act(5, { act: 'resolve' });
      p.act(20, { act: 'reopen', reason: 'partly' }, reporter);
      p.act(21, { act: 'reassign', agency: 'dlh' }, commandCentre);
    },
    { agency: 'pupr', resolvedInTime: true },
  ],
  [
    'a hand-over in time asks the other agency to accept, too',
    72,
    (p) => {
      p.act(1, { act: 'acknowledge' });
      p.act(10, { act: 'reassign', agency: 'dlh' });
    },
    { acknowledgedInTime: null, acknowledgeBy: RECEIVED_AT + 24 * MS_PER_HOUR },
  ],
  [
    'a hand-over after the first day leaves the acceptance',
    72,
    (p) => {
      p.act(1, { act: 'acknowledge' });
      p.act(30, { act: 'reassign', agency: 'dlh' });
    },
    { acknowledgedInTime: true, acknowledgeBy: null },
  ],
];

describe('the facts of a promise', () => {
  it.each(lives)('%s', (_what, targetHours, live, expected) => {
    const paper = caseOnPaper({ targetHours });
    expect(live(paper) ?? null).toBeNull();
    expect(factsOf(paper)).toMatchObject(expected);
  });
});
