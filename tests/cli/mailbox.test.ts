import { createTransport } from 'nodemailer';
import { freePort, isPortFree } from '../../cli/parts/free-port';
import {
  startMailbox,
  type MailboxFault,
  type MailboxMessage,
  type RunningMailbox,
} from '../../cli/parts/mailbox';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

let folder: string;
let mailbox: RunningMailbox;
let fault: MailboxFault | undefined;

beforeEach(async () => {
  fault = undefined;
  folder = await makeTempFolder();
  mailbox = await open();
});
afterEach(async () => {
  await mailbox.stop();
  await removeTempFolder(folder);
});

function open(): Promise<RunningMailbox> {
  return startMailbox({ smtpPort: 0, httpPort: 0, folder, faults: () => fault });
}

async function send(mail: {
  to: string;
  subject?: string;
  html?: string;
  socketTimeout?: number;
}): Promise<void> {
  const transport = createTransport({
    url: mailbox.smtpUrl,
    ignoreTLS: true,
    socketTimeout: mail.socketTimeout ?? 5_000,
  });
  try {
    await transport.sendMail({
      from: 'SiKesal <desk@kota.example>',
      subject: 'Aduan Anda kami terima – jalan “berlubang”',
      text: 'Nomor aduan SK-7Q4M-2XKD',
      messageId: '<received.1@kota.example>',
      headers: { 'Auto-Submitted': 'auto-generated' },
      bcc: 'archive@kota.example',
      ...mail,
    });
  } finally {
    transport.close();
  }
}

async function messages(query = ''): Promise<MailboxMessage[]> {
  return (await (await fetch(`${mailbox.httpUrl}/messages${query}`)).json()) as MailboxMessage[];
}

describe('the development mailbox', () => {
  it('shows a mail as it was sent, to everyone the envelope names', async () => {
    await send({ to: 'Siti <siti@warga.example>', html: '<p>Nomor aduan <b>SK-7Q4M-2XKD</b></p>' });
    const [mail] = await messages();
    expect(mail).toMatchObject({
      to: ['siti@warga.example', 'archive@kota.example'],
      from: 'desk@kota.example',
      subject: 'Aduan Anda kami terima – jalan “berlubang”',
      messageId: '<received.1@kota.example>',
      html: expect.stringContaining('<b>SK-7Q4M-2XKD</b>'),
      headers: { 'auto-submitted': 'auto-generated', to: 'Siti <siti@warga.example>' },
    });
    expect(mail!.text.trim()).toBe('Nomor aduan SK-7Q4M-2XKD');
    expect(Math.abs(Date.now() - mail!.receivedAt)).toBeLessThan(60_000);
    expect(Object.keys(mail!.headers)).not.toContain('x-mailbox-to');
    expect(await (await fetch(`${mailbox.httpUrl}/messages/${mail!.id}`)).json()).toEqual(mail);
  });

  it('finds the mails of one address, in any case, newest last', async () => {
    await send({ to: 'pupr@kota.example', subject: 'first' });
    await send({ to: 'dishub@kota.example', subject: 'other' });
    await send({ to: 'PUPR@kota.example', subject: 'second' });
    expect((await messages('?to=pupr@kota.example')).map(({ subject }) => subject)).toEqual([
      'first',
      'second',
    ]);
  });

  it('keeps its mails across a restart, until they are deleted', async () => {
    await send({ to: 'siti@warga.example' });
    const before = await messages();
    await mailbox.stop();
    mailbox = await open();
    expect(await messages()).toEqual(before);

    expect((await fetch(`${mailbox.httpUrl}/messages`, { method: 'DELETE' })).status).toBe(204);
    await mailbox.stop();
    mailbox = await open();
    expect(await messages()).toEqual([]);
  });

  it('frees the port of its pages when the one for mails is taken', async () => {
    const smtpPort = Number(new URL(mailbox.smtpUrl).port);
    const httpPort = await freePort();
    await expect(startMailbox({ smtpPort, httpPort, folder })).rejects.toThrow('EADDRINUSE');
    expect(await isPortFree(httpPort)).toBe(true);
  });

  it('shows pages on which a mail can neither run scripts nor break out of its frame', async () => {
    const html = '<p title=\'"\'>halo</p><script>alert(1)</script>"></iframe><script>alert(2)</script>';
    await send({ to: 'siti@warga.example', subject: '<img src=x onerror=alert(3)>', html });
    const [mail] = await messages();
    const list = await (await fetch(mailbox.httpUrl)).text();
    expect(list).toContain('&lt;img src=x onerror=alert(3)&gt;');
    expect(list).not.toContain('<img');

    const response = await fetch(`${mailbox.httpUrl}/?message=${mail!.id}`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="/);
    expect(page).not.toContain('<script>');
  });

  it('answers 404 for what it does not have and 405 for what it does not do', async () => {
    expect((await fetch(`${mailbox.httpUrl}/messages/nothing`)).status).toBe(404);
    expect((await fetch(`${mailbox.httpUrl}/?message=nothing`)).status).toBe(404);
    expect((await fetch(`${mailbox.httpUrl}/messages`, { method: 'POST' })).status).toBe(405);
  });
});

describe('a fault of the development mailbox', () => {
  it.each([
    ['temporary', 451],
    ['permanent', 550],
  ] as const)('refuses with the code of a %s error, and keeps nothing', async (kind, responseCode) => {
    fault = { kind };
    await expect(send({ to: 'siti@warga.example' })).rejects.toMatchObject({ responseCode });
    expect(await messages()).toEqual([]);
  });

  it('hangs without an answer', async () => {
    fault = { kind: 'hang' };
    await expect(send({ to: 'siti@warga.example', socketTimeout: 200 })).rejects.toThrow(/[Tt]imeout/);
    expect(await messages()).toEqual([]);
  });

  it('takes a mail and loses the answer', async () => {
    fault = { kind: 'lost-answer' };
    await expect(send({ to: 'siti@warga.example' })).rejects.toThrow();
    expect(await messages()).toHaveLength(1);
  });

  it('answers late', async () => {
    fault = { kind: 'slow', delayMs: 60 };
    await send({ to: 'siti@warga.example' });
    expect(await messages()).toHaveLength(1);
  });
});
