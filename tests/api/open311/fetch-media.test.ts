import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PhotoIntake } from '../../../photos/photo-intake';
import { openPatientIntake } from '../../photos/patient-intake';
import { drawn } from '../../photos/sample-photos';
import { eventually } from '../../support/courier-bench';
import { FORM, refusalOf, startOpen311, type Open311 } from './open311-client';

const AT_ONCE = 4;

describe('pictures by media_url', () => {
  let test: Open311;
  let pictures: http.Server;
  let media_url: string;
  let intake: ReturnType<typeof heldIntake>;
  beforeEach(async () => {
    intake = heldIntake(AT_ONCE);
    test = await startOpen311({ deps: { photoIntake: intake } });
    const picture = await drawn(60, 40).jpeg().toBuffer();
    pictures = http.createServer((_request, response) => void response.end(picture));
    await new Promise<void>((listening) => pictures.listen(0, '127.0.0.1', listening));
    media_url = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/picture.jpg`;
  });
  afterEach(async () => {
    intake.release();
    pictures.close();
    await test.stop();
  });

  const file = () => test.post('requests.json', { ...FORM, api_key: test.application, media_url });
  const resolve = (code: string) =>
    test.post('servicerequestupdates.json', {
      ...{ api_key: test.officer, service_request_id: code, update_id: `u-${code}` },
      ...{ status: 'FIXED', description: 'Selesai.', media_url },
    });

  it('are fetched for four requests of any kind at once, until these are processed', async () => {
    const codes = [await test.fileRequest(), await test.fileRequest(), await test.fileRequest()] as const;
    const four = Promise.all([file(), file(), resolve(codes[0]), resolve(codes[1])]);
    await intake.allHeld;
    const more = [await file(), await resolve(codes[2])].map(refusalOf);
    // A request without a picture to fetch does not have to wait.
    const plain = await test.post('requests.json', { ...FORM, api_key: test.application });
    intake.release();
    expect([...more, plain.status]).toEqual([
      [503, 'Too many pictures are being fetched.'],
      [503, 'Too many pictures are being fetched.'],
      200,
    ]);
    expect((await four).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect([(await file()).status, (await resolve(codes[2])).status]).toEqual([200, 200]);
  });

  it('are fetched for at most two requests per key, which leaves two for others', async () => {
    const codes = [await test.fileRequest(), await test.fileRequest()] as const;
    const own = Promise.all([file(), file()]);
    await eventually(async () => intake.held() === 2, { what: 'two that wait' });
    expect(refusalOf(await file())).toEqual([503, 'Too many pictures are being fetched.']);
    const others = Promise.all(codes.map((code) => resolve(code)));
    await intake.allHeld;
    intake.release();
    const responses = [...(await own), ...(await others)];
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

/** A real intake that holds the first requests with pictures until it is released. */
function heldIntake(
  holds: number,
): PhotoIntake & { held(): number; allHeld: Promise<void>; release(): void } {
  const real = openPatientIntake();
  const [all, released] = [signal(), signal()];
  let count = 0;
  return {
    ...real,
    async processPhotos(files, sender) {
      if (files.length > 0 && count < holds) {
        count += 1;
        if (count === holds) all.give();
        await released.given;
      }
      return real.processPhotos(files, sender);
    },
    held: () => count,
    allHeld: all.given,
    release: released.give,
  };
}

function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
