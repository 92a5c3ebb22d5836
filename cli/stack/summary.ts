import { LOOPBACK } from '../parts/free-port';
import type { Stack } from './stack-file';
import type { StackSettings } from './settings';

/** The addresses of all parts, as `stack.json` holds them. */
export function stackUrls(settings: StackSettings, environment: Record<string, string>): Stack['urls'] {
  const { ports, given } = settings;
  const site = environment.PUBLIC_URL ?? `http://localhost:${ports.PORT}`;
  return {
    site,
    apiDocs: `${site}/api/docs`,
    ...(given.temporalAddress ? {} : { temporalUi: `http://localhost:${ports.TEMPORAL_UI_PORT}` }),
    ...(given.smtpUrl ? {} : { mailbox: `http://localhost:${ports.MAILBOX_PORT}` }),
    workerMetrics: `http://${LOOPBACK}:${ports.WORKER_METRICS_PORT}/metrics`,
  };
}

/** The lines that a start prints at its end. */
export function summary({
  urls,
  logs,
  seconds,
}: {
  urls: Stack['urls'];
  logs: string;
  seconds: number;
}): string {
  const lines = [
    ['Site', urls.site],
    ['API', urls.apiDocs],
    ['Temporal', urls.temporalUi],
    ['Mailbox', urls.mailbox],
    ['Logs', logs],
    ['Stop', 'Ctrl-C'],
  ].filter((line): line is [string, string] => line[1] !== undefined);
  const table = lines.map(([name, value]) => `  ${name.padEnd(9)} ${value}`).join('\n');
  return `\nSiKesal is ready (${seconds.toFixed(1)} s).\n\n${table}\n`;
}
