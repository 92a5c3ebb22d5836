import { saltmere } from '../city/pack-folders';
import { startStack, type Stack } from '../support/stack';
import { createStackClient, type StackClient } from '../support/stack-client';

describe('another city', () => {
  let stack: Stack;
  let client: StackClient;

  beforeAll(async () => {
    stack = await startStack({ cityPack: saltmere });
    client = await createStackClient(stack);
  });

  afterAll(async () => {
    await client.close();
    await stack.stop();
  });

  it('has its own place, hours, people, language and time zone, by its pack alone', async () => {
    const { trackingCode } = await client.file({
      category: 'beacon',
      description: 'The beacon on the island has been dark since Monday.',
      location: { latitude: 48.05, longitude: -39.95 },
      reporter: { email: 'reader@saltmere.example' },
    });
    const late = await client.fastForward(trackingCode, 12.1);
    expect(late).toMatchObject({ agency: 'lighthouse', targetHours: 12, escalationLevel: 1, overdue: true });
    expect((await client.fastForward(trackingCode, 24)).escalationLevel).toBe(2);
    expect((await client.fastForward(trackingCode, 24)).escalationLevel).toBe(3);
    expect((await client.fastForward(trackingCode, 12)).timeline.at(-1)?.type).toBe('reminded');

    const [level3] = await client.until(async () => {
      const mails = await client.mails('watch@saltmere.example', trackingCode);
      return mails.length === 2 && mails;
    });
    expect(level3?.subject).toBe(`[${trackingCode}] Level 3: Beacon at Lighthouse Service, 60 h`);
    const toReporter = await client.until(async () => {
      const mails = await client.mails('reader@saltmere.example', trackingCode);
      return mails.length === 2 && mails;
    });
    expect(toReporter.map(({ subject }) => subject)).toContain(`[${trackingCode}] We are late: Beacon`);
    // Newfoundland is half an hour off everybody else.
    expect(toReporter[0]?.text).toMatch(/\d\d:\d\d (NST|GMT-3:30)/);
    expect(toReporter.map(({ text }) => text).join()).not.toMatch(/Jambi|WIB|JCOC/);
  });

  it('refuses a place outside it, and names the city', async () => {
    const { status, body } = await client.send('POST', '/api/v1/complaints', {
      body: {
        category: 'beacon',
        description: 'Dark since Monday, seen from the sea.',
        location: { latitude: -1.6399, longitude: 103.6131 },
      },
    });
    expect(status).toBe(422);
    expect((body as { detail: string }).detail).toContain('Saltmere');
  });
});
