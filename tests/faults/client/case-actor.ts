import { setTimeout as delay } from 'node:timers/promises';
import type { ActName } from './act-names';
import { callPatiently } from './call-patiently';
import { fileCase, type FiledCase, type FilingChoices } from './file-case';
import type { Person } from './people';
import { ScriptEnded } from './script-ended';
import { sendOnce } from './send-once';
import type { CaseStage } from './stage';

export interface ShownCase {
  status: string;
  agency: string;
  sequence: number;
  takenOver: boolean;
}

interface ActOptions {
  expects?: 'counts' | 'refused' | 'either';
  into?: string;
  /** The body's field for the words by which the act is found. */
  wordsAs?: string;
}

export type CaseActor = ReturnType<typeof createCaseActor>;

const LOOK_MS = 250;
const LOOKS = 20;

/** One complaint, as everybody involved sees it from outside. */
export function createCaseActor(stage: CaseStage) {
  const { url, log, people, random, caseName } = stage;
  let filed: FiledCase | null = null;
  let acts = 0;

  function known(): FiledCase {
    if (!filed) throw new ScriptEnded('it was never filed');
    return filed;
  }

  /** What the command centre's page shows; null while nobody answers. */
  async function look(): Promise<ShownCase | null> {
    const target = `${url}/api/v1/complaints/${known().trackingCode}`;
    const { status, body } = await sendOnce({
      url: target,
      method: 'GET',
      token: people.commandCentre.token,
    });
    if (status !== 200) return null;
    const { timeline, ...shown } = body as ShownCase & { timeline: { sequence: number }[] };
    const { status: stands, agency, takenOver } = shown;
    return { status: stands, agency, takenOver, sequence: timeline.at(-1)?.sequence ?? 0 };
  }

  /** What the page shows after a refusal; undefined when there is none for a while. */
  async function lookAgain(): Promise<ShownCase | undefined> {
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const shown = await look();
      if (shown) return shown;
      await delay(LOOK_MS);
    }
    return undefined;
  }

  async function until(holds: (shown: ShownCase) => boolean): Promise<ShownCase> {
    for (;;) {
      const shown = await look();
      if (shown && holds(shown)) return shown;
      if (Date.now() > stage.giveUpAt()) throw new ScriptEnded('what it waited for was never shown');
      await delay(LOOK_MS);
    }
  }

  async function act(who: Person, name: ActName, body: object = {}, options: ActOptions = {}) {
    const { trackingCode } = known();
    const { expects = 'counts', into, wordsAs } = options;
    acts += 1;
    const key = `${caseName} ${name} ${acts}`;
    const words = wordsAs ? `[${key}]` : null;
    const call = { key, caseName, act: name, credentialId: who.credentialId, words, expects };
    const target = `${url}/api/v1/complaints/${trackingCode}/${name.replaceAll('_', '-')}`;
    const sent = { ...body, ...(wordsAs ? { [wordsAs]: words } : {}) };
    const request = { url: target, method: 'POST', token: who.token, body: sent } as const;
    const logged = log.begin({ ...call, ...(into ? { into } : {}) }, request);
    await callPatiently(logged, request, stage);
    if (logged.verdict === 'refused') logged.shown = await lookAgain();
    if (expects === 'counts' && logged.verdict !== 'counts')
      throw new ScriptEnded(`${name}: ${logged.verdict}`);
    return logged;
  }

  return {
    caseName,
    random,
    people,
    look,
    until,
    act,
    filed: known,
    /** The reporter, who has the token that they were given. */
    reporter: (): Person => ({ credentialId: `reporter:${known().id}`, token: known().reporterToken }),
    async file(choices: FilingChoices): Promise<void> {
      filed = await fileCase(stage, choices);
    },
    untilAssigned: () => until(({ status }) => status !== 'submitted'),
    pause: () => delay(random.between(0, stage.pauseMs)),
  };
}
