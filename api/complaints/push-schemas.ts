import { ECDH } from 'node:crypto';
import { z } from 'zod';
import { readerLanguage } from '../http/city-schemas';
import { line } from '../http/text-schemas';

const endpoint = line({ max: 2000 }).meta({
  description: 'Address of the device at the push service of its browser',
  example: 'https://push.example.org/wpush/v2/gAAAAABk',
});

/** @param bytes that the key has */
const key = (bytes: number) =>
  z
    .string()
    .max(100, { error: 'is too long' })
    .regex(/^[A-Za-z0-9_-]+=*$/, { error: 'is not base64url' })
    .refine((text) => Buffer.from(text, 'base64url').length === bytes, {
      error: `must have ${bytes} bytes`,
      abort: true,
    });

export const subscriptionSchema = z.strictObject({
  endpoint,
  keys: z
    .strictObject({
      p256dh: key(65).refine(isOnCurve, { error: 'is no point of P-256' }).meta({
        description: 'Public key of the device: a point of P-256, uncompressed, in base64url',
      }),
      auth: key(16).meta({ description: 'Secret of the device: 16 bytes, in base64url' }),
    })
    .meta({ description: 'As `PushSubscription.toJSON()` gives them' }),
  language: readerLanguage.optional(),
});

export const endingSchema = z.strictObject({ endpoint });

/** Nothing could be encrypted for another point. */
function isOnCurve(text: string): boolean {
  try {
    ECDH.convertKey(text, 'prime256v1', 'base64url');
    return true;
  } catch {
    return false;
  }
}
