import { resolve } from 'node:path';
import { absorb } from '../../domain/absorption';
import { apply } from '../../domain/apply';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import type { NotificationKind } from '../../domain/notification-kinds';
import { notificationsFor, type PlannedNotification } from '../../domain/notifications';
import type { Policy } from '../../domain/policy';
import type { TimelineEvent } from '../../domain/timeline';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { createLinkSigner } from '../../links/link-signer';
import type { MailComplaint, MailMaterial, MailMember, MailPerson } from '../../mail/mail-material';
import type { RenderedMail } from '../../mail/rendered-mail';
import { createMailRenderer } from '../../mail/render-mail';
import { caseOnPaper, commandCentre, COMPLAINT_ID, officer, reporter } from '../support/case-on-paper';
import { policy } from '../support/policy';

export const templatesFolder = resolve(__dirname, '../../templates');
export const links = createLinkSigner({
  secrets: [{ kid: 'test', secret: 'a secret for tests only, long enough' }],
});
export const publicUrl = 'https://aduan.kota.example';
export const loadJambi = (): Promise<CityPack> => loadCityPack(resolve(__dirname, '../../city/kota-jambi'));

const OUTAGE_ID = '01936000-0000-7000-8000-0000000000f3';
export const ABSORBED_ID = '01936000-0000-7000-8000-000000000002';
export const REPORTER = `reporter:${COMPLAINT_ID}`;
export const MERGED_REPORTER = `reporter:${ABSORBED_ID}`;
export const SUPPORTER = 'supporter:01936000-0000-7000-8000-00000000005a';
export const MEMBER = 'staff:01936000-0000-7000-8000-00000000005b';
const COLLEAGUE_ID = '01936000-0000-7000-8000-00000000005c';
export const ACT_PHOTO = '01936000-0000-7000-8000-0000000000f1';
export const FILED_PHOTO = '01936000-0000-7000-8000-0000000000f0';

/** What a test looks for, or must not find. */
export const CANARY = {
  description: 'KENARI-ISI: lubang besar sejak kemarin',
  address: 'KENARI-PATOKAN depan musala',
  name: 'KENARI-NAMA Budi',
  objection: 'KENARI-KEBERATAN masih berlubang',
  staff: 'KENARI-PETUGAS sedang ditambal',
} as const;

export interface CausedNotification {
  kind: NotificationKind;
  /** Reference of the recipient. */
  recipient: string;
  /** The timeline up to the event that caused it. */
  events: TimelineEvent[];
}

type Paper = ReturnType<typeof caseOnPaper>;
const supervisor: Actor = { kind: 'supervisor', agency: 'pupr' };

/** Lives of complaints that between them cause every kind of mail, for every cause. */
export const LIVES: Record<string, () => CausedNotification[]> = {
  'left alone for a day at a time': () =>
    notificationsOf(caseOnPaper().timePasses(24).timePasses(48).timePasses(72).timePasses(96)),
  'left alone with a target of 24 h': () =>
    notificationsOf(caseOnPaper({ targetHours: 24 }).timePasses(24).timePasses(48).timePasses(72)),
  'looked at after an outage of four days': () =>
    notificationsOf(caseOnPaper({ targetHours: 48 }).timePasses(100)),
  'acknowledged with a target of 24 h': () => {
    const paper = caseOnPaper({ targetHours: 24 });
    paper.act(1, { act: 'acknowledge' });
    return notificationsOf(paper.timePasses(24));
  },
  'resolved and confirmed': () =>
    acted(
      [1, { act: 'acknowledge' }],
      [5, { act: 'resolve', inputId: 'r' }],
      [6, { act: 'confirm' }, reporter],
    ),
  'resolved and closed by silence': () =>
    notificationsOf(paperOf([5, { act: 'start' }], [6, { act: 'resolve' }]).timePasses(200)),
  'objected to twice': () =>
    acted(
      [5, { act: 'resolve' }],
      [6, { act: 'reopen', reason: 'partly', inputId: 'o' }, reporter],
      [7, { act: 'resolve' }],
      [8, { act: 'reopen', reason: 'broken_again', inputId: 'o' }, reporter],
      [9, { act: 'resolve' }],
      [10, { act: 'reopen', reason: 'not_repaired', inputId: 'o' }, reporter],
    ),
  'reopened and left alone': () =>
    notificationsOf(
      paperOf([5, { act: 'resolve' }], [6, { act: 'reopen', reason: 'wrong_place' }, reporter])
        .timePasses(30)
        .timePasses(54),
    ),
  'objected to at level 2': () => {
    const paper = caseOnPaper().timePasses(24).timePasses(48);
    paper.act(49, { act: 'resolve' });
    paper.act(50, { act: 'reopen', reason: 'partly', inputId: 'o' }, reporter);
    return notificationsOf(paper);
  },
  'passed on until the command centre decides': () =>
    acted(
      [1, { act: 'reassign', agency: 'dlh', inputId: 'r' }],
      [2, { act: 'reassign', agency: 'dishub' }, { kind: 'officer', agency: 'dlh' }],
      [3, { act: 'reassign', agency: 'pupr', inputId: 'r' }, { kind: 'officer', agency: 'dishub' }],
      [4, { act: 'reassign', agency: 'pupr', inputId: 'r' }, commandCentre],
      [5, { act: 'reassign', agency: 'dlh', inputId: 'r' }],
    ),
  'extended by the supervisor and by the command centre': () => [
    ...acted([1, { act: 'extend', hours: 24, inputId: 'r' }, supervisor]),
    ...acted([1, { act: 'extend', hours: 24 }, commandCentre]),
  ],
  'rejected and accepted': () =>
    acted([5, { act: 'reject', reason: 'private_dispute', inputId: 'r' }], [6, { act: 'confirm' }, reporter]),
  'rejected and closed by silence': () =>
    notificationsOf(paperOf([5, { act: 'reject', reason: 'already_handled' }]).timePasses(100)),
  withdrawn: () =>
    acted(
      [1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor],
      [1, { act: 'withdraw' }, reporter],
    ),
  'left to others who have the problem': () => {
    const paper = paperOf([1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor]);
    paper.leave(2);
    return notificationsOf(paper);
  },
  'accepted, begun and noted': () =>
    acted(
      [1, { act: 'acknowledge' }],
      [2, { act: 'start' }],
      [3, { act: 'notes', public: true, inputId: 'n' }],
    ),
  'with an officer, and left alone': () =>
    notificationsOf(
      paperOf([1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor])
        .timePasses(24)
        .timePasses(48)
        .timePasses(72),
    ),
  'with an address that was corrected': () => {
    const { events } = caseOnPaper();
    return [{ kind: 'address_corrected', recipient: REPORTER, events }];
  },
  'merged into another': () => acted([1, { act: 'merge', into: ABSORBED_ID }]),
  'merged into a confidential one that is over': () => {
    const { events } = paperOf([1, { act: 'merge', into: ABSORBED_ID }]);
    return [REPORTER, SUPPORTER].map((recipient) => ({ kind: 'settled_together', recipient, events }));
  },
  'assigned, asked, answered and nudged': () =>
    acted(
      [1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor],
      [2, { act: 'ask', inputId: 'q' }],
      [3, { act: 'answer', inputId: 'a' }, reporter],
      [4, { act: 'nudge', inputId: 'n' }, commandCentre],
    ),
  'warned before each deadline': () => {
    const paper = caseOnPaper({ warnings: { percentLeft: 25, atMostHours: 6 } });
    paper.act(1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor);
    paper.timePasses(18);
    paper.act(19, { act: 'acknowledge' });
    return notificationsOf(paper.timePasses(66));
  },
  'asked while the clock waits': () => {
    const paper = caseOnPaper({ questionHoldHours: 12 });
    paper.act(2, { act: 'ask', inputId: 'q' });
    return notificationsOf(paper);
  },
  'taken over, left alone and handed back': () => {
    const paper = paperOf(
      [1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor],
      [2, { act: 'take_over', inputId: 't' }, commandCentre],
    ).timePasses(24);
    paper.act(25, { act: 'acknowledge' }, commandCentre);
    paper.act(26, { act: 'reassign', agency: 'pupr', inputId: 'r' }, commandCentre);
    return notificationsOf(paper);
  },
  'taken over and resolved by the command centre': () =>
    acted(
      [2, { act: 'take_over' }, commandCentre],
      [3, { act: 'resolve', inputId: 'r' }, commandCentre],
      [4, { act: 'confirm' }, reporter],
    ),
  'given to one, to another and to nobody': () =>
    acted(
      [1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor],
      [2, { act: 'assign', officer: COLLEAGUE_ID }, supervisor],
      [3, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor],
      [4, { act: 'assign', officer: null }, supervisor],
    ),
  'escalated and handed over by the command centre': () => {
    const paper = paperOf([1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor]);
    paper.timePasses(24);
    paper.act(25, { act: 'reassign', agency: 'dlh', inputId: 'r' }, commandCentre);
    return notificationsOf(paper);
  },
  'escalated and merged by the command centre': () => {
    const paper = paperOf([1, { act: 'assign', officer: MEMBER.replace('staff:', '') }, supervisor]);
    paper.timePasses(24);
    paper.act(25, { act: 'merge', into: ABSORBED_ID }, commandCentre);
    return notificationsOf(paper);
  },
  'of an agency that is out for two days': () =>
    acted([10, { act: 'shift', shift: OUTAGE_ID, agency: 'pupr', hours: 48 }, commandCentre]),
  'given the level of a merged one': () => [...absorbing(1), ...absorbing(2), ...absorbing(3)],
};

function acted(...acts: [hours: number, act: Act, actor?: Actor][]): CausedNotification[] {
  return notificationsOf(paperOf(...acts));
}

function paperOf(...acts: [hours: number, act: Act, actor?: Actor][]): Paper {
  const paper = caseOnPaper();
  for (const [hours, act, actor = officer] of acts) {
    const refusal = paper.act(hours, act, actor);
    if (refusal) throw new Error(`"${act.act}" was refused: ${refusal}`);
  }
  return paper;
}

export function notificationsOf({
  notifications,
  events,
}: Pick<Paper, 'notifications' | 'events'>): CausedNotification[] {
  const receipt: PlannedNotification = { kind: 'received', sequence: 1, audience: { to: 'reporter' } };
  return [receipt, ...notifications].flatMap(({ kind, sequence, audience }) =>
    // An outage has one mail for all cases: see tests/mail/status-mails.
    kind === 'deadlines_shifted'
      ? []
      : recipientsOf(audience).map((recipient) => ({
          kind,
          recipient,
          events: events.filter((event) => event.sequence <= sequence),
        })),
  );
}

function absorbing(level: 1 | 2 | 3): CausedNotification[] {
  const { events, current } = caseOnPaper();
  const { state } = current();
  const fresh = absorb(current(), {
    merged: {
      ...{ id: ABSORBED_ID, absorbed: [], absorbedLeft: [] },
      reporterLeftAt: null,
      escalationLevel: level,
    },
    at: state.receivedAt + 3_600_000,
  });
  fresh.reduce((at, event) => apply({ state: at, policy }, event), state);
  return notificationsOf({ events: [...events, ...fresh], notifications: notificationsFor(fresh, state) });
}

function recipientsOf(audience: PlannedNotification['audience']): string[] {
  switch (audience.to) {
    case 'reporter':
      return [REPORTER];
    case 'merged_reporters':
      return [MERGED_REPORTER];
    case 'supporters':
      return [SUPPORTER];
    // They are notified about their own complaint: see the life of one that was merged into a confidential one.
    case 'kept_apart':
      return [];
    case 'staff':
      return [`staff:${audience.id}`];
    case 'command_centre':
      return ['command_centre:jcoc', 'command_centre:sekda'];
    case 'agency':
    case 'supervisor':
    case 'agency_head':
      return [`${audience.to}:${audience.agency}`];
  }
}

export interface Circumstances {
  complaint?: Partial<MailComplaint>;
  person?: Partial<MailPerson>;
  member?: Partial<MailMember>;
  /** Set when the complaint that it was merged into must not be named. */
  mergedInto?: null;
  /** What has happened since, before the mail is written. */
  since?: TimelineEvent[];
  /** Where the case's policy differs from the tests' own. */
  rules?: Partial<Policy>;
  /** How long after it was due the mail is written, in milliseconds. */
  lateByMs?: number;
}

export function materialOf(
  notification: CausedNotification,
  { complaint, person, member, since = [], rules, ...more }: Circumstances = {},
): MailMaterial {
  const last = notification.events.at(-1);
  const isReader = /^(reporter|supporter):/.test(notification.recipient);
  return {
    complaint: { ...COMPLAINT, ...complaint },
    policy: { ...policy, ...rules },
    timeline: notification.events.map((event) => ({
      ...event,
      text: textOf(event),
      photoIds: event.inputId ? [ACT_PHOTO] : [],
      writtenBy: event.inputId && event.actor.kind === 'reporter' ? COMPLAINT_ID : null,
    })),
    since,
    mergedInto:
      last?.type === 'merged' && 'into' in last.data && !('mergedInto' in more)
        ? { trackingCode: 'SK-9999-ZZZZ' }
        : null,
    person: isReader
      ? { ...PERSON, name: notification.recipient === SUPPORTER ? null : PERSON.name, ...person }
      : null,
    member: notification.recipient.startsWith('staff:') ? { ...STAFF_MEMBER, ...member } : null,
    dueAt: last?.dueAt ?? last?.at ?? 0,
    createdAt: (last?.at ?? 0) - (complaint?.clockOffsetMs ?? 0),
  };
}

/** The text that belongs to an event; the reason for an outage is stored with the outage. */
function textOf({ type, inputId, actor }: TimelineEvent): string | null {
  if (type === 'shifted') return CANARY.staff;
  if (!inputId) return null;
  return actor.kind === 'reporter' ? CANARY.objection : CANARY.staff;
}

const STAFF_MEMBER: MailMember = {
  id: '01936000-0000-7000-8000-00000000005b',
  name: 'Rina Petugas',
  email: 'rina@pupr.example',
  language: 'id',
  role: 'officer',
  agency: 'pupr',
  active: true,
};

const COMPLAINT: MailComplaint = {
  id: COMPLAINT_ID,
  trackingCode: 'SK-7Q4M-2XKD',
  description: CANARY.description,
  address: CANARY.address,
  district: 'jelutung',
  village: null,
  latitude: -1.619,
  longitude: 103.6163,
  approximate: false,
  anonymous: false,
  confidential: false,
  published: true,
  hiddenAt: null,
  status: 'assigned',
  agency: 'pupr',
  escalationLevel: 0,
  takenOver: false,
  clockOffsetMs: 0,
  photoIds: [FILED_PHOTO],
};

const PERSON: MailPerson = {
  name: CANARY.name,
  email: 'warga@contoh.example',
  language: 'id',
  emailConfirmedAt: 1,
  mailsStoppedAt: null,
  tokenGeneration: 1,
};

/** Writes the mails of a life as the courier would, moments after they were due. */
export function createMailDesk(city: CityPack) {
  const renderer = createMailRenderer({ city, links, publicUrl, templatesFolder });
  return {
    renderer,
    write(notification: CausedNotification, circumstances: Circumstances = {}): RenderedMail {
      const material = materialOf(notification, circumstances);
      const now = material.dueAt + (circumstances.lateByMs ?? 1_000);
      const mail = renderer.render({
        kind: notification.kind,
        recipient: notification.recipient,
        material,
        now,
      });
      if ('suppress' in mail) throw new Error(`nobody gets it: ${mail.suppress}`);
      return mail;
    },
  };
}

/** The mails of one kind in a life, in order; those to one recipient only if it is named. */
export function notificationsIn(
  life: keyof typeof LIVES,
  kind: NotificationKind,
  recipient?: string,
): CausedNotification[] {
  const all = LIVES[life]?.() ?? [];
  return all.filter(
    (notification) =>
      notification.kind === kind && (recipient === undefined || notification.recipient === recipient),
  );
}
