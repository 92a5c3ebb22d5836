import type { Response } from 'supertest';
import { startApi, type ApiUnderTest } from '../../support/api-under-test';
import { readXml } from './schema';

export const PLACE = { lat: '-1.6105', long: '103.6131' };
export const FORM = {
  service_code: 'jalan',
  ...PLACE,
  description: 'Jalan berlubang besar di depan sekolah.',
};

export type Open311 = Awaited<ReturnType<typeof startOpen311>>;

/** Starts the API, with keys for this interface and shortcuts to it. */
export async function startOpen311(options: Parameters<typeof startApi>[0] = {}) {
  const test: ApiUnderTest = await startApi(options);
  const [application, officer] = [await test.key('application'), await test.key('officer', 'pupr')];
  const get = (path: string) => test.api.get(`/open311/v2/${path}`);
  const post = (path: string, form: object) => test.api.post(`/open311/v2/${path}`).type('form').send(form);
  return {
    ...test,
    application,
    officer,
    get,
    post,
    /** Files with the application's key; returns the tracking code. */
    async fileRequest(form: object = {}): Promise<string> {
      const response = await post('requests.json', { ...FORM, api_key: application, ...form });
      if (response.status !== 200) throw new Error(`not filed: ${response.text}`);
      const code = (response.body as { service_request_id: string }[])[0]?.service_request_id ?? '';
      const complaint = await test.deps.complaints.byCode(code);
      await test.assign(complaint?.id ?? '');
      return code;
    },
  };
}

/** The status and the description of the first error, from JSON or XML. */
export function refusalOf({ status, text, type }: Response): [number, string] {
  const errors = type === 'text/xml' ? readXml(text).content : (JSON.parse(text) as unknown);
  const [first] = errors as { code: number | string; description: string }[];
  if (Number(first?.code) !== status) throw new Error(`${status} says ${first?.code}`);
  return [status, first?.description ?? ''];
}
