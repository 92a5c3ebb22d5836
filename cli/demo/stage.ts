import { setTimeout as delay } from 'node:timers/promises';
import type { ActName } from '../../domain/acts';
import type { Role } from '../../domain/actor';
import { CliError } from '../commands/cli-error';
import type { Filed, SeenComplaint } from './answers';
import type { DemoComplaint } from './demo-complaints';
import type { Desk } from './desk';
import { drawPhoto } from './draw-photo';
import type { Expectation } from './expectation';
import type { Staff } from './staff';

export interface StageDeps {
  desk: Desk;
  staff: Staff;
  /** Makes this run's addresses unique: an address that was never confirmed gets only a few mails. */
  runMark: string;
  /** Recipient references of the command centre's people. */
  commandCentre: string[];
}

/** A case in a story, and what people do to it. */
export interface DemoCase {
  filed: Filed;
  /** The agency that answers for the category. */
  agency: string;
  /** Recipient reference of the reporter. */
  reporter: string;
  photos: number;
  by(role: Role, agency?: string): { act(act: ActName, body?: object): Promise<void> };
  reporterDoes(act: ActName, body?: object): Promise<void>;
  hoursPass(hours: number): Promise<void>;
  /** Waits for something that no person in the story does, but the engine. */
  until(what: string, holds: (complaint: SeenComplaint) => boolean): Promise<void>;
  /** Waits until the case knows that its reporter was told of the answer. */
  untilTold(): Promise<void>;
  /** Waits until this many mails about the case have arrived: somebody in the story acts on the last one. */
  untilMails(count: number): Promise<void>;
}

/** A case whose story is over. */
export interface PlayedCase {
  title: string;
  demoCase: DemoCase;
  expected: Expectation;
}

export interface Stage {
  commandCentre: string[];
  /** Files the complaint and waits until it has reached its agency. */
  file(complaint: DemoComplaint): Promise<DemoCase>;
}

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 100;

export function createStage(deps: StageDeps): Stage {
  return {
    commandCentre: deps.commandCentre,
    async file(complaint) {
      const photos = await Promise.all(Array.from({ length: complaint.photos }, drawPhoto));
      const filed = await deps.desk.file(marked(complaint.filing, deps.runMark), photos);
      return openCase(deps, { filed, photos: photos.length });
    },
  };
}

async function openCase(
  { desk, staff }: StageDeps,
  { filed, photos }: { filed: Filed; photos: number },
): Promise<DemoCase> {
  const { id, trackingCode: code, reporterToken } = filed;
  const read = async () => desk.read(code, await staff.key('command_centre'));

  async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (Date.now() > giveUpAt) {
        throw new CliError(
          `${code} is not ${what} after ${PATIENCE_MS / 1000} s: see "npm run sikesal -- doctor".`,
        );
      }
      await delay(LOOK_EVERY_MS);
    }
  }

  const until: DemoCase['until'] = (what, holds) => eventually(what, async () => holds(await read()));
  const mailsAbout = async () => (await desk.mails()).filter(({ subject }) => subject.includes(code));

  await until('assigned', ({ status }) => status !== 'submitted');
  const { agency = '' } = await read();
  return {
    filed,
    agency,
    photos,
    reporter: `reporter:${id}`,
    by: (role, of) => ({
      act: async (act, body = {}) => {
        await desk.act(code, { act, body, token: await staff.key(role, of) });
      },
    }),
    reporterDoes: async (act, body = {}) => {
      await desk.act(code, { act, body, token: reporterToken });
    },
    hoursPass: async (hours) => {
      await desk.fastForward(code, hours);
    },
    until,
    untilTold: () => until('told to its reporter', ({ timeline }) => isTold(timeline)),
    untilMails: (count) =>
      eventually(`told of by ${count} mails`, async () => (await mailsAbout()).length >= count),
  };
}

function isTold(timeline: SeenComplaint['timeline']): boolean {
  const last = timeline.findLast(({ type }) => ['resolved', 'rejected', 'reporter_told'].includes(type));
  return last?.type === 'reporter_told';
}

function marked(filing: DemoComplaint['filing'], runMark: string): object {
  if (!filing.reporter) return filing;
  const email = filing.reporter.email.replace('@', `.${runMark}@`);
  return { ...filing, reporter: { ...filing.reporter, email } };
}
