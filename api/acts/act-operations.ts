import type { CityPack } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { ActInputDisposal } from '../../database/stores/act-input-disposal';
import type { ActInputStore } from '../../database/stores/act-input-store';
import { ACT_NAMES, STAFF_ACTS, type Act, type ActName } from '../../domain/acts';
import { can } from '../../domain/permissions';
import type { ComplaintGateway } from '../complaint-gateway';
import { complaintSchema } from '../complaints/complaint-schemas';
import { findComplaint } from '../complaints/find-complaint';
import { viewComplaint, type ViewComplaintDeps } from '../complaints/view-complaint';
import { bodyHash } from '../http/body-hash';
import { defineOperation, type Call, type CallWithBody, type Operation } from '../http/operation';
import { notFound, unavailable } from '../http/problem';
import { json } from '../http/reply';
import { withPhotos, type TakePhotosDeps } from '../photos/take-photos';
import { actDefinitions, type ActDraft } from './act-definitions';
import { mergeTarget } from './merge-target';
import { refusedAct } from './refused-act';
import { requestIdOf } from './request-id';

export interface ActDeps extends ViewComplaintDeps, TakePhotosDeps {
  city: CityPack;
  actInputs: Pick<ActInputStore, 'store' | 'wasRecorded'>;
  disposal: ActInputDisposal;
  gateway: Pick<ComplaintGateway, 'act'>;
}

/** One operation for each act: found, permitted, understood, its words stored, decided by the engine, read again. */
export function actOperations(deps: ActDeps): Operation[] {
  const definitions = actDefinitions(deps.city);
  return ACT_NAMES.map((name) => actOperation(deps, { name, ...definitions[name] }));
}

type Definition = ReturnType<typeof actDefinitions>[ActName] & { name: ActName };

function actOperation(deps: ActDeps, { name, summary, body, photos = false }: Definition): Operation {
  const byStaff = (STAFF_ACTS as readonly ActName[]).includes(name);
  return defineOperation(
    {
      id: name,
      method: 'post',
      path: `/complaints/{code}/${name}`,
      tag: byStaff ? 'Acts of staff' : 'Acts of the reporter',
      summary,
      body,
      photos,
      idempotent: true,
      responses: { 200: { description: 'It counts. The complaint as it is now.', schema: complaintSchema } },
      problems: [
        'not_found',
        'refused',
        'idempotency_conflict',
        'unavailable',
        ...(photos ? ['photo_refused' as const] : []),
      ],
    },
    {
      permit: (call) => permitAct(deps, { name, call }),
      async handle(call, { complaint, requestId, recorded }) {
        const request = { call, complaint, requestId };
        const inputId = await storeInput(deps, request);
        if (!recorded) await carryOut(deps, { ...request, inputId });
        const changed = await findComplaint(deps, complaint.trackingCode);
        return json(200, await viewComplaint(deps, { complaint: changed, actor: call.actor }));
      },
    },
  );
}

interface Permitted {
  complaint: ComplaintRecord;
  requestId: string;
  /** Whether this very request was carried out before. */
  recorded: boolean;
}

/** Who has reassigned a complaint may not touch it any more, and still hears that it worked when they ask again. */
async function permitAct(
  deps: ActDeps,
  { name, call }: { name: ActName; call: Call<object> },
): Promise<Permitted> {
  const complaint = await findComplaint(deps, call.params.code ?? '');
  const requestId = requestIdOf(call, { complaintId: complaint.id, act: name });
  const recorded = call.idempotencyKey !== null && (await deps.actInputs.wasRecorded(requestId));
  if (!recorded && !can(call.actor, name, complaint)) throw notFound();
  return { complaint, requestId, recorded };
}

interface Request {
  call: CallWithBody<object, ActDraft>;
  complaint: ComplaintRecord;
  requestId: string;
}

/**
 * Words and photos are stored before the engine hears of the act. A key alone is stored too: only what is stored can
 * show that its second use came with another body.
 */
async function storeInput(deps: ActDeps, { call, complaint, requestId }: Request): Promise<string | null> {
  const { act, text } = call.body;
  const hasInput = text !== null || call.files.length > 0;
  if (!hasInput && call.idempotencyKey === null) return null;
  const { inputId } = await withPhotos(deps, {
    files: call.files,
    use: (photos) =>
      deps.actInputs.store({
        complaintId: complaint.id,
        act: act.act,
        requestId,
        bodyHash: bodyHash(call.body, call.files),
        text,
        photos,
        ...(call.actor.kind === 'reporter' ? { reporterOf: call.actor.complaintId } : {}),
      }),
  });
  return hasInput ? inputId : null;
}

async function carryOut(deps: ActDeps, request: Request & { inputId: string | null }): Promise<void> {
  const { call, complaint, requestId, inputId } = request;
  const act = await actFor(deps, request);
  const outcome = await deps.gateway.act({
    complaintId: complaint.id,
    act: inputId === null ? act : withInput(act, inputId),
    actor: call.actor,
    requestId,
  });
  switch (outcome.kind) {
    case 'done':
      return;
    case 'refused':
      await discardInput(deps, request);
      throw refusedAct(outcome.refusal);
    case 'unavailable':
      throw unavailable(
        'The act is not decided yet. Repeat it with the same Idempotency-Key: it counts once.',
      );
  }
}

/** With a key the same request may come again and count then; its words have to be there. */
async function discardInput(
  { disposal, photoStore }: ActDeps,
  { call, inputId }: Request & { inputId: string | null },
): Promise<void> {
  if (inputId === null || call.idempotencyKey !== null) return;
  const { photoIds } = await disposal.discard(inputId);
  for (const id of photoIds) await photoStore.remove(id);
}

/** The engine knows complaints by their ids. */
async function actFor(deps: ActDeps, { call, complaint }: Request): Promise<Act> {
  const { act } = call.body;
  if (act.act !== 'merge') return act;
  return { ...act, into: await mergeTarget(deps, { code: act.into, complaint, actor: call.actor }) };
}

function withInput(act: Act, inputId: string): Act {
  switch (act.act) {
    case 'resolve':
    case 'reject':
    case 'reassign':
    case 'extend':
    case 'notes':
    case 'reopen':
      return { ...act, inputId };
    case 'acknowledge':
    case 'start':
    case 'merge':
    case 'confirm':
    case 'withdraw':
      return act;
  }
}
