import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';

/**
 * How to reach the engine: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*, or a profile of
 * the SDK's configuration file, as for every Temporal tool.
 * Source: https://docs.temporal.io/develop/environment-configuration
 */
export function temporalConnection(env: NodeJS.ProcessEnv): ClientConnectConfig {
  const present = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(present) });
}
