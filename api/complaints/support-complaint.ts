import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { SupporterStore } from '../../database/stores/supporter-store';
import { isFinal } from '../../domain/statuses';
import { onlyOnce, type IdempotencyDeps } from '../acts/only-once';
import type { Credential } from '../authentication/credential';
import { defineOperation } from '../http/operation';
import { notFound, Problem } from '../http/problem';
import { json } from '../http/reply';
import { readerLanguage } from '../http/city-schemas';
import { email, optional } from '../http/text-schemas';
import { deviceSchema } from './filing-schemas';
import { findComplaint, type FindComplaintDeps } from './find-complaint';

export interface SupportDeps extends FindComplaintDeps, IdempotencyDeps {
  city: CityPack;
  supporters: Pick<SupporterStore, 'add'>;
}

/** “Me too”. It is no act, so the workflow does not get it. */
export function supportComplaint(deps: SupportDeps) {
  return defineOperation(
    {
      id: 'supportComplaint',
      audience: 'everybody',
      example: { body: { email: 'tetangga@example.org' } },
      method: 'post',
      path: '/complaints/{code}/support',
      tag: 'Complaints',
      summary: 'Say “me too”, perhaps with an address for the news',
      description:
        'A person counts once, as far as they are known: by the address, by the device, and by the token of who filed ' +
        'the complaint, who does not count.',
      body: z.strictObject({
        email: optional(email),
        language: readerLanguage.optional(),
        device: deviceSchema.optional(),
      }),
      idempotent: true,
      limit: 'support',
      scope: 'complaints:file',
      responses: {
        200: {
          description: 'It is counted.',
          schema: z.object({ supporters: z.int() }).meta({ id: 'Support' }),
        },
      },
      problems: ['not_found', 'refused', 'idempotency_conflict'],
    },
    {
      async permit({ params }) {
        const complaint = await findComplaint(deps, params.code ?? '');
        // Notifications to a supporter would reveal what the reporter keeps from the public.
        if (complaint.confidential) throw notFound();
        return complaint;
      },
      async handle(call, complaint) {
        const { id: complaintId, status, supporters } = complaint;
        const { email: address = null, device = null, language = deps.city.defaultLanguage } = call.body;
        const byApplication = call.credential.kind === 'api_key';
        const support = { complaintId, email: address, device, byApplication, language };
        const counted = await onlyOnce(deps, { call, complaintId, act: 'support' }, async (transaction) => {
          if (isFinal(status)) throw over(status);
          if (isReporter(call.credential, complaintId)) return { supporters };
          const added = await deps.supporters.add(support, transaction);
          // It ended after it was looked up; look up its status again.
          if (!added) throw over((await findComplaint(deps, call.params.code ?? '')).status);
          return added;
        });
        return json(200, counted?.result ?? { supporters });
      },
    },
  );
}

function isReporter(credential: Credential, complaintId: string): boolean {
  return credential.kind === 'reporter' && credential.complaintId === complaintId;
}

function over(status: string): Problem {
  return new Problem({
    code: 'refused',
    detail: 'This complaint is over.',
    members: { complaintStatus: status, refusal: 'illegal_transition' },
  });
}
