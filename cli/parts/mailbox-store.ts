import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser, type HeaderLines } from 'mailparser';

/** A caught mail, as the mailbox's JSON shows it. */
export interface MailboxMessage {
  /** Sorts by arrival. */
  id: string;
  /** The envelope's recipients: the addresses that the mail was really sent to. */
  to: string[];
  /** The envelope's sender; empty for a bounce. */
  from: string;
  subject: string;
  messageId: string;
  /** Epoch milliseconds. */
  receivedAt: number;
  text: string;
  /** Empty when the mail has no HTML body. */
  html: string;
  /** By lower-case name, unfolded, as sent; repeated headers are joined by line breaks. */
  headers: Record<string, string>;
}

export interface IncomingMail {
  from: string;
  to: string[];
  raw: Buffer;
}

export interface MailboxStore {
  /** Resolves once the mail is on the disk. */
  add(mail: IncomingMail): Promise<MailboxMessage>;
  /** Oldest first; with `to`, only what went to this address. */
  list(filter: { to?: string }): MailboxMessage[];
  find(id: string): MailboxMessage | undefined;
  clear(): Promise<void>;
}

/** The envelope is not part of a mail, so it is kept as two headers in front of it, as mail servers do. */
const ENVELOPE_FROM = 'x-mailbox-from';
const ENVELOPE_TO = 'x-mailbox-to';

/**
 * Opens the folder and reads what earlier runs caught. Each mail is one `.eml` file that any mail program opens.
 */
export async function openMailboxStore({ folder }: { folder: string }): Promise<MailboxStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  const kept = await Promise.all(
    files.map(async (name) => parse(name.slice(0, -4), await readFile(join(folder, name)))),
  );
  const messages = new Map(sortById(kept).map((message) => [message.id, message]));
  const nextId = createIds();
  return {
    async add(mail) {
      const id = nextId();
      const eml = Buffer.concat([Buffer.from(envelopeHeaders(mail)), mail.raw]);
      await writeFile(join(folder, `${id}.part`), eml);
      await rename(join(folder, `${id}.part`), join(folder, `${id}.eml`));
      const message = await parse(id, eml);
      messages.set(id, message);
      return message;
    },
    list: ({ to }) =>
      sortById([...messages.values()].filter((message) => to === undefined || wentTo(message, to))),
    find: (id) => messages.get(id),
    async clear() {
      const ids = [...messages.keys()];
      messages.clear();
      await Promise.all(ids.map((id) => rm(join(folder, `${id}.eml`), { force: true })));
    },
  };
}

/** Milliseconds, a counter for mails of the same one, and a random part, because two runs may share a folder. */
function createIds(): () => string {
  let counter = 0;
  return () =>
    `${Date.now()}-${String(counter++ % 1_000_000).padStart(6, '0')}-${randomBytes(3).toString('hex')}`;
}

function envelopeHeaders({ from, to }: IncomingMail): string {
  return `${ENVELOPE_FROM}: ${from}\r\n${ENVELOPE_TO}: ${to.join(' ')}\r\n`;
}

async function parse(id: string, eml: Buffer): Promise<MailboxMessage> {
  const mail = await simpleParser(eml, { skipTextToHtml: true });
  const { [ENVELOPE_FROM]: from = '', [ENVELOPE_TO]: to = '', ...headers } = headersOf(mail.headerLines);
  return {
    id,
    to: to.split(' ').filter(Boolean),
    from,
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    receivedAt: Number(id.split('-')[0]),
    text: mail.text ?? '',
    html: mail.html || '',
    headers,
  };
}

function headersOf(lines: HeaderLines): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of lines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}\n${value}`;
  }
  return headers;
}

function wentTo(message: MailboxMessage, address: string): boolean {
  return message.to.some((recipient) => recipient.toLowerCase() === address.toLowerCase());
}

function sortById(messages: MailboxMessage[]): MailboxMessage[] {
  return messages.sort((one, other) => (one.id < other.id ? -1 : 1));
}
