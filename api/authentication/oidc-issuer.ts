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

const TIMEOUT_SECONDS = 5;
/** No new attempt for this long after a failure, so that requests do not wait for the next failure. */
const RETRY_PAUSE_MS = 5_000;
const METADATA_TTL_MS = 3_600_000;

/**
 * Fetches the issuer's metadata when it is first needed, so that the process starts while the issuer is down. After a
 * failure the last metadata serves until a later attempt succeeds.
 */
export function createOidcIssuer({ settings, logger, clock = Date.now }: IssuerDeps): OidcIssuer {
  let cached: { configuration: Configuration; until: number } | null = null;
  let fetching: Promise<Configuration> | null = null;
  let pausedUntil = 0;

  async function fetchMetadata(): Promise<Configuration> {
    try {
      const configuration = await discover(settings);
      cached = { configuration, until: clock() + METADATA_TTL_MS };
      return configuration;
    } catch (error) {
      pausedUntil = clock() + RETRY_PAUSE_MS;
      logger.warn(
        { failure: errorName(error) },
        'the metadata of the OpenID Connect issuer cannot be fetched',
      );
      return lastKnown(error);
    } finally {
      fetching = null;
    }
  }

  function lastKnown(cause?: unknown): Configuration {
    if (cached) return cached.configuration;
    throw unavailable('The identity provider does not answer.', cause);
  }

  return {
    settings,
    async configuration() {
      if (cached && clock() < cached.until) return cached.configuration;
      if (clock() < pausedUntil) return lastKnown();
      fetching ??= fetchMetadata();
      return fetching;
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const url = new URL(issuer);
  return discovery(url, clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: [
      // Verifies signatures even on responses that come directly from the issuer.
      enableNonRepudiationChecks,
      // The settings allow an issuer without TLS only on this machine.
      ...(url.protocol === 'http:' ? [allowInsecureRequests] : []),
    ],
  });
}
