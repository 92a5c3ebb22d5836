import { startStack, type Stack } from '../support/stack';
import { createStackClient, type StackClient } from '../support/stack-client';
import { startWebhookReceiver, verified, type WebhookReceiver } from '../support/webhook-receiver';

describe('another application of the city', () => {
  let stack: Stack;
  let client: StackClient;
  let receiver: WebhookReceiver;
  let secret: string;

  beforeAll(async () => {
    [stack, receiver] = await Promise.all([startStack(), startWebhookReceiver()]);
    client = await createStackClient(stack);
    const response = await client.send('POST', '/api/v1/webhooks', {
      body: { url: receiver.url, label: 'JCOC' },
      token: await client.keyOf('administrator'),
    });
    ({ secret } = response.body as { secret: string });
  });

  afterAll(async () => {
    await client.close();
    await Promise.all([stack.stop(), receiver.stop()]);
  });

  const typesOf = (code: string) =>
    receiver.received
      .filter(({ message }) => message.data.trackingCode === code)
      .map(({ message }) => message.type.split('.')[2]);

  it('is sent a complaint’s events within moments, signed and without personal data', async () => {
    const { trackingCode } = await client.file({ reporter: { name: 'Kanari', email: 'kanari@example.org' } });
    await client.until(async () => typesOf(trackingCode).includes('assigned'));
    await client.act(trackingCode, 'acknowledge', await client.keyOf('officer', 'pupr'));
    const actedAt = Date.now();
    await client.until(async () => typesOf(trackingCode).includes('acknowledged'));
    expect(Date.now() - actedAt).toBeLessThan(3_000);
    expect(typesOf(trackingCode).sort()).toEqual(['acknowledged', 'assigned', 'received']);
    expect(receiver.received.map((webhook) => verified(webhook, secret))).not.toContain(undefined);
    expect(JSON.stringify(receiver.received)).not.toMatch(/kanari|berlubang/i);
  });
});
