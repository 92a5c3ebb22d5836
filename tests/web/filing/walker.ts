import request, { type Response } from 'supertest';
import { startPages, type PagesUnderTest } from '../pages-under-test';

export { startPages, type PagesUnderTest };

export const TOLD = {
  description: 'Lampu depan musala mati sejak Minggu malam. Jalannya menikung dan gelap sekali.',
  category: 'lampu-jalan',
};
export const PLACE = { latitude: '-1.610500', longitude: '103.613100', landmark: 'depan musala' };

/** A browser without script: it keeps cookies, follows redirections and sends forms. */
export function walker(test: PagesUnderTest, headers: Record<string, string> = {}) {
  const agent = request.agent(test.server).set({ 'X-Forwarded-Proto': 'https', ...headers });
  const cookies = new Map<string, string>();
  // The cookies are for https only, which the agent does not speak: it keeps them itself.
  const remember = (answer: Response): Response => {
    const set = (answer.headers['set-cookie'] ?? []) as unknown as string[];
    for (const each of set) {
      const [pair = ''] = each.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookies,
    cookie,
    get: async (path: string) => remember(await agent.get(path).set('Cookie', cookie())),
    post: async (path: string, fields: Record<string, string> = {}) =>
      remember(await agent.post(path).set('Cookie', cookie()).type('form').send(fields)),
    /** As a form with files is sent. */
    async postParts(path: string, fields: Record<string, string>, files: [string, Buffer][] = []) {
      const call = agent.post(path).set('Cookie', cookie());
      for (const [name, value] of Object.entries(fields)) void call.field(name, value);
      for (const [name, data] of files) void call.attach('photos', data, name);
      return remember(await call);
    },
  };
}

export type Walker = ReturnType<typeof walker>;

/** Up to the last page before sending. */
export async function walkToCheck(
  visitor: Walker,
  { told = TOLD, place = PLACE, contact = {} }: Partial<Record<'told' | 'place' | 'contact', object>> = {},
): Promise<string> {
  await visitor.postParts('/file/what', { ...told } as Record<string, string>);
  await visitor.post('/file/where', { ...place } as Record<string, string>);
  await visitor.post('/file/similar');
  await visitor.post('/file/you', { ...contact } as Record<string, string>);
  return seenIn((await visitor.get('/file/check')).text);
}

/** What the page says that its reader has seen. */
export function seenIn(html: string): string {
  const seen = /name="seen" value="([^"]+)"/.exec(html)?.[1];
  if (!seen) throw new Error('this is not the page to send from');
  return seen;
}

export async function complaintsIn({ db }: PagesUnderTest): Promise<Record<string, unknown>[]> {
  const [rows] = await db.sequelize.query('SELECT * FROM complaints ORDER BY received_at, id');
  return rows as Record<string, unknown>[];
}
