import type { LoggedCall } from '../client/call-log';
import type { EventRow, Evidence } from '../evidence/evidence';
import type { Index } from './index-evidence';
import { eventTypesOf } from './event-types-of';
import { requestIdOf } from './request-id-of';
import type { Rule, Violation } from './violation';

const RULE = 'an act counts once, exactly if its answer says so';

/** P14: an act answered 200 is on its timeline once, with its event and words; a refused one left nothing. */
export const actsCounted: Rule = (evidence, index) => {
  const words = new Map(evidence.inputs.map(({ id, text }) => [id, text]));
  const acts = evidence.calls.filter(({ act }) => act !== 'file');
  return [...acts.flatMap((call) => checkOne(call, index, words)), ...unasked(evidence, index)];
};

function checkOne(call: LoggedCall, index: Index, words: Map<string, string | null>): Violation[] {
  const events = index.eventsBy(call);
  const done = events.filter(
    (event) => eventTypesOf(call).includes(event.type) && event.actorKind !== 'system',
  );
  const found: string[] = [];
  if (done.length > 1) found.push(`stands ${done.length} times: ${places(done)}`);
  if (call.verdict === 'counts' && done.length === 0 && !index.isUndone(call))
    found.push(`was answered 200 and is not on the timeline`);
  if (call.verdict === 'refused' && events.length > 0)
    found.push(`was refused and stands at ${places(events)}`);
  const wrong = done.filter(({ inputId }) => call.words !== null && textOf(words, inputId) !== call.words);
  if (wrong.length > 0) found.push(`stands with other words at ${places(wrong)}`);
  return found.map((detail) => ({ rule: RULE, subject: call.key, detail }));
}

function textOf(words: Map<string, string | null>, inputId: string | null): string | null {
  return inputId === null ? null : (words.get(inputId) ?? null);
}

function places(events: EventRow[]): string {
  return events.map(({ sequence, type }) => `#${sequence} ${type}`).join(', ');
}

/** Only the client of this run acts, so whatever else a person is said to have done is invented. */
function unasked({ calls, events }: Evidence, index: Index): Violation[] {
  const asked = new Set(
    calls.flatMap((call) => index.rowsOf(call.caseName).map(({ id }) => requestIdOf(call, id))),
  );
  const invented = events.filter(
    ({ type, actorKind, requestId }) =>
      type !== 'received' && actorKind !== 'system' && !(requestId !== null && asked.has(requestId)),
  );
  return invented.map((event) => ({
    rule: RULE,
    subject: index.caseNameOf(event.complaintId),
    detail: `nobody asked for ${places([event])}`,
  }));
}
