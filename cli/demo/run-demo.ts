import { randomBytes } from 'node:crypto';
import { loadCityPack } from '../../city/load-city-pack';
import { createTimeFormat } from '../../locale/time-format';
import type { Printer } from '../commands/printer';
import type { Settings } from '../commands/settings';
import { withDatabase } from '../commands/with-database';
import { awaitMails } from './await-mails';
import { checkCase, checkNoOtherMails, type CaseSeen, type Verdict } from './check-case';
import { checkPrivacy } from './check-privacy';
import { readDemoComplaints } from './demo-complaints';
import { createDesk, type Desk } from './desk';
import { awaitedMails } from './mail-ids';
import { showCase } from './show-case';
import { createStaff, type Staff } from './staff';
import { createStage, type PlayedCase } from './stage';
import { playAllStories } from './stories/all-stories';

/** Plays every story on the running system, prints the results and checks them. @returns how many checks failed */
export function runDemo({ settings, print }: { settings: Settings; print: Printer }): Promise<number> {
  const { PUBLIC_URL } = settings.need('PUBLIC_URL');
  const desk = createDesk({ url: PUBLIC_URL });
  return withDatabase(settings, async (db) => {
    const staff = createStaff({ db });
    try {
      const played = await play({ desk, staff, settings, print });
      return await showAndCheck({ desk, staff, print, played, host: new URL(PUBLIC_URL).hostname });
    } finally {
      await staff.dismiss();
    }
  });
}

interface Playing {
  desk: Desk;
  staff: Staff;
  settings: Settings;
  print: Printer;
}

async function play({ desk, staff, settings, print }: Playing): Promise<PlayedCase[]> {
  const complaints = await readDemoComplaints(desk);
  const { commandCentre } = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
  const stage = createStage({
    desk,
    staff,
    runMark: randomBytes(3).toString('hex'),
    commandCentre: commandCentre.contacts.map(({ code }) => `command_centre:${code}`),
  });
  const startedAt = Date.now();
  print.line('Filing complaints, acting on some of them, leaving others alone, and letting days pass …');
  const played = await playAllStories(stage, complaints);
  print.line(`${played.length} complaints went their way in ${seconds(startedAt)} s.`);
  return played;
}

interface Showing {
  desk: Desk;
  staff: Staff;
  print: Printer;
  played: PlayedCase[];
  host: string;
}

async function showAndCheck({ desk, staff, print, played, host }: Showing): Promise<number> {
  const cases = await lookAt({ desk, staff, played, host });
  const { timeZone } = await desk.city();
  const time = createTimeFormat({ language: 'en', timeZone });
  const names = await readNames(desk);
  for (const {
    complaint,
    awaited,
    mails,
    played: { title },
  } of cases) {
    showCase(print, { title, complaint, awaited, mails, names, time });
  }
  return tell(print, [
    ...cases.flatMap(checkCase),
    checkNoOtherMails(
      cases[0]?.mails ?? [],
      cases.flatMap(({ awaited }) => awaited),
    ),
    ...(await checkPrivacy(
      { desk, staff },
      cases.map(({ complaint }) => complaint),
    )),
  ]);
}

/** Mails of a merged complaint may name the other one, so each case keeps the mails of all. */
async function lookAt({ desk, staff, played, host }: Omit<Showing, 'print'>): Promise<CaseSeen[]> {
  const awaited = played.map((one) => awaitedMails(one, host));
  const codes = played.map(({ demoCase }) => demoCase.filed.trackingCode);
  const messageIds = awaited.flat().map(({ messageId }) => messageId);
  const mails = await awaitMails(desk, { codes, messageIds });
  const token = await staff.key('command_centre');
  return Promise.all(
    played.map(async (one, index) => ({
      played: one,
      complaint: await desk.read(one.demoCase.filed.trackingCode, token),
      awaited: awaited[index] ?? [],
      mails,
    })),
  );
}

async function readNames(desk: Desk): Promise<Map<string, string>> {
  const [categories, agencies] = await Promise.all([desk.categories(), desk.agencies()]);
  return new Map([...categories.items, ...agencies.items].map(({ code, names }) => [code, names.en ?? code]));
}

function tell(print: Printer, verdicts: Verdict[]): number {
  print.line();
  for (const { what, holds, found } of verdicts) {
    print.line(holds ? `ok    ${what}` : `FAIL  ${what}; found: ${found}`);
  }
  const failed = verdicts.filter(({ holds }) => !holds).length;
  print.line(`${verdicts.length - failed} checks passed, ${failed} failed`);
  return failed;
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
