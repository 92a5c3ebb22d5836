import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { MailSendError, toMailSendError } from '../../mail/mail-send-error';
import { messageIdOf, threadRootOf } from '../../mail/message-id';
import type { RenderedMail } from '../../mail/rendered-mail';
import { createSmtpTransport, type SmtpTransport } from '../../mail/smtp-transport';
import { eventually } from '../support/courier-bench';
import { startFaultySmtp, type FaultySmtp } from '../support/faulty-smtp';

const key = {
  complaintId: '01936000-0000-7000-8000-000000000001',
  sequence: 3,
  kind: 'acknowledged',
  recipient: 'reporter:01936000-0000-7000-8000-000000000001',
} as const;
const host = 'aduan.kota.example';
const longLink = `https://aduan.kota.example/stop/SK-7Q4M-2XKD?t=${'a'.repeat(250)}`;

function mailTo(to: string): RenderedMail {
  return {
    to,
    subject: '[SK-7Q4M-2XKD] Dinas Perhubungan menerima aduan Anda – pukul 15.32',
    text: `Bapak/Ibu,\n\n${longLink}\n`,
    html: `<p>Bapak/Ibu,</p><a href="${longLink}">Lihat</a>`,
    language: 'id',
    headers: { 'List-Unsubscribe': `<${longLink}>` },
  };
}

describe('the SMTP transport', () => {
  let server: FaultySmtp;
  let transport: SmtpTransport;

  beforeEach(async () => {
    server = await startFaultySmtp();
    transport = createSmtpTransport({
      smtpUrl: server.url,
      from: 'SiKesal Kota <aduan@kota.example>',
      publicHost: host,
    });
  });

  afterEach(async () => {
    transport.close();
    await server.stop();
  });

  function send(to = 'warga@contoh.example', sendDeadlineMs = 5_000): Promise<void> {
    const ids = { messageId: messageIdOf(key, host), threadId: threadRootOf(key, host) };
    return transport.send({ mail: mailTo(to), ...ids, signal: AbortSignal.timeout(sendDeadlineMs) });
  }

  async function failure(sending: Promise<void>): Promise<MailSendError> {
    const error: unknown = await sending.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof MailSendError))
      throw new Error('it did not fail as a mail fails', { cause: error });
    return error;
  }

  it('sends subject, text and HTML intact, with the headers that machines look for', async () => {
    await send();
    expect(server.accepted).toHaveLength(1);
    const mail = await simpleParser(server.accepted[0]?.raw ?? '');
    expect(mail.subject).toBe(mailTo('').subject);
    expect(mail.text).toContain(longLink);
    expect(mail.html).toContain(longLink);
    expect(mail.messageId).toBe(messageIdOf(key, host));
    expect(mail.inReplyTo).toBe(threadRootOf(key, host));
    expect(mail.references).toBe(threadRootOf(key, host));
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail.headers.get('content-language')).toBe('id');
    expect(server.accepted[0]?.raw.replace(/\r\n[ \t]/g, ' ')).toContain(`List-Unsubscribe: <${longLink}>`);
  });

  it('says that a recipient refused for good need not be tried again, without naming them', async () => {
    server.behave(() => 'rejects_for_good');
    const error = await failure(send());
    expect(error).toMatchObject({ code: 'SMTP_550', permanent: true, unreachable: false });
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain('contoh.example');
  });

  it('says that a recipient refused for now may be tried again', async () => {
    server.behave(() => 'rejects_for_now');
    expect(await failure(send())).toMatchObject({ code: 'SMTP_450', permanent: false, unreachable: false });
  });

  it('gives up on a server that hangs mid-mail at the deadline, and works again afterwards', async () => {
    server.behave(({ nth }) => (nth === 1 ? 'hangs_in_data' : 'none'));
    const begun = performance.now();
    expect(await failure(send(undefined, 300))).toMatchObject({ code: 'DEADLINE', permanent: false });
    expect(performance.now() - begun).toBeLessThan(3_000);
    await send();
    expect(server.accepted).toHaveLength(1);
  });

  it('never sends a mail that timed out while it waited for a connection', async () => {
    server.behave(({ to }) => (to.startsWith('slow') ? 'hangs_in_data' : 'none'));
    // As many as there are connections.
    const hanging = Array.from({ length: 20 }, (_, nth) => failure(send(`slow${nth}@contoh.example`, 4_000)));
    await eventually(() => server.attempts.length === 20, { what: 'as many hanging mails' });
    expect(await failure(send('waiting@contoh.example', 200))).toMatchObject({ code: 'DEADLINE' });
    await Promise.all(hanging);
    await send('last@contoh.example');
    expect(server.accepted.map(({ to }) => to)).toEqual(['last@contoh.example']);
    expect(server.attempts).not.toContain('waiting@contoh.example');
  });

  it('still counts a server that goes silent mid-mail as reachable', async () => {
    transport.close();
    const timeouts = { greetingMs: 5_000, answerMs: 1_500 };
    transport = createSmtpTransport({
      smtpUrl: server.url,
      from: 'a@kota.example',
      publicHost: host,
      timeouts,
    });
    server.behave(() => 'hangs_in_data');
    expect(await failure(send())).toMatchObject({ code: 'ETIMEDOUT', permanent: false, unreachable: false });
  });

  it.each(['drops_before_the_dot', 'drops_after_the_dot'] as const)(
    'does not retry by itself when the server %s: only the courier counts attempts',
    async (fault) => {
      server.behave(() => fault);
      expect(await failure(send())).toMatchObject({ permanent: false });
      expect(server.attempts).toHaveLength(1);
    },
  );

  it('does not retry by itself when the server hangs up before its greeting', async () => {
    let connections = 0;
    const rude = createServer((socket) => {
      connections += 1;
      socket.end();
    }).listen(0, '127.0.0.1');
    await once(rude, 'listening');
    const { port } = rude.address() as AddressInfo;
    transport.close();
    transport = createSmtpTransport({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'a@kota.example',
      publicHost: host,
    });
    try {
      expect(await failure(send())).toMatchObject({ permanent: false, unreachable: true });
      expect(connections).toBe(1);
    } finally {
      rude.close();
    }
  });

  it('tells a server that is down apart from a mail that was refused', async () => {
    await server.goAway();
    expect(await failure(send())).toMatchObject({ permanent: false, unreachable: true });
    await expect(transport.verify()).rejects.toBeInstanceOf(MailSendError);
    await server.comeBack();
    await expect(transport.verify()).resolves.toBeUndefined();
    await send();
  });

  it.each(['siti@contoh.example is unknown', 'x'.repeat(41), 550, undefined])(
    'passes on no code such as %j, which may contain an address',
    (code) => {
      expect(toMailSendError(Object.assign(new Error(), { code }))).toMatchObject({ code: 'UNKNOWN' });
    },
  );

  it.each([
    'a@contoh.example, b@contoh.example',
    'a@contoh.example\r\nBcc: b@contoh.example',
    '"a" <a@contoh.example>',
    'a@b@contoh.example',
    'contoh.example',
    `${'a'.repeat(240)}@contoh.example`,
    '',
  ])('refuses to send to %j, which is not one plain address', async (to) => {
    expect(await failure(send(to))).toMatchObject({ code: 'BAD_ADDRESS', permanent: true });
    expect(server.attempts).toEqual([]);
  });
});

describe('a Message-ID', () => {
  it('is the same for the same notification and different for every other', () => {
    const others = [
      { ...key, sequence: 4 },
      { ...key, kind: 'late' as const },
      { ...key, recipient: 'supporter:1' },
      { ...key, complaintId: '01936000-0000-7000-8000-000000000002' },
    ];
    const ids = [key, ...others].map((each) => messageIdOf(each, host));
    expect(messageIdOf({ ...key }, host)).toBe(ids[0]);
    expect(new Set([...ids, threadRootOf(key, host)]).size).toBe(ids.length + 1);
  });

  it('reveals no recipient and no complaint', () => {
    expect(messageIdOf(key, host)).toMatch(/^<[0-9a-f]{40}@aduan\.kota\.example>$/);
  });
});
