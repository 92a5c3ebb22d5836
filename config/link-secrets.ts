import { z } from 'zod';

const ENTRY = /^([a-z0-9]{1,8}):([^\s:,]{32,})$/;

export interface LinkSecret {
  /** Names the secret within a link, so that older links find the one that they were signed with. */
  kid: string;
  secret: string;
}

/**
 * Secrets as `kid:secret`, separated by commas, newest first. The first signs and all verify, so secrets can be
 * rotated.
 */
export const linkSecrets = z.string().transform((text, context): LinkSecret[] => {
  const entries = text.split(',').map((entry) => ENTRY.exec(entry.trim()));
  const secrets = entries.flatMap((entry) =>
    entry ? [{ kid: entry[1] ?? '', secret: entry[2] ?? '' }] : [],
  );
  if (secrets.length !== entries.length)
    return refuse(context, 'must be kid:secret, …, each secret of 32 characters or more');
  if (new Set(secrets.map(({ kid }) => kid)).size !== secrets.length)
    return refuse(context, 'names a kid twice');
  return secrets;
});

function refuse(context: z.RefinementCtx, message: string): never {
  // The value is a secret, so the issue carries none.
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
