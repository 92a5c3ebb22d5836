import type { CaseActor } from './case-actor';
import type { Person } from './people';

export type Script = (actor: CaseActor) => Promise<void>;
/** Lets a script go on. */
export type Cue = () => Promise<void>;

const HOUR_MS = 3_600_000;

/** The agency of each category that the scripts file. */
const AGENCY_OF = { jalan: 'pupr', drainase: 'pupr', kebersihan: 'dlh', 'lampu-jalan': 'dishub' } as const;
type Category = keyof typeof AGENCY_OF;
const CATEGORIES = Object.keys(AGENCY_OF) as Category[];

async function filed(actor: CaseActor, agoMs?: number, wanted?: Category) {
  const category = wanted ?? actor.random.pick(CATEGORIES);
  await actor.file({ category, agoMs });
  await actor.untilAssigned();
  const agency = AGENCY_OF[category];
  return { officer: actor.people.officerOf(agency), supervisor: actor.people.supervisorOf(agency), agency };
}

const resolve = (actor: CaseActor, who: Person) => actor.act(who, 'resolve', {}, { wordsAs: 'note' });
const note = (actor: CaseActor, who: Person) =>
  actor.act(who, 'notes', { public: actor.random.chance(0.5) }, { wordsAs: 'text' });

/** Acknowledged, started, resolved, and the reporter agrees. */
export const smooth: Script = (actor) => waitingForActs(async () => undefined)(actor);

/** The same, but waits for a cue before it is filed. */
export const waitingForFiling =
  (cue: Cue): Script =>
  async (actor) => {
    await cue();
    await smooth(actor);
  };

/** The same, but waits for a cue before its first act. */
export const waitingForActs =
  (cue: Cue): Script =>
  async (actor) => {
    const { officer } = await filed(actor);
    await cue();
    await toTheEnd(actor, officer);
  };

async function toTheEnd(actor: CaseActor, officer: Person): Promise<void> {
  await actor.act(officer, 'acknowledge');
  await actor.pause();
  await actor.act(officer, 'start');
  await note(actor, officer);
  await actor.pause();
  await resolve(actor, officer);
  await actor.pause();
  await actor.act(actor.reporter(), 'confirm');
}

/** The reporter objects to the answer, and agrees with the second one. */
export const objection: Script = async (actor) => {
  const { officer } = await filed(actor);
  if (actor.random.chance(0.5)) await resolve(actor, officer);
  else await actor.act(officer, 'reject', { reason: 'already_handled' }, { wordsAs: 'note' });
  await actor.pause();
  await actor.act(actor.reporter(), 'reopen', { reason: 'partly' }, { wordsAs: 'text' });
  await actor.pause();
  await actor.act(officer, 'acknowledge');
  await resolve(actor, officer);
  await actor.pause();
  await actor.act(actor.reporter(), 'confirm');
};

/** Reassigned from agency to agency until the command centre decides. */
export const handOvers: Script = async (actor) => {
  const { people } = actor;
  const { officer } = await filed(actor, 0, 'jalan');
  await actor.act(officer, 'reassign', { agency: 'dishub' }, { wordsAs: 'reason' });
  await actor.pause();
  await actor.act(people.officerOf('dishub'), 'acknowledge');
  await actor.act(people.officerOf('dishub'), 'reassign', { agency: 'dlh' }, { wordsAs: 'reason' });
  await actor.pause();
  await actor.act(people.officerOf('dlh'), 'reassign', { agency: 'pupr' }, { wordsAs: 'reason' });
  await actor.pause();
  await actor.act(people.commandCentre, 'reassign', { agency: 'pupr' }, { wordsAs: 'reason' });
  await resolve(actor, officer);
};

/** A question, its answer, more time, a reminder. */
export const question: Script = async (actor) => {
  const { officer, supervisor } = await filed(actor);
  await actor.act(officer, 'ask', {}, { wordsAs: 'question' });
  await actor.pause();
  await actor.act(actor.reporter(), 'answer', {}, { wordsAs: 'text' });
  await actor.act(supervisor, 'extend', { hours: 24 }, { wordsAs: 'reason' });
  await actor.pause();
  await actor.act(supervisor, 'nudge', {}, { wordsAs: 'note' });
  await resolve(actor, officer);
};

/** Given to a colleague, taken over by the command centre, handed back. */
export const takenOver: Script = async (actor) => {
  const { officer, agency } = await filed(actor);
  const { commandCentre, colleagueOf } = actor.people;
  await actor.act(officer, 'assign', { officer: colleagueOf(agency) });
  await actor.pause();
  await actor.act(commandCentre, 'take_over', {}, { wordsAs: 'reason' });
  await actor.pause();
  await actor.act(commandCentre, 'reassign', { agency }, { wordsAs: 'reason' });
  await actor.act(officer, 'start');
};

/** Withdrawn; whatever comes afterwards is refused. */
export const withdrawn: Script = async (actor) => {
  const { officer } = await filed(actor);
  await actor.pause();
  await actor.act(actor.reporter(), 'withdraw');
  await actor.act(officer, 'acknowledge', {}, { expects: 'refused' });
};

/** Twenty people write at once, again and again. */
export const busy: Script = async (actor) => {
  const { officer, supervisor } = await filed(actor, 0, 'jalan');
  for (let wave = 0; wave < 3; wave += 1) {
    const writers = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? officer : supervisor));
    await Promise.all(writers.map((who) => note(actor, who)));
    await actor.pause();
  }
  await resolve(actor, officer);
};

/** Nobody acts until the first deadline has passed. @param aheadMs how long after the filing it falls due */
export const missed =
  (aheadMs: number): Script =>
  async (actor) => {
    const hours = actor.random.pick([24, 48, 72]);
    await filed(actor, hours * HOUR_MS - aheadMs, 'jalan');
  };

/** Somebody answers shortly before the deadline, or shortly after it if something holds them up. */
export const inTime =
  (aheadMs: number): Script =>
  async (actor) => {
    const dueAt = Date.now() + aheadMs;
    const { officer } = await filed(actor, 24 * HOUR_MS - aheadMs, 'kebersihan');
    const earlyMs = actor.random.between(500, 4_000);
    await new Promise((done) => setTimeout(done, Math.max(0, dueAt - earlyMs - Date.now())));
    await resolve(actor, officer);
  };

/** One of many that are resolved at the same moment; afterwards the reporter has to be able to agree. */
export const burst =
  (cue: Cue): Script =>
  async (actor) => {
    const { officer } = await filed(actor, 0, 'jalan');
    await cue();
    await resolve(actor, officer);
    await actor.pause();
    await actor.act(actor.reporter(), 'confirm');
  };
