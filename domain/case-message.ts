import { isAgencyRole, type Actor } from './actor';
import { ACT_NAMES } from './act-rules';
import type { Act } from './acts';
import type { Instant } from './instant';
import { isCanonicalUuid } from './is-canonical-uuid';
import { parseAct } from './parse-act';

/**
 * A message as it reached a case's workflow. Anyone with access to the engine may have written its name and
 * payload.
 */
export interface CaseMessage {
  /** The same for every attempt to send this message, so that it counts once. */
  id: string;
  /** An update's sender waits for the outcome; a signal's sender does not, and acts as the system. */
  kind: 'update' | 'signal';
  name: string;
  payload: unknown;
  /** When it arrived, by the clock of the case's workflow. */
  at: Instant;
}

/** What a message asks for. */
export interface ActRequest {
  act: Act;
  actor: Actor;
}

/** The update that asks for an act. */
export function messageOf({
  act: { act: name, ...parameters },
  actor,
  requestId,
}: ActRequest & { requestId: string }): Omit<CaseMessage, 'at'> {
  return { id: requestId, kind: 'update', name, payload: { ...parameters, actor } };
}

/** Null when it isn't a valid act, or has no valid actor. */
export function parseMessage({ id, kind, name, payload }: Omit<CaseMessage, 'at'>): ActRequest | null {
  if (!isReference(id)) return null;
  const known = ACT_NAMES.find((each) => each === name);
  const act = known ? parseAct(known, payload) : null;
  const actor: Actor | null = kind === 'signal' ? { kind: 'system' } : parseActor(payload);
  return act && actor ? { act, actor } : null;
}

/** Ids of keys, staff and mailed links, and codes of agencies, are short and printable. */
const isReference = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x20-\x7e]{1,200}$/.test(value);

function parseActor(payload: unknown): Actor | null {
  const { actor } = (payload ?? {}) as { actor?: unknown };
  const { kind, agency, ref, complaintId } = (actor ?? {}) as Record<string, unknown>;
  if (typeof kind !== 'string') return null;
  if (ref !== undefined && !isReference(ref)) return null;
  const reference = ref === undefined ? {} : { ref };
  if (isAgencyRole(kind)) return isReference(agency) ? { kind, agency, ...reference } : null;
  switch (kind) {
    case 'command_centre':
    case 'administrator':
      return { kind, ...reference };
    case 'application':
      return ref === undefined ? null : { kind, ref };
    case 'reporter':
      return isCanonicalUuid(complaintId) ? { kind, complaintId } : null;
    case 'anonymous':
    case 'system':
      return { kind };
    default:
      return null;
  }
}
