import type { SeenComplaint } from '../../cli/demo/answers';
import { checkCase, checkNoOtherMails, type CaseSeen } from '../../cli/demo/check-case';
import { event, mail } from '../../cli/demo/expectation';
import { awaitedMails } from '../../cli/demo/mail-ids';
import type { PlayedCase } from '../../cli/demo/stage';

const HOST = 'localhost';
const filed = {
  id: '018f0000-0000-7000-8000-000000000001',
  trackingCode: 'SK-7Q4M-2XKD',
  reporterToken: 't',
};
const never = () => Promise.reject(new Error('the story is over'));

const played: PlayedCase = {
  title: 'a story',
  demoCase: {
    ...{ filed, agency: 'pupr', reporter: `reporter:${filed.id}`, photos: 1 },
    ...{ by: () => ({ act: never }), reporterDoes: never, hoursPass: never, until: never, untilMails: never },
    untilTold: never,
  },
  expected: {
    ...{ status: 'assigned', level: 1, agency: 'pupr' },
    events: [
      event('received', mail('received', `reporter:${filed.id}`)),
      event('assigned', mail('assigned', 'agency:pupr')),
      event('escalated', mail('escalated', 'supervisor:pupr')),
    ],
  },
};

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));

const complaint: SeenComplaint = {
  ...{ trackingCode: filed.trackingCode, status: 'assigned', category: 'jalan', agency: 'pupr' },
  ...{
    description: 'Lubang',
    confidential: false,
    location: null,
    photos: [{}],
    receivedAt: at(0),
    targetHours: 24,
  },
  escalationLevel: 1,
  timeline: [
    { sequence: 1, type: 'received', at: at(0) },
    { sequence: 2, type: 'assigned', at: at(0) },
    { sequence: 3, type: 'escalated', at: at(24), dueAt: at(24) },
  ],
};

const awaited = awaitedMails(played, HOST);
const mails = awaited.map(({ messageId }) => ({ to: ['x@y.example'], subject: 'x', messageId }));
const seen: CaseSeen = { played, complaint, awaited, mails };
const broken = (changes: Partial<CaseSeen>) =>
  checkCase({ ...seen, ...changes })
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('the checks of the demo', () => {
  it('find nothing wrong with a case that went as expected', () => {
    expect(broken({})).toEqual([]);
    expect(checkNoOtherMails(mails, awaited).holds).toBe(true);
  });

  it.each<[string, Partial<SeenComplaint>, RegExp]>([
    ['another status', { status: 'closed' }, /is assigned at level 1/],
    ['another level', { escalationLevel: 2 }, /is assigned at level 1/],
    ['another agency', { agency: 'dlh' }, /with pupr/],
    ['an event that is missing', { timeline: complaint.timeline.slice(0, 2) }, /went received assigned/],
    ['a photo that is missing', { photos: [] }, /photos/],
  ])('notice %s', (_, changes, what) => {
    expect(broken({ complaint: { ...complaint, ...changes } })).toEqual([expect.stringMatching(what)]);
  });

  it('notice what happened before it was due', () => {
    const timeline = complaint.timeline.map((each) => (each.dueAt ? { ...each, at: at(23) } : each));
    expect(broken({ complaint: { ...complaint, timeline } })).toEqual([expect.stringMatching(/due/)]);
  });

  it('notice a mail that is missing, came twice, or should not have come', () => {
    expect(broken({ mails: mails.slice(1) })).toEqual([expect.stringMatching(/3 mails, once each/)]);
    expect(broken({ mails: [...mails, ...mails.slice(0, 1)] })).toHaveLength(1);
    const other = { to: ['x@y.example'], subject: 'x', messageId: '<other@localhost>' };
    expect(checkNoOtherMails([...mails, other], awaited).holds).toBe(false);
  });
});
