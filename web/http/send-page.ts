import type { Response } from 'express';
import { entityTag } from '../../api/http/entity-tag';
import { sendStream } from '../../api/http/send-stream';
import { errorName } from '../../config/error-name';
import type { ResponseCookie, PageResponse } from '../page-response';
import type { StaffSession } from '../sign-in/staff-session';
import type { PagesContext } from '../pages-context';
import { contentPolicy } from './content-policy';
import { sendHtml } from './send-html';
import { sendLive } from './send-live';
import { sendPush } from './send-push';
import type { PageRequest } from './page-request';

interface SendInput {
  pageRequest: PageRequest;
  session: StaffSession | null;
  page: PageResponse;
  /** Whether the address holds a token or the page is for staff, so that nobody may cache or index it. */
  isSecret: boolean;
  isPost: boolean;
  mayBeKept: boolean;
}

/** Tells the service worker that it may keep the page; without it, it keeps none. */
const KEEP_HEADER = 'Sikesal-Keep';

export function sendPage(
  context: PagesContext,
  response: Response,
  { pageRequest, session, page, isSecret, isPost, mayBeKept }: SendInput,
): void {
  const isForEverybody = page.kind === 'page' && page.status === 200 && !isSecret && session === null;
  response.set({
    'Content-Security-Policy': contentPolicy(context),
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': isSecret ? 'no-store' : 'private, no-cache',
    Vary: 'Cookie',
    ...(mayBeKept && isForEverybody ? { [KEEP_HEADER]: 'page' } : {}),
    ...(isSecret ? { 'X-Robots-Tag': 'noindex, nofollow' } : {}),
  });
  for (const cookie of page.cookies ?? []) setCookie(context, response, cookie);
  switch (page.kind) {
    case 'redirect':
      response.redirect(303, page.to);
      return;
    case 'json':
      response
        .status(page.status)
        .set(page.headers ?? {})
        .json(page.body);
      return;
    case 'document':
      sendDocument(response, page);
      return;
    case 'bytes':
      response.status(200).type(page.type).send(page.data);
      return;
    case 'file':
      void sendFile(context, response, page);
      return;
    case 'live':
      sendLive(context, response, page.stream);
      return;
    case 'push':
      sendPush(context, response, page.stream);
      return;
    case 'empty':
      response.status(200).type('text/plain').send('');
      return;
    case 'page':
      sendHtml(context, response, { pageRequest, session, page, isSecret, isPost });
  }
}

/** The document depends on no cookie, so it does not vary by one. Express answers 304 for a current copy. */
function sendDocument(response: Response, { type, text }: Extract<PageResponse, { kind: 'document' }>): void {
  response.removeHeader('Vary');
  response
    .status(200)
    // Something in it may be hidden at any time, and then no cache on the way may go on showing it.
    .set({ 'Cache-Control': 'public, no-cache', ETag: entityTag(text) })
    .type(type)
    .send(text);
}

async function sendFile(
  { logger }: PagesContext,
  response: Response,
  { file }: Extract<PageResponse, { kind: 'file' }>,
): Promise<void> {
  try {
    await sendStream(response.status(200), file);
  } catch (error) {
    // The error's message may repeat what a person wrote.
    logger.warn({ failure: errorName(error) }, 'a file was not sent to its end');
    response.destroy();
  }
}

function setCookie(
  { settings }: PagesContext,
  response: Response,
  { name, value, maxAgeMs }: ResponseCookie,
): void {
  response.cookie(name, value ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.publicUrl.startsWith('https:'),
    maxAge: value === null ? 0 : maxAgeMs,
  });
}
