import type { MailboxMessage } from './mailbox-store';

/** Enough for a look; the JSON has all. */
const SHOWN = 200;

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1c2430; }
  table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #d5dbe3; }
  time { white-space: nowrap; } iframe { width: 100%; height: 40rem; border: 1px solid #d5dbe3; } pre { white-space: pre-wrap; }`;

/**
 * The page that lists the newest mails. Links are query strings, so that they also work behind a proxy's prefix.
 */
export function mailboxListPage(messages: MailboxMessage[]): string {
  const rows = messages.slice(-SHOWN).reverse().map(row).join('\n');
  const table = `<table><thead><tr><th>Received</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows}</tbody></table>`;
  return page(
    'Development mailbox',
    `<p>${messages.length} mails, none of them sent on.</p>${messages.length ? table : ''}`,
  );
}

/** The page of one mail; its HTML is shown without scripts and without the mailbox's origin. */
export function mailboxMessagePage(message: MailboxMessage): string {
  const facts = `<p>To ${escape(message.to.join(', '))}<br>${time(message)}<br>${escape(message.messageId)}</p>`;
  const sandbox = 'allow-popups allow-popups-to-escape-sandbox';
  const srcdoc = escape(`<base target="_blank">${message.html}`);
  const html = message.html
    ? `<iframe title="HTML body" sandbox="${sandbox}" srcdoc="${srcdoc}"></iframe>`
    : '';
  return page(
    message.subject,
    `<p><a href="?">All mails</a></p>${facts}${html}<h2>Text</h2><pre>${escape(message.text)}</pre>`,
  );
}

function row(message: MailboxMessage): string {
  const link = `<a href="?message=${escape(message.id)}">${escape(message.subject || '(no subject)')}</a>`;
  return `<tr><td>${time(message)}</td><td>${escape(message.to.join(', '))}</td><td>${link}</td></tr>`;
}

function time({ receivedAt }: MailboxMessage): string {
  const iso = new Date(receivedAt).toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

function page(title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>`;
  return `<!doctype html><html lang="en"><head>${head}<style>${STYLE}</style></head><body><h1>${escape(title)}</h1>${body}</body></html>`;
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
