import { createECDH } from 'node:crypto';
import { z } from 'zod';

const key = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'must be a key in base64url, as "sikesal push keys" prints it')
    .refine((text) => Buffer.from(text, 'base64url').length === bytes, {
      error: 'must be a key as "sikesal push keys" prints it',
    });

/** Who the city is to the push services of phones (VAPID, RFC 8292). Without these no phone is pushed anything. */
export const pushVariables = {
  /** An uncompressed point of the curve P-256. */
  VAPID_PUBLIC_KEY: key(65).optional(),
  VAPID_PRIVATE_KEY: key(32).optional(),
  /** Whom a push service may write to if pushes make trouble. */
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'must be a mailto: or https: address')
    .optional(),
};

type PushVariables = z.output<z.ZodObject<typeof pushVariables>>;

export function checkPush(variables: PushVariables, context: z.RefinementCtx): void {
  const names = Object.keys(pushVariables) as (keyof PushVariables)[];
  const missing = names.filter((name) => variables[name] === undefined);
  if (missing.length === names.length) return;
  for (const name of missing)
    context.addIssue({ code: 'custom', path: [name], message: 'is missing beside the other VAPID settings' });
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = variables;
  if (publicKey === undefined || privateKey === undefined || publicKeyOf(privateKey) === publicKey) return;
  context.addIssue({
    code: 'custom',
    path: ['VAPID_PUBLIC_KEY'],
    message: 'does not belong to VAPID_PRIVATE_KEY',
  });
}

/** Undefined when the city sends no pushes. */
export function pushSettings(variables: PushVariables) {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = variables;
  if (publicKey === undefined || privateKey === undefined || subject === undefined) return undefined;
  return { publicKey, privateKey, subject };
}

/** Null for a number that is no private key of the curve. */
function publicKeyOf(privateKey: string): string | null {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
    return pair.getPublicKey('base64url');
  } catch {
    return null;
  }
}
