import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { ActInputDisposal } from '../../database/stores/act-input-disposal';
import type { ActInputStore } from '../../database/stores/act-input-store';
import type { Act } from '../../domain/acts';
import { bodyHash } from '../http/body-hash';
import type { CallWithBody } from '../http/operation';
import { withPhotos, type TakePhotosDeps } from '../photos/take-photos';
import type { ActDraft } from './act-definitions';

export interface ActInputDeps extends TakePhotosDeps {
  actInputs: Pick<ActInputStore, 'store'>;
  disposal: ActInputDisposal;
}

/** An act that somebody requests and is permitted to execute. */
export interface ActCall {
  call: CallWithBody<object, ActDraft>;
  complaint: ComplaintRecord;
  requestId: string;
}

/**
 * Stores text and photos before the engine gets the act. A key without either is stored as well: only a stored
 * request can show that its key was reused with another body.
 */
export async function storeInput(
  deps: ActInputDeps,
  { call, complaint, requestId }: ActCall,
): Promise<string | null> {
  const { act, text } = call.body;
  const hasInput = text !== null || call.files.length > 0;
  if (!hasInput && call.idempotencyKey === null) return null;
  const { inputId } = await withPhotos(deps, {
    files: call.files,
    network: call.network,
    use: async (photos) =>
      deps.actInputs.store({
        complaintId: complaint.id,
        act: act.act,
        requestId,
        bodyHash: await bodyHash(call.body, call.files),
        text,
        photos,
        ...(call.actor.kind === 'reporter' ? { reporterOf: call.actor.complaintId } : {}),
      }),
  });
  return hasInput ? inputId : null;
}

/**
 * Discards the input of a refused act, unless the request has a key: it may be repeated and count then, with this
 * input.
 */
export async function discardInput(
  { disposal, photoStore }: ActInputDeps,
  { call, inputId }: ActCall & { inputId: string | null },
): Promise<void> {
  if (inputId === null || call.idempotencyKey !== null) return;
  const { photoIds } = await disposal.discard(inputId);
  for (const id of photoIds) await photoStore.remove(id);
}

/** The act with the id of its text and photos; an act without them gets no id. */
export function withInput(act: Act, inputId: string): Act {
  return Object.assign({ ...act }, { inputId });
}
