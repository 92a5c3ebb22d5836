import type { SeenComplaint, SeenMail } from './answers';
import type { AwaitedMail } from './mail-ids';
import type { PlayedCase } from './stage';

/** The result of one check. */
export interface Verdict {
  what: string;
  holds: boolean;
  /** What was found instead. */
  found: string;
}

export interface CaseSeen {
  played: PlayedCase;
  /** As the command centre sees it. */
  complaint: SeenComplaint;
  awaited: AwaitedMail[];
  mails: SeenMail[];
}

export function checkCase(seen: CaseSeen): Verdict[] {
  return [checkState(seen), checkTimeline(seen), checkPunctuality(seen), checkMails(seen), checkPhotos(seen)];
}

function checkState({ played: { demoCase, expected }, complaint }: CaseSeen): Verdict {
  const { status, outcome, escalationLevel, agency } = complaint;
  const wanted = stateWords({ ...expected, code: demoCase.filed.trackingCode });
  const found = stateWords({ status, outcome, level: escalationLevel, agency, code: complaint.trackingCode });
  return { what: wanted, holds: wanted === found, found };
}

function stateWords(state: {
  code: string;
  status: string;
  outcome?: string;
  level?: number;
  agency?: string;
}) {
  const outcome = state.outcome ? ` (${state.outcome})` : '';
  return `${state.code} is ${state.status}${outcome} at level ${state.level}, with ${state.agency}`;
}

function checkTimeline({ played: { expected }, complaint }: CaseSeen): Verdict {
  const wanted = expected.events.map(({ type }) => type).join(' ');
  const found = complaint.timeline.map(({ type }) => type).join(' ');
  return { what: `${complaint.trackingCode} went ${wanted}`, holds: wanted === found, found };
}

/** An early escalation would be as wrong as a missing one. */
function checkPunctuality({ complaint }: CaseSeen): Verdict {
  const early = complaint.timeline.filter(({ at, dueAt }) => dueAt !== undefined && at < dueAt);
  return {
    what: `${complaint.trackingCode} had nothing happen before it was due`,
    holds: early.length === 0,
    found: `early: ${early.map(({ type }) => type).join(' ')}`,
  };
}

function checkMails({ complaint, awaited, mails }: CaseSeen): Verdict {
  const times = (id: string) => mails.filter(({ messageId }) => messageId === id).length;
  const wrong = awaited.filter(({ messageId }) => times(messageId) !== 1);
  return {
    what: `${complaint.trackingCode} sent its ${awaited.length} mails, once each`,
    holds: wrong.length === 0,
    found: wrong.map(({ name, messageId }) => `${name}: ${times(messageId)}`).join(', '),
  };
}

function checkPhotos({ played: { demoCase }, complaint }: CaseSeen): Verdict {
  const found = complaint.photos.length;
  return {
    what: `${complaint.trackingCode} has its photos (${demoCase.photos})`,
    holds: found === demoCase.photos,
    found: `${found}`,
  };
}

/** Checks that no mails were sent but those that the stories' events cause. */
export function checkNoOtherMails(mails: SeenMail[], awaited: AwaitedMail[]): Verdict {
  const known = new Set(awaited.map(({ messageId }) => messageId));
  const others = mails.filter(({ messageId }) => !known.has(messageId));
  return {
    what: 'no other mail was sent about these complaints',
    holds: others.length === 0,
    found: others.map(({ to, subject }) => `${to.join(', ')}: ${subject}`).join('; '),
  };
}
