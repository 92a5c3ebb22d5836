import { randomUUID } from 'node:crypto';
import { createStackClient, type StackClient } from '../../support/stack-client';
import type { By, Step } from './lives';

/** A complaint as those who act on it know it. */
export interface Filed {
  id: string;
  code: string;
  reporterToken: string;
}

const UNAVAILABLE = 503;
const WATER_OUTAGES = '/api/v1/agencies/tirta-mayang/outages';

export type Callers = Awaited<ReturnType<typeof createCallers>>;

/** Staff of the city and reporters, who call whichever API they are told. */
export async function createCallers({ url, databaseUrl }: { url: string; databaseUrl: string }) {
  const first = await createStackClient({ url, databaseUrl });
  const tokens: Record<Exclude<By, 'reporter'>, string> = {
    officer: await first.keyOf('officer', 'pupr'),
    supervisor: await first.keyOf('supervisor', 'pupr'),
    centre: await first.keyOf('command_centre'),
    dlh: await first.keyOf('officer', 'dlh'),
    water: await first.keyOf('officer', 'tirta-mayang'),
  };
  const clients = new Map<string, StackClient>([[url, first]]);

  async function at(api: string): Promise<StackClient> {
    const client = clients.get(api) ?? (await createStackClient({ url: api, databaseUrl }));
    clients.set(api, client);
    return client;
  }

  return {
    async file(api: string, category = 'jalan'): Promise<Filed> {
      const { id, trackingCode, reporterToken } = await (await at(api)).file({ category });
      return { id, code: trackingCode, reporterToken };
    },
    /** Sends the same request until it is answered. @returns the status of the answer */
    async ask(api: string, { code, reporterToken }: Filed, { act, by, body = {} }: Step): Promise<number> {
      const token = by === 'reporter' ? reporterToken : tokens[by];
      const headers = { 'idempotency-key': randomUUID() };
      const target = `/api/v1/complaints/${code}/${act.replace('_', '-')}`;
      const client = await at(api);
      for (;;) {
        const { status } = await client.send('POST', target, { body, token, headers });
        if (status !== UNAVAILABLE) return status;
      }
    },
    /** @returns the statuses of the answers that an officer and the public get for a complaint */
    async look(api: string, { code }: Filed): Promise<number[]> {
      const client = await at(api);
      const seen = await client.send('GET', `/api/v1/complaints/${code}`, { token: tokens.officer });
      return [seen.status, (await client.send('GET', `/track/${code}`)).status];
    },
    /** @returns its id */
    async declareOutage(api: string): Promise<string> {
      const sending = { token: tokens.centre, body: { hours: 48, reason: 'Banjir' } };
      const { body } = await (await at(api)).send('POST', WATER_OUTAGES, sending);
      return (body as { id: string }).id;
    },
    async callOffOutage(api: string, id: string): Promise<void> {
      await (await at(api)).send('POST', `${WATER_OUTAGES}/${id}/undo`, { token: tokens.centre });
    },
    close: async () => void (await Promise.all([...clients.values()].map((client) => client.close()))),
  };
}
