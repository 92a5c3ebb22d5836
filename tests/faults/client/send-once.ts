export interface Request {
  url: string;
  method: 'GET' | 'POST';
  token?: string;
  headers?: Record<string, string>;
  /** JSON, or a form with photos. */
  body?: object | FormData;
}

export interface Answer {
  startedAt: number;
  endedAt: number;
  /** Null: no answer. */
  status: number | null;
  body: unknown;
}

/** Longer than the api waits for the engine. */
const TIMEOUT_MS = 9_000;

/** One attempt. A broken connection counts as no answer. */
export async function sendOnce({ url, method, token, headers, body }: Request): Promise<Answer> {
  const startedAt = Date.now();
  const isForm = body instanceof FormData;
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: body === undefined || isForm ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const parsed: unknown = isJson ? JSON.parse(text) : text;
    return { startedAt, endedAt: Date.now(), status: response.status, body: parsed };
  } catch {
    return { startedAt, endedAt: Date.now(), status: null, body: null };
  }
}
