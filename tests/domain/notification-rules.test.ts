import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TimelineActor } from '../../domain/actor';
import type { ComplaintState } from '../../domain/complaint';
import { EVENT_TYPES } from '../../domain/event-types';
import { notificationsFor, type Audience, type PlannedNotification } from '../../domain/notifications';
import type { EventType, Fact, TimelineEvent } from '../../domain/timeline';
import { CONDITIONS, RECIPIENT_ROLES, NOTIFICATION_RULES } from '../../domain/notification-rules';
import { caseOnPaper, RECEIVED_AT } from '../support/case-on-paper';

const OFFICER = '01936000-0000-7000-8000-0000000000d1';
const COLLEAGUE = '01936000-0000-7000-8000-0000000000d2';

const RECIPIENTS = [
  'reporter',
  'merged_reporters',
  'supporters',
  'kept_apart',
  'agency:pupr',
  'agency:dlh',
  'officer',
  'colleague',
  'supervisor',
  'agency_head',
  'command_centre',
] as const;
type Recipient = (typeof RECIPIENTS)[number];
type KindByRecipient = Partial<Record<Recipient, PlannedNotification['kind']>>;

/** An ordinary event of each type, on a case that is acknowledged and assigned to an officer. */
const ORDINARY: { [Type in EventType]: Extract<Fact, { type: Type }>['data'] } = {
  received: { category: 'jalan', agency: 'pupr', targetHours: 72, policyVersion: 'v' },
  assigned: { agency: 'pupr' },
  acknowledged: {},
  started: {},
  noted: { kind: 'note', public: true },
  escalated: { level: 1, cause: 'not_resolved', checkpointHours: 24 },
  target_missed: { targetHours: 24, checkpointHours: 24 },
  reminded: { day: 1 },
  reassigned: { from: 'pupr', to: 'dlh' },
  extended: { hours: 4, promisedBy: 1, resolveBy: 2 },
  resolved: {},
  rejected: { reason: 'already_handled' },
  reopened: { reason: 'partly', cycle: 2 },
  information_requested: { heldUntil: 9 },
  information_answered: {},
  officer_assigned: { officer: COLLEAGUE },
  nudged: {},
  warned: { checkpointHours: 24, requirement: 'resolved', dueBy: 9 },
  taken_over: {},
  shifted: { shift: 'flood', hours: 48, promisedBy: 1, resolveBy: 2 },
  reporter_told: { by: 'mail', answer: 8 },
  reporter_unreached: { answer: 8 },
  confirmed: {},
  closed: { outcome: 'resolved', by: 'silence' },
  withdrawn: {},
  reporter_left: {},
  merged: { into: 'another' },
};

const readers = (kind: PlannedNotification['kind']): KindByRecipient => ({
  reporter: kind,
  merged_reporters: kind,
  supporters: kind,
});
const desk = (kind: PlannedNotification['kind']): KindByRecipient => ({ 'agency:pupr': kind, officer: kind });

/** The table a second time, on purpose, so that a mistake in either shows. */
const EXPECTED: Record<EventType, KindByRecipient> = {
  received: { reporter: 'received' },
  assigned: { 'agency:pupr': 'assigned' },
  acknowledged: readers('acknowledged'),
  started: { reporter: 'started', merged_reporters: 'started' },
  noted: { reporter: 'noted', merged_reporters: 'noted' },
  escalated: { supervisor: 'escalated', ...desk('climbed') },
  target_missed: readers('late'),
  reminded: { command_centre: 'reminder' },
  reassigned: {
    'agency:dlh': 'reassigned_agency',
    agency_head: 'reassigned_agency',
    ...readers('reassigned_reporter'),
    officer: 'unassigned',
  },
  extended: { ...readers('extended'), ...desk('deadline_moved') },
  resolved: readers('resolved'),
  rejected: { ...readers('rejected_reporter'), supervisor: 'rejected_supervisor' },
  reopened: {
    ...desk('reopened'),
    reporter: 'objection',
    merged_reporters: 'objection',
    agency_head: 'reopened',
  },
  information_requested: { reporter: 'information_requested', ...desk('deadline_moved') },
  information_answered: desk('information_answered'),
  officer_assigned: { colleague: 'officer_assigned', officer: 'unassigned' },
  nudged: desk('nudged'),
  warned: desk('warned'),
  taken_over: { ...desk('taken_over'), agency_head: 'taken_over' },
  shifted: { ...readers('shifted'), ...desk('deadlines_shifted') },
  reporter_told: {},
  reporter_unreached: {},
  confirmed: {},
  closed: { ...readers('closed'), kept_apart: 'settled_together' },
  withdrawn: { reporter: 'withdrawal', ...desk('withdrawn'), agency_head: 'withdrawn' },
  reporter_left: {
    reporter: 'withdrawal',
    merged_reporters: 'goes_on',
    supporters: 'goes_on',
    ...desk('reporter_left'),
    agency_head: 'reporter_left',
  },
  merged: { ...readers('merged'), officer: 'unassigned' },
};

const state: ComplaintState = {
  ...caseOnPaper().state(),
  acknowledgedAt: RECEIVED_AT,
  published: true,
  officer: OFFICER,
  escalationLevel: 2,
};

function eventOf(fact: Fact, sequence = 9, kind: TimelineActor['kind'] = 'system'): TimelineEvent {
  return { ...fact, sequence, at: RECEIVED_AT, actor: { kind } };
}

function kindsFor(facts: Fact[], before: Partial<ComplaintState> = {}): KindByRecipient {
  const events = facts.map((fact, index) => eventOf(fact, 9 + index));
  return Object.fromEntries(
    notificationsFor(events, { ...state, ...before }).map(({ kind, audience }) => [nameOf(audience), kind]),
  );
}

function nameOf(audience: Audience): string {
  if (audience.to === 'staff') return audience.id === OFFICER ? 'officer' : 'colleague';
  return audience.to === 'agency' ? `agency:${audience.agency}` : audience.to;
}

const ordinary = (type: EventType) => ({ type, data: ORDINARY[type] }) as Fact;

describe('the notification rules', () => {
  it.each(EVENT_TYPES.flatMap((type) => RECIPIENTS.map((recipient) => [type, recipient] as const)))(
    'for the event “%s” notify %s as expected',
    (type, recipient) => {
      expect(kindsFor([ordinary(type)])[recipient]).toBe(EXPECTED[type][recipient]);
    },
  );

  it('are listed in their decision record as they are', () => {
    const file = join(__dirname, '../../docs/decisions/0032-who-is-told-what.md');
    const listed = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| event') && !line.startsWith('| ---'))
      .flatMap((line) => {
        const [on, who = '', kind, when = ''] = line
          .slice(1)
          .split('|')
          .map((cell) => cell.trim());
        return who.split(', ').map((role) => `${on}: ${role}: ${kind}: ${when}`);
      });
    const rows = NOTIFICATION_RULES.map(
      ({ on, tell, kind, when = [] }) => `${on}: ${tell.replaceAll('_', ' ')}: ${kind}: ${when.join(', ')}`,
    );
    expect(listed).toEqual(rows);
  });

  it('use every condition and every recipient', () => {
    const used = new Set(NOTIFICATION_RULES.flatMap(({ when = [] }) => when));
    expect([...used].sort()).toEqual(Object.keys(CONDITIONS).sort());
    expect(new Set(NOTIFICATION_RULES.map(({ tell }) => tell))).toEqual(new Set(RECIPIENT_ROLES));
  });
});

describe('a notification', () => {
  const escalation = (level: 1 | 2 | 3, cause: 'not_resolved' | 'objection' | 'second_objection'): Fact => ({
    type: 'escalated',
    data: { level, cause },
  });

  it('of work that starts at once says that it is acknowledged, in one mail', () => {
    expect(kindsFor([ordinary('started')], { acknowledgedAt: null })).toEqual(readers('acknowledged'));
    expect(kindsFor([ordinary('acknowledged'), ordinary('started')])).toMatchObject({ reporter: 'started' });
  });

  it('of a note goes to nobody if the note is internal, and to merged reporters only if the case is public', () => {
    expect(kindsFor([{ type: 'noted', data: { kind: 'note', public: false } }])).toEqual({});
    expect(kindsFor([ordinary('noted')], { published: false })).toEqual({ reporter: 'noted' });
  });

  it('of several escalations is sent for the highest level only, to its office, the desk and the officer', () => {
    const notified = notificationsFor(
      [escalation(1, 'not_resolved'), escalation(2, 'not_resolved'), escalation(3, 'not_resolved')].map(
        (fact, index) => eventOf(fact, 9 + index),
      ),
      { ...state, escalationLevel: 0 },
    );
    expect(notified.map(({ kind, audience, sequence }) => [kind, nameOf(audience), sequence])).toEqual([
      ['escalated', 'command_centre', 11],
      ['climbed', 'agency:pupr', 11],
      ['climbed', 'officer', 11],
    ]);
  });

  it('of an objection comes once to the level it goes to, the desk and the officer', () => {
    const notified = kindsFor([ordinary('reopened'), escalation(1, 'objection')], { escalationLevel: 0 });
    expect(notified).toEqual({
      ...desk('reopened'),
      supervisor: 'reopened',
      reporter: 'objection',
      merged_reporters: 'objection',
    });
    expect(kindsFor([ordinary('reopened'), escalation(3, 'second_objection')])).toMatchObject({
      command_centre: 'escalated',
      ...desk('reopened'),
    });
  });

  it('of a hand-over also goes to the supervisor of the new agency at level 1, but not at 0 or 3', () => {
    const notified = (escalationLevel: 0 | 1 | 3) => kindsFor([ordinary('reassigned')], { escalationLevel });
    const always = {
      'agency:dlh': 'reassigned_agency',
      ...readers('reassigned_reporter'),
      officer: 'unassigned',
    };
    expect(notified(0)).toEqual(always);
    expect(notified(1)).toEqual({ ...always, supervisor: 'reassigned_agency' });
    expect(notified(3)).toEqual(always);
  });

  it('does not go to the agency of a case that the command centre has taken over', () => {
    const takenOver = { takenOver: true, officer: null };
    expect(kindsFor([ordinary('escalated')], takenOver)).toEqual({ command_centre: 'escalated' });
    expect(kindsFor([ordinary('extended')], takenOver)).toEqual(readers('extended'));
    expect(kindsFor([ordinary('withdrawn')], takenOver)).toEqual({
      reporter: 'withdrawal',
      command_centre: 'withdrawn',
    });
  });

  it('of a question that moves no deadline goes to the reporter alone', () => {
    expect(kindsFor([{ type: 'information_requested', data: {} }])).toEqual({
      reporter: 'information_requested',
    });
  });

  it('of an outage called off goes to staff alone', () => {
    const back: Fact = {
      type: 'shifted',
      data: { shift: 'flood', hours: 48, promisedBy: 2, resolveBy: 1, undone: true },
    };
    expect(kindsFor([back])).toEqual(desk('deadlines_shifted'));
  });

  it('of an assignment does not go to an officer who already has it, and goes to one who loses it', () => {
    const given = (officer: string | null) => kindsFor([{ type: 'officer_assigned', data: { officer } }]);
    expect(given(OFFICER)).toEqual({});
    expect(given(null)).toEqual({ officer: 'unassigned' });
  });

  describe('that a case has left', () => {
    const by = (kind: TimelineActor['kind'], fact: Fact, before: Partial<ComplaintState> = {}) =>
      notificationsFor([eventOf(fact, 9, kind)], { ...state, ...before }).flatMap((planned) => {
        const { audience } = planned;
        const agency = 'agency' in audience && audience.to !== 'agency' ? `:${audience.agency}` : '';
        return planned.kind === 'unassigned' ? [nameOf(audience) + agency] : [];
      });
    const [REASSIGNED, MERGED] = [ordinary('reassigned'), ordinary('merged')];

    it('goes to its officer, its desk and its level, except for the office that acted', () => {
      for (const [kind, notified] of [
        ['command_centre', ['officer', 'agency:pupr', 'agency_head:pupr']],
        ['agency_head', ['officer', 'agency:pupr']],
        ['supervisor', ['officer', 'agency:pupr', 'agency_head:pupr']],
        ['officer', ['officer', 'agency_head:pupr']],
        // The agency no longer exists.
        ['system', ['officer']],
      ] as const) {
        expect(by(kind, REASSIGNED)).toEqual(notified);
        expect(by(kind, MERGED)).toEqual(notified);
      }
    });

    it('goes to nobody above the desk at level 0, and to the command centre at level 3 only by a merge', () => {
      expect(by('command_centre', REASSIGNED, { escalationLevel: 0 })).toEqual(['officer', 'agency:pupr']);
      expect(by('officer', REASSIGNED, { escalationLevel: 3 })).toEqual(['officer']);
      expect(by('officer', MERGED, { escalationLevel: 3 })).toEqual(['officer', 'command_centre']);
    });

    it('does not go to an agency that the case was taken from, or is given back to', () => {
      const takenOver = { takenOver: true, officer: null };
      expect(by('command_centre', REASSIGNED, takenOver)).toEqual([]);
      expect(by('command_centre', MERGED, takenOver)).toEqual([]);
      const back: Fact = { type: 'reassigned', data: { from: 'pupr', to: 'pupr' } };
      expect(by('command_centre', back, takenOver)).toEqual([]);
    });
  });

  it('of a merge does not go to people of the survivor; one of a pending decision goes to the command centre', () => {
    expect(kindsFor([{ type: 'merged', data: { absorbed: ['another'] } }])).toEqual({});
    const pending: Fact = { type: 'noted', data: { kind: 'decision_pending', proposedAgency: 'dlh' } };
    expect(kindsFor([pending])).toEqual({ command_centre: 'escalated' });
  });
});
