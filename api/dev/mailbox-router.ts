import { Router } from 'express';
import { unavailable } from '../http/problem';
import type { DevTools } from './dev-operations';

const TIMEOUT_MS = 5_000;
// Includes the mailbox's own policy, since its pages have styles of their own.
const PASSED_ON = ['content-type', 'content-security-policy', 'cache-control'];

/** Shows mail caught in development, as a page and as JSON; the mailbox is a process of its own. */
export function mailboxRouter({ mailboxUrl }: Pick<DevTools, 'mailboxUrl'>): Router {
  const router = Router();
  router.get(['/dev/mailbox', '/dev/mailbox/*rest'], async (request, response) => {
    const path = request.originalUrl.slice('/dev/mailbox'.length);
    const upstream = await fetch(`${mailboxUrl.replace(/\/$/, '')}${path}`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw unavailable('The mailbox of development does not answer.', error);
    });
    for (const name of PASSED_ON) {
      const value = upstream.headers.get(name);
      if (value !== null) response.set(name, value);
    }
    response.status(upstream.status).send(Buffer.from(await upstream.arrayBuffer()));
  });
  return router;
}
