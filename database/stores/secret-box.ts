import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface SealedSecret {
  /** Name of the master secret whose key opens it. */
  kid: string;
  sealed: Buffer;
}

export interface SecretBox {
  /** Kid of the master secret that seals now. */
  newestKid: string;
  /** Binds it to `owner`: what was sealed for one cannot be opened for another. */
  seal(secret: string, owner: string): SealedSecret;
  /** Null when its master secret is gone, or when it was tampered with. */
  open(sealed: SealedSecret, owner: string): string | null;
}

const PURPOSE = 'sikesal webhook secrets v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts (AES-256-GCM) what has to be read again, with keys derived from the master secrets (HKDF-SHA256): the
 * first one seals, all of them open.
 * @throws RangeError without a master secret
 */
export function createSecretBox({
  secrets,
}: {
  secrets: readonly { kid: string; secret: string }[];
}): SecretBox {
  const keys = new Map(secrets.map(({ kid, secret }) => [kid, keyFrom(secret)]));
  const [newest] = keys;
  if (!newest) throw new RangeError('a box needs a secret to be locked with');
  const [newestKid, newestKey] = newest;
  return {
    newestKid,
    seal(secret, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newestKey, nonce).setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return { kid: newestKid, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
    },
    open({ kid, sealed }, owner) {
      const key = keys.get(kid);
      return key ? decrypt(key, sealed, owner) : null;
    },
  };
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32));
}

function decrypt(key: Buffer, sealed: Buffer, owner: string): string | null {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
    const text = sealed.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    // Whatever is wrong, it cannot be opened.
    return null;
  }
}
