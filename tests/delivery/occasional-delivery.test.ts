import { createWriteDigests } from '../../activities/write-digests';
import type { Agency } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';
import { loadCityPack } from '../../city/load-city-pack';
import { createDigestReader } from '../../database/readers/digest-reader';
import { createNotificationStore } from '../../database/stores/notification-store';
import { createSignInStore } from '../../database/stores/sign-in-store';
import { createStaffStore, type StaffMember } from '../../database/stores/staff-store';
import { selectRows } from '../../database/select-rows';
import { localDay } from '../../domain/local-day';
import { kotaJambi } from '../city/pack-folders';
import { startFaultySmtp, type FaultySmtp } from '../support/faulty-smtp';
import { eventually } from '../support/courier-bench';
import { setUpMailCourier, type MailBench } from '../support/mail-courier';
import {
  insertComplaint,
  insertEvent,
  insertNotification,
  notificationStates,
} from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let smtp: FaultySmtp;
let bench: MailBench;
let member: StaffMember;

beforeEach(async () => {
  [database, smtp] = await Promise.all([createTestDatabase(), startFaultySmtp()]);
  bench = await setUpMailCourier({ db: database.db, smtpUrl: smtp.url });
  const person = {
    name: 'Rina',
    email: 'rina@dinas.example',
    role: 'officer',
    agency: 'dishub',
    language: 'en',
  };
  member = await staff().add(person as Parameters<ReturnType<typeof staff>['add']>[0], { by: 'a test' });
});
afterEach(async () => {
  await bench.stop();
  await Promise.all([database.drop(), smtp.stop()]);
});

const staff = () => createStaffStore({ db: database.db });
const signIns = () => createSignInStore({ db: database.db });
const add = (...rows: Parameters<ReturnType<typeof createNotificationStore>['addOccasional']>[0]) =>
  createNotificationStore({ db: database.db }).addOccasional(rows);

/** @returns state and reason of each notification */
async function delivered(): Promise<string[]> {
  bench.courier.start();
  const states = () => notificationStates(database.db);
  await eventually(async () => (await states()).every(({ state }) => state !== 'pending'));
  return (await states()).map(({ state, error }) => `${state} ${error ?? ''}`.trim());
}

async function askToSignIn(): Promise<string> {
  const { id } = await signIns().request({ staffId: member.id, device: 'Chrome, Android' });
  await add({ kind: 'sign_in', recipient: `staff:${member.id}`, occasion: id });
  return id;
}

describe('the mail with a sign-in link', () => {
  it('arrives in the language of the member, and belongs to no thread', async () => {
    await askToSignIn();
    await expect(delivered()).resolves.toEqual(['sent']);
    const [mail] = smtp.accepted;
    expect(mail?.to).toBe('rina@dinas.example');
    expect(mail?.raw).toMatch(/^Subject: Your SiKesal sign-in link, 15 minutes\r$/m);
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{40}@aduan\.example>$/);
    expect(mail?.raw).not.toMatch(/^(References|In-Reply-To):/m);
    expect(JSON.stringify(bench.log)).not.toMatch(/@|Rina|Chrome/);
  });

  it('is not sent once the member is deactivated', async () => {
    await askToSignIn();
    await staff().deactivate(member.id, { by: 'a test' });
    await expect(delivered()).resolves.toEqual(['suppressed inactive']);
    expect(smtp.attempts).toEqual([]);
  });

  it('is not sent once the link is used or expired', async () => {
    const used = await askToSignIn();
    await signIns().use(used);
    const old = await askToSignIn();
    await selectRows(database.db, {
      sql: 'UPDATE sign_in_requests SET expires_at = now() WHERE id = $1 RETURNING id',
      bind: [old],
    });
    await expect(delivered()).resolves.toEqual(['suppressed used', 'suppressed expired']);
    expect(smtp.attempts).toEqual([]);
  });

  it('is not sent for the request of somebody else, or for one that does not exist', async () => {
    const { id } = await signIns().request({ staffId: member.id, device: null });
    const other = '01936000-0000-7000-8000-0000000000aa';
    await add(
      { kind: 'sign_in', recipient: `staff:${other}`, occasion: id },
      { kind: 'sign_in', recipient: `staff:${member.id}`, occasion: other },
    );
    await expect(delivered()).resolves.toEqual(['suppressed gone', 'suppressed gone']);
  });
});

describe('the morning digest', () => {
  const today = () => localDay(Date.now(), 'Asia/Jakarta');

  it('shows the state at the time of sending, and is suppressed when it is empty or of another day', async () => {
    const complaintId = await insertComplaint(database.db, { reporter: { email: null } });
    await selectRows(database.db, {
      sql: `UPDATE complaints SET status = 'assigned', resolve_by = now() - interval '3 hours' WHERE id = $1
        RETURNING id`,
      bind: [complaintId],
    });
    await add(
      { kind: 'digest', recipient: 'supervisor:dishub', occasion: today() },
      { kind: 'digest', recipient: 'supervisor:pupr', occasion: today() },
      { kind: 'digest', recipient: 'supervisor:dishub', occasion: '2020-01-01' },
    );
    const outcomes = await delivered();
    expect(outcomes.sort()).toEqual(['sent', 'suppressed nothing_to_say', 'suppressed stale']);
    expect(smtp.accepted).toHaveLength(1);
    expect(smtp.accepted[0]?.raw).toMatch(/^Subject: 1 terlambat, 0 jatuh tempo hari ini: /m);
  });
});

describe('the morning digest of a supervisor on the staff list', () => {
  const today = () => localDay(Date.now(), 'Asia/Jakarta');
  const supervise = (email: string) =>
    staff().add(
      { name: 'Sari', email, role: 'supervisor', agency: 'dishub', language: 'en' },
      { by: 'a test' },
    );

  beforeEach(async () => {
    const complaintId = await insertComplaint(database.db, { reporter: { email: null } });
    await selectRows(database.db, {
      sql: `UPDATE complaints SET status = 'assigned', resolve_by = now() - interval '3 hours' WHERE id = $1
        RETURNING id`,
      bind: [complaintId],
    });
  });

  async function write(change: (agency: Agency) => Agency = (agency) => agency): Promise<number> {
    const pack = await loadCityPack(kotaJambi);
    const city = { ...pack, agencies: pack.agencies.map(change) };
    const digests = createDigestReader({ db: database.db, city });
    const mails = createNotificationStore({ db: database.db });
    return createWriteDigests({ city, agencies: workingAgencies(city), digests, mails })({ at: Date.now() });
  }

  it('is sent beside the one to the pack’s address, but only once when both addresses are the same', async () => {
    const sari = await supervise('sari@dinas.example');
    await supervise('KEPALA.bidang@dishub.kota-jambi.example');
    expect(await write()).toBe(1);
    const rows = await selectRows<{ recipient: string }>(database.db, {
      sql: `SELECT recipient FROM notifications WHERE kind = 'digest' ORDER BY recipient DESC`,
    });
    expect(rows.map(({ recipient }) => recipient)).toEqual(['supervisor:dishub', `staff:${sari.id}`]);
    expect(await delivered()).toEqual(['sent', 'sent']);
    const own = smtp.accepted.find(({ to }) => to === 'sari@dinas.example');
    expect(own?.raw).toMatch(/^Subject: 1 late, 0 due today: /m);
    expect(own?.raw).toContain('Dear Sari,');
  });

  it('is sent once when the agency’s mailbox, which gets its warnings in it, is the supervisor’s', async () => {
    await write((agency) => ({
      ...agency,
      warnings: 'digest',
      mailbox: agency.supervisor.email?.toUpperCase(),
    }));
    const rows = await selectRows<{ recipient: string }>(database.db, {
      sql: `SELECT recipient FROM notifications WHERE kind = 'digest'`,
    });
    expect(rows).toEqual([{ recipient: 'supervisor:dishub' }]);
  });

  it('is not sent to a member who is not a supervisor', async () => {
    await add({ kind: 'digest', recipient: `staff:${member.id}`, occasion: today() });
    expect(await delivered()).toEqual(['suppressed gone']);
  });
});

describe('a mail about a complaint to a member of staff', () => {
  async function queue(): Promise<void> {
    const complaintId = await insertComplaint(database.db, { reporter: { email: null } });
    await insertEvent(database.db, {
      complaintId,
      sequence: 2,
      type: 'assigned',
      data: { agency: 'dishub' },
    });
    const recipient = `staff:${member.id}`;
    await insertNotification(database.db, { complaintId, sequence: 2, kind: 'assigned', recipient });
  }

  it('goes to their current address in their language, with a link to the desk and no token', async () => {
    await queue();
    await staff().change(member.id, { email: 'rina.baru@dinas.example' }, { by: 'a test' });
    await expect(delivered()).resolves.toEqual(['sent']);
    const [mail] = smtp.accepted;
    expect(mail?.to).toBe('rina.baru@dinas.example');
    const text = mail?.raw.replace(/=\r\n/g, '').replaceAll('=3D', '=') ?? '';
    expect(text).toContain('Dear Rina,');
    expect(text).toMatch(/https:\/\/aduan\.example\/desk\/complaints\/SK-[\w-]+\?do=acknowledge/);
    expect(text).not.toContain('?t=');
  });

  it('is not sent if they were deactivated after it was queued', async () => {
    await queue();
    await staff().deactivate(member.id, { by: 'a test' });
    await expect(delivered()).resolves.toEqual(['suppressed inactive']);
    expect(smtp.attempts).toEqual([]);
  });
});
