import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { UploadMemory } from '../../api/http/upload-memory';
import { drawn } from '../photos/sample-photos';
import { startApi, FILING, type ApiUnderTest } from '../support/api-under-test';

const KILOBYTE = 1024;

describe('the memory for uploads', () => {
  it('has room for one network and for all, and gets it back', () => {
    const memory = new UploadMemory({ bytesAtMost: 100, bytesPerNetworkAtMost: 60 });
    expect(memory.take('a', 60)).toBe(true);
    expect(memory.take('a', 1)).toBe(false);
    expect(memory.take('b', 40)).toBe(true);
    expect(memory.take('c', 1)).toBe(false);
    memory.release('a', 60);
    expect(memory.take('a', 60)).toBe(true);
  });
});

describe('uploads that do not end', () => {
  let test: ApiUnderTest;
  const hanging: Socket[] = [];
  beforeAll(async () => {
    test = await startApi({ deps: { uploads: { bytesPerNetworkAtMost: 600 * KILOBYTE } } });
  });
  afterAll(async () => {
    for (const socket of hanging) socket.destroy();
    await test.stop();
  });

  const filing = async () =>
    test.api
      .post('/api/v1/complaints')
      .field('data', JSON.stringify(FILING))
      .attach('photos', await drawn(400, 300).jpeg().toBuffer(), 'a.jpg');

  /** Sends most of a photo and then nothing more. */
  async function hang(): Promise<Socket> {
    const { port } = test.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    hanging.push(socket);
    const head = '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n';
    socket.write(
      'POST /api/v1/complaints HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n' +
        `Content-Length: ${900 * KILOBYTE}\r\n\r\n${head}`,
    );
    socket.write(Buffer.alloc(590 * KILOBYTE, 1));
    return socket;
  }

  it('hold up others of their network only for as long as they are there, with an honest 503', async () => {
    expect((await filing()).status).toBe(201);
    const socket = await hang();
    const full = await until(filing, ({ status }) => status === 503);
    expect(full.headers['retry-after']).toMatch(/^\d+$/);
    expect(full.body.type).toContain('unavailable');
    socket.destroy();
    expect((await until(filing, ({ status }) => status === 201)).status).toBe(201);
  });
});

async function until<Answer>(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let tries = 0; tries < 50; tries += 1) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
  }
  throw new Error('the answer that was waited for never came');
}
