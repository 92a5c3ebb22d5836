import type { Instant } from '../../domain/instant';
import type { ApiSettings } from '../api-deps';

/**
 * Well below the year that RFC 9116 (2.5.5) recommends. Generated at each request, so it only limits how old a
 * copy may be.
 */
const VALID_FOR_MS = 90 * 24 * 3_600_000;

interface Input {
  settings: Pick<ApiSettings, 'publicUrl'>;
  /** `mailto:` or `https:` URL. */
  contact: string;
  languages: readonly string[];
  now: Instant;
}

/** Where to report a vulnerability, in the format of RFC 9116. */
export function securityText({ settings, contact, languages, now }: Input): string {
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${new Date(now + VALID_FOR_MS).toISOString()}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${settings.publicUrl}/.well-known/security.txt`,
  ];
  return `${lines.join('\n')}\n`;
}
