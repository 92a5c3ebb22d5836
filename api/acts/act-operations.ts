import type { CityPack } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { ActInputStore } from '../../database/stores/act-input-store';
import { ACT_RULES, ASKED_ACTS, isReporterAct, type AskedActName } from '../../domain/act-rules';
import type { Act } from '../../domain/acts';
import type { Instant } from '../../domain/instant';
import { can } from '../../domain/permissions';
import { complaintSchema } from '../complaints/complaint-schemas';
import { findComplaint } from '../complaints/find-complaint';
import { viewComplaint, type ViewComplaintDeps } from '../complaints/view-complaint';
import { defineOperation, type Call } from '../http/operation';
import { notFound, unavailable } from '../http/problem';
import { json } from '../http/reply';
import { actDefinitions } from './act-definitions';
import { checkOfficer, type AssignedOfficerDeps } from './assigned-officer';
import { discardInput, storeInput, withInput, type ActCall, type ActInputDeps } from './act-input';
import { executeAct, type ExecuteActDeps } from './execute-act';
import { mergeTarget } from './merge-target';
import { refusedAct } from './refused-act';
import { requestIdOf } from './request-id';

export interface ActDeps extends ViewComplaintDeps, ActInputDeps, AssignedOfficerDeps, ExecuteActDeps {
  city: CityPack;
  actInputs: Pick<ActInputStore, 'store' | 'wasRecorded'>;
}

/**
 * One operation per act: find the complaint, check permission, parse, store the text, decide, return the complaint
 * anew.
 */
export function actOperations(deps: ActDeps) {
  const definitions = actDefinitions(deps.city);
  const operations = ASKED_ACTS.map(
    (name) => [name, actOperation(deps, { name, ...definitions[name] })] as const,
  );
  return Object.fromEntries(operations) as Record<AskedActName, ReturnType<typeof actOperation>>;
}

const NOT_DECIDED =
  'The act is not decided yet, and may still come to count. Look at the complaint before you repeat it.';
const REPEAT_IT = 'The act is not decided yet. Repeat it with the same Idempotency-Key: it counts once.';

type Definition = ReturnType<typeof actDefinitions>[AskedActName] & { name: AskedActName };

function actOperation(deps: ActDeps, { name, summary, body, example, photos = false }: Definition) {
  const byStaff = !isReporterAct(name);
  return defineOperation(
    {
      id: name,
      audience: ACT_RULES[name].by,
      example: { body: example },
      method: 'post',
      path: `/complaints/{code}/${name.replaceAll('_', '-')}`,
      tag: byStaff ? 'Acts of staff' : 'Acts of the reporter',
      summary,
      body,
      photos,
      idempotent: true,
      ...(byStaff ? {} : { scope: 'complaints:act' as const }),
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
        if (recorded) deps.engine.wake(complaint);
        else await execute(deps, { ...request, inputId });
        const changed = await findComplaint(deps, complaint.trackingCode);
        return json(200, await viewComplaint(deps, { complaint: changed, actor: call.actor }));
      },
    },
  );
}

interface Permitted {
  complaint: ComplaintRecord;
  requestId: string;
  /** Whether this very request was executed before. */
  recorded: boolean;
}

/**
 * After a reassignment, staff of the former agency may no longer act on the complaint, but a repeat of their
 * request is still told that it worked.
 */
async function permitAct(
  deps: ActDeps,
  { name, call }: { name: AskedActName; call: Call<object> },
): Promise<Permitted> {
  const complaint = await findComplaint(deps, call.params.code ?? '');
  const requestId = requestIdOf(call, { complaintId: complaint.id, act: name });
  const recorded = call.idempotencyKey !== null && (await deps.actInputs.wasRecorded(requestId));
  if (!recorded && !can(call.actor, name, complaint)) throw notFound();
  return { complaint, requestId, recorded };
}

async function execute(deps: ActDeps, request: ActCall & { inputId: string | null }): Promise<void> {
  const { call, complaint, requestId, inputId } = request;
  const act = await actFor(deps, request);
  const outcome = await executeAct(deps, {
    complaint,
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
    case 'failed':
      throw new Error(`a rule failed for the request ${requestId}; the worker's log says how`);
    case 'unavailable':
      throw unavailable(call.idempotencyKey === null ? NOT_DECIDED : REPEAT_IT);
  }
}

/** Sequence of the answer given at an instant; of no event if that is not the standing answer. */
function answerAt({ answerSequence, resolvedAt, rejectedAt }: ComplaintRecord, at: Instant): number {
  return (resolvedAt ?? rejectedAt) === at ? (answerSequence ?? 0) : 0;
}

/** Checks that what the act names exists; the engine knows complaints by id. */
async function actFor(deps: ActDeps, { call, complaint }: ActCall): Promise<Act> {
  const { act } = call.body;
  if (act.act === 'assign') await checkOfficer(deps, { officer: act.officer, complaint });
  if (act.act === 'tell') return { ...act, answer: answerAt(complaint, act.answer) };
  if (act.act !== 'merge') return act;
  return { ...act, into: await mergeTarget(deps, { code: act.into, complaint, actor: call.actor }) };
}
