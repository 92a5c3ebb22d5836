import { createApiKeyStore } from '../../database/stores/api-key-store';
import { openDatabase } from '../../database/connection';
import type { Role } from '../../domain/actor';
import type { Stack } from './stack';

/** The fields of a response that the journey reads. */
export interface ComplaintJson {
  id: string;
  trackingCode: string;
  status: string;
  outcome?: string;
  agency: string;
  escalationLevel: number;
  cycle: number;
  overdue: boolean;
  decisionPending: boolean;
  receivedAt: string;
  resolveBy: string;
  targetHours: number;
  timeline: { sequence: number; type: string; at: string; dueAt?: string; data: Record<string, unknown> }[];
}

export interface Filed extends ComplaintJson {
  reporterToken: string;
}

export interface Mail {
  id: string;
  to: string[];
  subject: string;
  messageId: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

export const CITY_HALL = { latitude: -1.6399, longitude: 103.6131 };

export type StackClient = Awaited<ReturnType<typeof createStackClient>>;

/** An HTTP client of the stack that can get a key for any role. */
export async function createStackClient(stack: Pick<Stack, 'url' | 'databaseUrl'>) {
  const db = openDatabase({ url: stack.databaseUrl, maxConnections: 2 });
  const apiKeys = createApiKeyStore({ db });

  async function send(
    method: string,
    target: string,
    { body, token, headers = {} }: Sending = {},
  ): Promise<StackResponse> {
    const response = await fetch(new URL(target, stack.url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  const client = {
    db,
    send,
    async keyOf(role: Role, agency: string | null = null): Promise<string> {
      return (await apiKeys.create({ role, agency, label: `test ${role}` }, { by: 'test' })).key;
    },
    async file(changes: object = {}, sending: Sending = {}): Promise<Filed> {
      const body = {
        category: 'jalan',
        description: 'Jalan berlubang besar di depan sekolah.',
        location: CITY_HALL,
        ...changes,
      };
      const response = await send('POST', '/api/v1/complaints', { ...sending, body });
      return expected(response, 201) as Filed;
    },
    async act(code: string, act: string, token: string, body: object = {}): Promise<ComplaintJson> {
      return expected(await send('POST', `/api/v1/complaints/${code}/${act}`, { body, token }), 200);
    },
    async get(code: string, token?: string): Promise<ComplaintJson> {
      return expected(await send('GET', `/api/v1/complaints/${code}`, { token }), 200);
    },
    async fastForward(code: string, hours: number): Promise<ComplaintJson> {
      return expected(await send('POST', `/dev/complaints/${code}/fast-forward`, { body: { hours } }), 200);
    },
    /** Waits until the case knows that its reporter was told of the answer, or that nothing can tell them. */
    async untilTold(code: string): Promise<void> {
      const where = { trackingCode: code };
      await client.until(async () => {
        const row = await db.models.Complaint.findOne({ where, attributes: ['toldAt', 'unreachedAt'] });
        return row !== null && (row.toldAt !== null || row.unreachedAt !== null);
      });
    },
    async mails(to: string, code: string): Promise<Mail[]> {
      const response = await send('GET', `/dev/mailbox/messages?to=${encodeURIComponent(to)}`);
      const all = expected(response, 200) as unknown as Mail[];
      return all.filter(({ subject }) => subject.includes(code));
    },
    /** Polls every 50 ms until `look` gives something; real time, unlike the hours of a case. */
    async until<T>(look: () => Promise<T | false | null | undefined>, patienceMs = 60_000): Promise<T> {
      const giveUpAt = Date.now() + patienceMs;
      for (;;) {
        const seen = await look();
        if (seen) return seen;
        if (Date.now() > giveUpAt) throw new Error(`not seen within ${patienceMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    close: () => db.close(),
  };
  return client;
}

interface Sending {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

interface StackResponse {
  status: number;
  headers: Headers;
  body: unknown;
}

function expected(response: StackResponse, status: number): ComplaintJson {
  if (response.status !== status) {
    throw new Error(`expected ${status}, got ${response.status}: ${JSON.stringify(response.body)}`);
  }
  return response.body as ComplaintJson;
}
