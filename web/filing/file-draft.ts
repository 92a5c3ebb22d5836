import { createHash } from 'node:crypto';
import { validateBody } from '../../api/http/validate';
import type { Credential } from '../../api/authentication/credential';
import type { DraftRecord } from '../../database/stores/draft-record';
import { contactOf, placeOf, whatOf } from './draft-body';
import type { DraftRequest } from './draft-request';

const NOBODY: Credential = { kind: 'none' };

/**
 * Files a draft as the API would file its body. The draft's id is the idempotency key, so a second click, another
 * window and a retry after a crash are the same request.
 * @throws Problem `too_many_requests`, DraftMovedError
 */
export async function fileDraft(
  { context, request, locale }: DraftRequest,
  { draft, device }: { draft: DraftRecord; device: string },
): Promise<void> {
  const contact = contactOf(draft);
  const body = validateBody(context.filing.schemas.whole, {
    ...whatOf(draft),
    ...placeOf(draft),
    ...contact,
    reporter: { ...contact.reporter, language: locale.language },
    device,
  });
  const { id, revision, photos } = draft;
  await context.ladder({
    caller: { credential: NOBODY, address: request.address },
    subject: id,
    proof: request.form.get('proof') ?? null,
    hasWaited: async () => (await context.turns.find(id))?.isDue ?? false,
  });
  await context.filing.desk.file({
    body,
    photos,
    credential: NOBODY,
    // Not a hash of the content: the revision says which state is filed. Of two sent at once the first counts.
    idempotency: { scope: 'draft', key: id, bodyHash: createHash('sha256').update(id).digest() },
    isProven: true,
    draft: { id, revision },
  });
}
