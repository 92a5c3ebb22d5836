import { z } from 'zod';
import { defineOperation } from '../../api/http/operation';
import { json } from '../../api/http/reply';
import { execute } from '../../web/execute';

const rename = defineOperation(
  {
    id: 'rename',
    audience: 'everybody',
    method: 'post',
    path: '/things/{id}/name',
    tag: 'Things',
    summary: 'Another name',
    body: z.strictObject({ name: z.string(), note: z.string().optional() }),
    responses: { 200: { description: 'The thing.' } },
  },
  { handle: async ({ params, body }) => json(200, { id: params.id, name: body.name }) },
);
const credential = { kind: 'none' } as const;
const params = { id: '7' };

describe('executing an operation from a page', () => {
  it('returns the body of its reply, with its type', async () => {
    const { name } = await execute(rename, { params, body: { name: 'lamp' }, credential });
    expect(name.toUpperCase()).toBe('LAMP');
  });

  it('leaves what people typed to the operation’s own schema', async () => {
    const typed: unknown = 5;
    const refused = execute(rename, { params, body: { name: typed }, credential });
    await expect(refused).rejects.toMatchObject({ code: 'invalid' });
  });

  it('takes the fields of its body and the parameters of its path, which the compiler holds', async () => {
    // @ts-expect-error -- the body has no such field
    const unknown = execute(rename, { params, body: { name: 'lamp', size: 3 }, credential });
    // @ts-expect-error -- the name is missing
    const nameless = execute(rename, { params, body: {}, credential });
    // @ts-expect-error -- so is the body
    const bodiless = execute(rename, { params, credential });
    const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'invalid' }) };
    expect(await Promise.allSettled([unknown, nameless, bodiless])).toEqual([refused, refused, refused]);
    // @ts-expect-error -- the path names an id
    await execute(rename, { params: { code: '7' }, body: { name: 'lamp' }, credential });
  });
});
