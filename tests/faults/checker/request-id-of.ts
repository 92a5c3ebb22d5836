import { createHash } from 'node:crypto';
import type { LoggedCall } from '../client/call-log';

/** The id of a call's events on the timeline, from who asked, for what, on which complaint and with which key. */
export function requestIdOf({ credentialId, key, act }: LoggedCall, complaintId: string): string {
  const identity = JSON.stringify([credentialId, act, complaintId, `key:${key}`]);
  return createHash('sha256').update(identity).digest('hex');
}
