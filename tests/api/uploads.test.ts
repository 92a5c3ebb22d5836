import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createUploadBudget, UploadsBusy } from '../../api/http/upload-budget';
import { drawn } from '../photos/sample-photos';
import { startApi, FILING, type ApiUnderTest } from '../support/api-under-test';
import { eventually } from '../support/courier-bench';
import { ownSpool } from '../support/own-spool';

const KILOBYTE = 1024;

describe('the budget of uploads in flight', () => {
  const openBudget = (limits = {}) => {
    const budget = createUploadBudget({ bytesAtMost: 100, measuredMs: 60_000, ...limits });
    const wasCut: string[] = [];
    const begin = (name: string) =>
      budget.begin({ network: name.slice(0, 1), cut: () => void wasCut.push(name) });
    return { begin, wasCut };
  };

  it('cuts the largest upload of the network with the most for one of a network with less', () => {
    const { begin, wasCut } = openBudget();
    begin('a small one').add(20);
    begin('a large one').add(60);
    begin('b').add(30);
    expect(wasCut).toEqual(['a large one']);
  });

  it('refuses the network with the most, and accepts the others', () => {
    const { begin, wasCut } = openBudget();
    const [one, other] = [begin('a'), begin('b')];
    other.add(40);
    one.add(50);
    expect(() => one.add(20)).toThrow(UploadsBusy);
    one.end();
    other.add(60);
    expect(wasCut).toEqual([]);
  });

  it('counts an upload that has arrived until it is answered, and does not cut it', () => {
    const { begin, wasCut } = openBudget();
    const arrived = begin('a');
    arrived.add(90);
    arrived.arrived();
    expect(() => begin('b').add(20)).toThrow(UploadsBusy);
    arrived.end();
    begin('b').add(20);
    expect(wasCut).toEqual([]);
  });

  it('cuts an upload that has all but stopped, and no other', async () => {
    const { begin, wasCut } = openBudget({ bytesAtMost: 1e6, bytesPerSecondAtLeast: 100, measuredMs: 200 });
    begin('a slow one');
    const steady = begin('a steady one');
    const sending = setInterval(() => steady.add(20), 5);
    await eventually(async () => wasCut.length > 0, { what: 'a cut' });
    clearInterval(sending);
    steady.end();
    expect(wasCut).toEqual(['a slow one']);
  });
});

describe('uploads that do not end', () => {
  let test: ApiUnderTest;
  const hanging: Socket[] = [];
  beforeAll(async () => {
    const uploads = { bytesAtMost: 1500 * KILOBYTE, bytesPerSecondAtLeast: 50 * KILOBYTE, measuredMs: 1_000 };
    test = await startApi({ deps: { uploads } });
  });
  afterAll(async () => {
    for (const socket of hanging) socket.destroy();
    await test.stop();
  });

  const filing = async () =>
    test.api
      .post('/api/v1/complaints')
      .set('X-Forwarded-For', '192.0.2.1')
      .field('data', JSON.stringify(FILING))
      .attach('photos', await drawn(400, 300).jpeg().toBuffer(), 'a.jpg');

  /** Sends most of a photo and then nothing more. */
  async function hang(address: string): Promise<Socket> {
    const { port } = test.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    hanging.push(socket);
    // The server cuts it while it reads.
    socket.on('error', () => undefined);
    const head = '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n';
    socket.write(
      'POST /api/v1/complaints HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n' +
        `X-Forwarded-For: ${address}\r\nContent-Length: ${900 * KILOBYTE}\r\n\r\n${head}`,
    );
    socket.write(Buffer.alloc(700 * KILOBYTE, 1));
    return socket;
  }

  it('hold up nobody else, are cut, and leave nothing on disk', async () => {
    const sockets = await Promise.all([1, 2, 3].map((last) => hang(`198.51.${last}.1`)));
    const ends = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    expect((await filing()).status).toBe(201);
    await Promise.all(ends);
    expect((await filing()).status).toBe(201);
    await eventually(async () => (await ownSpool()).length === 0, { what: 'an empty folder' });
  });
});
