import request, { type Response } from 'supertest';
import { startPages, type PagesUnderTest } from '../pages-under-test';

export { startPages, type PagesUnderTest };

export const DRAFT_COOKIE = '__Host-sikesal-draft';
export const COMPLAINT = {
  description: 'Lampu depan musala mati sejak Minggu malam. Jalannya menikung dan gelap sekali.',
  category: 'lampu-jalan',
};
export const PLACE = { latitude: '-1.610500', longitude: '103.613100', landmark: 'depan musala' };
export const CONTACT = { name: 'Budi Santoso', email: 'budi@contoh.id', phone: '0812 3456 7890' };

type Fields = Record<string, string>;
type Files = [name: string, data: Buffer][];

/** A browser without scripts. It keeps its own cookies: they need https, which the tests' client lacks. */
export function walker(test: Pick<PagesUnderTest, 'server'>, headers: Fields = {}) {
  const cookies = new Map<string, string>();
  const setCookies: string[] = [];
  const send = async (call: request.Test): Promise<Response> => {
    const own = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await call.set({ Cookie: own, ...headers });
    for (const each of (response.headers['set-cookie'] ?? []) as unknown as string[]) {
      setCookies.push(each);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const client = request(test.server);
  return {
    cookies,
    /** The cookies as they came, with their attributes. */
    setCookies,
    get: (path: string) => send(client.get(path)),
    post: (path: string, fields: Fields = {}) => send(client.post(path).type('form').send(fields)),
    /** As a form with files is sent. */
    postParts(path: string, fields: Fields, files: Files = []) {
      const call = client.post(path);
      for (const [name, value] of Object.entries(fields)) void call.field(name, value);
      for (const [name, data] of files) void call.attach('photos', data, name);
      return send(call);
    },
    /** As the script sends one photo. */
    upload(data: Buffer, capture?: object | string, fields: Fields = {}) {
      const call = client.post('/file/photos').set('Accept', 'application/json');
      for (const [name, value] of Object.entries(fields)) void call.field(name, value);
      if (capture !== undefined)
        void call.field('capture', typeof capture === 'string' ? capture : JSON.stringify(capture));
      return send(call.attach('photos', data, 'foto.jpg'));
    },
  };
}

export type Walker = ReturnType<typeof walker>;

interface Walk {
  complaint?: Fields;
  place?: Fields;
  contact?: Fields;
}

/** Goes up to the last page before sending. @returns what that page says its reader has seen */
export async function walkToCheck(
  visitor: Walker,
  { complaint = COMPLAINT, place = PLACE, contact = {} }: Walk = {},
): Promise<string> {
  await visitor.postParts('/file/what', complaint);
  await visitor.post('/file/where', place);
  await visitor.post('/file/similar');
  await visitor.post('/file/you', contact);
  return seenIn((await visitor.get('/file/check')).text);
}

export function seenIn(html: string): string {
  const seen = /name="seen" value="([^"]+)"/.exec(html)?.[1];
  if (!seen) throw new Error('this is not the page to send from');
  return seen;
}

type Row = Record<string, unknown>;

export async function rowsOf({ db }: PagesUnderTest, table: string): Promise<Row[]> {
  const [rows] = await db.sequelize.query(`SELECT * FROM ${table}`);
  return rows as Row[];
}

/** Where a response redirects to, or else its status. */
export function leadsTo({ status, headers }: Response): string | number {
  return status === 303 ? String(headers.location) : status;
}
