import type { Response } from 'express';
import { entityTag } from './entity-tag';
import type { Reply } from './reply';
import { sendStream } from './send-stream';

/**
 * Sends a reply. With an ETag, Express turns a match into a 304 by itself (see `honourValidators`). For a file,
 * resolves once it is sent.
 */
export async function sendReply(response: Response, reply: Reply): Promise<void> {
  response.status(reply.status).set(reply.headers ?? {});
  if (reply.stream) {
    await sendStream(response, reply.stream);
    return;
  }
  if (reply.live) {
    await reply.live(response);
    return;
  }
  if (reply.bytes) {
    response.type(reply.bytes.type).send(reply.bytes.data);
    return;
  }
  if (reply.body === undefined) {
    response.end();
    return;
  }
  const text = JSON.stringify(reply.body);
  if (reply.tagged) response.set('ETag', entityTag(text));
  response.type('application/json').send(text);
}
