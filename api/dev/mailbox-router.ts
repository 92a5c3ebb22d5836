import { Router } from 'express';
import { unavailable } from '../http/problem';
import type { DevTools } from './dev-operations';

const ANSWER_WITHIN_MS = 5_000;

/** The caught mail of development, as a page and as JSON; the mailbox itself is another process. */
export function mailboxRouter({ mailboxUrl }: Pick<DevTools, 'mailboxUrl'>): Router {
  const router = Router();
  router.get(['/dev/mailbox', '/dev/mailbox/*rest'], async (request, response) => {
    const path = request.originalUrl.slice('/dev/mailbox'.length);
    const answer = await fetch(`${mailboxUrl}${path}`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch((error: unknown) => {
      throw unavailable('The mailbox of development does not answer.', error);
    });
    response
      .status(answer.status)
      .type(answer.headers.get('content-type') ?? 'text/plain')
      .send(Buffer.from(await answer.arrayBuffer()));
  });
  return router;
}
