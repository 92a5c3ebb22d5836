import { setTimeout as delay } from 'node:timers/promises';
import type { SeenMail } from './answers';
import type { Desk } from './desk';

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 200;
/** Extra wait once all awaited mails are there: what arrives in it is a duplicate or should not have been sent. */
const AFTERWARDS_MS = 1_500;

/**
 * Returns the mails about these complaints as soon as all awaited ids have arrived, or after 20 s whatever is
 * there.
 * @param codes tracking codes, which each mail's subject begins with
 */
export async function awaitMails(
  desk: Desk,
  { codes, messageIds }: { codes: string[]; messageIds: string[] },
): Promise<SeenMail[]> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  const arrived = async () =>
    (await desk.mails()).filter(({ subject }) => codes.some((code) => subject.includes(code)));
  for (;;) {
    const there = new Set((await arrived()).map(({ messageId }) => messageId));
    if (messageIds.every((id) => there.has(id)) || Date.now() > giveUpAt) break;
    await delay(LOOK_EVERY_MS);
  }
  await delay(AFTERWARDS_MS);
  return arrived();
}
