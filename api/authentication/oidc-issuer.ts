import {
  allowInsecureRequests,
  discovery,
  enableNonRepudiationChecks,
  type Configuration,
} from 'openid-client';
import { errorName } from '../../config/error-name';
import type { Logger } from '../../config/logger';
import { unavailable } from '../http/problem';

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** Audience of tokens for the API; without one the API accepts none. */
  audience: string | null;
  /** Whether an address counts as verified if the issuer does not say. */
  trustsEmails: boolean;
}

/** The city's own identity provider (OpenID Connect). */
export interface OidcIssuer {
  settings: OidcSettings;
  /**
   * The issuer's metadata; fetched when first needed.
   * @throws Problem `unavailable`
   */
  configuration(): Promise<Configuration>;
}

interface IssuerDeps {
  settings: OidcSettings;
  logger: Pick<Logger, 'warn'>;
  clock?: () => number;
}

const ANSWERS_WITHIN_SECONDS = 5;
/**
 * After a failure the issuer is not asked again for this long, so that later requests do not wait for another
 * failure.
 */
const LEFT_ALONE_MS = 5_000;
const KNOWN_FOR_MS = 3_600_000;

/** Starts while the issuer is down, asks it again after a failure, and meanwhile uses its last response. */
export function createOidcIssuer({ settings, logger, clock = Date.now }: IssuerDeps): OidcIssuer {
  let known: { configuration: Configuration; until: number } | null = null;
  let asking: Promise<Configuration> | null = null;
  let leftAloneUntil = 0;

  async function ask(): Promise<Configuration> {
    try {
      const configuration = await discover(settings);
      known = { configuration, until: clock() + KNOWN_FOR_MS };
      return configuration;
    } catch (error) {
      leftAloneUntil = clock() + LEFT_ALONE_MS;
      logger.warn({ failure: errorName(error) }, 'the OpenID Connect issuer does not answer as it should');
      return orElse(error);
    } finally {
      asking = null;
    }
  }

  function orElse(cause?: unknown): Configuration {
    if (known) return known.configuration;
    throw unavailable('The issuer of accounts does not answer.', cause);
  }

  return {
    settings,
    async configuration() {
      if (known && clock() < known.until) return known.configuration;
      if (clock() < leftAloneUntil) return orElse();
      asking ??= ask();
      return asking;
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const url = new URL(issuer);
  return discovery(url, clientId, clientSecret, undefined, {
    timeout: ANSWERS_WITHIN_SECONDS,
    execute: [
      // Verifies signatures even on responses that come directly from the issuer.
      enableNonRepudiationChecks,
      // The settings allow an issuer without TLS only on this machine.
      ...(url.protocol === 'http:' ? [allowInsecureRequests] : []),
    ],
  });
}
