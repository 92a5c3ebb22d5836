import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runWithGeoreport } from '../../support/georeport-client';
import { startOpen311, type Open311 } from './open311-client';
import { asText, schemaErrors } from './schema';

const folder = process.env.TEST_GEOREPORT ?? '';
const describeWithClient = folder === '' ? describe.skip : describe;

interface Heard {
  services: { service_code: string }[];
  definition: { service_code: string; attributes: unknown };
  request: Record<string, unknown>;
  requests: unknown;
  open: unknown;
  named: unknown;
  span: unknown[];
}

/** georeport 0.3.1 as PyPI has it: https://pypi.org/project/georeport/ */
describeWithClient('the georeport client', () => {
  let test: Open311;
  let codes: [string, string];
  beforeAll(async () => {
    test = await startOpen311();
    codes = [await test.fileRequest(), await test.fileRequest({ service_code: 'drainase' })];
    await test.act(codes[0], 'resolve', test.officer, { note: 'Ditambal & dipadatkan <kemarin>.' });
  });
  afterAll(() => test.stop());

  const hear = async (format: 'json' | 'xml') => {
    const { port } = test.server.address() as AddressInfo;
    const root = `http://127.0.0.1:${port}/open311/v2`;
    const script = join(__dirname, 'georeport_client.py');
    return (await runWithGeoreport({ folder, script, args: [root, format, codes[0]] })) as Heard;
  };

  it('understands the JSON', async () => {
    const heard = await hear('json');
    expect(heard.services.map(({ service_code }) => service_code)).toEqual(
      test.city.categories.map(({ code }) => code),
    );
    expect(schemaErrors('service_definition', heard.definition)).toEqual([]);
    expect(heard.request).toMatchObject({
      ...{ service_request_id: codes[0], status: 'closed', status_notes: 'Ditambal & dipadatkan <kemarin>.' },
      ...{ lat: -1.6105, long: 103.6131 },
    });
    expect(schemaErrors('requests', heard.requests)).toEqual([]);
    expect(heard.requests).toHaveLength(2);
    expect(heard.named).toEqual([heard.request]);
    expect(heard.open).toMatchObject([{ service_request_id: codes[1], status: 'open' }]);
    expect(heard.span).toEqual([]);
  });

  it('understands the XML, and reads the same from it', async () => {
    const [xml, json] = [await hear('xml'), await hear('json')];
    // It reads an empty element as nothing, and a list of one as its item.
    expect(asText(xml.services)).toEqual(asText(json.services));
    expect(asText(xml.request)).toEqual(asText(json.request));
    expect(asText(xml.requests)).toEqual(asText(json.requests));
    expect(asText([xml.named])).toEqual(asText(json.named));
    expect(xml.definition.service_code).toBe(json.definition.service_code);
    expect(xml.definition.attributes).toMatchObject({
      attribute: [{ code: 'anonymous' }, { code: 'confidential' }],
    });
  });
});
