import { createHash } from 'node:crypto';
import type { LoggedCall } from '../client/call-log';

/** Under which id a call's events stand on the timeline: of who asked, for what, on which complaint, with which key. */
export function requestIdOf({ credentialId, key, act }: LoggedCall, complaintId: string): string {
  const identity = JSON.stringify([credentialId, act, complaintId, `key:${key}`]);
  return createHash('sha256').update(identity).digest('hex');
}
