import { startMailbox } from './parts/mailbox';

/** Runs the mailbox as its own process, set up by SMTP_PORT, MAILBOX_PORT and MAILBOX_FOLDER; SIGTERM ends it. */
async function main({ SMTP_PORT, MAILBOX_PORT, MAILBOX_FOLDER }: NodeJS.ProcessEnv): Promise<void> {
  if (!SMTP_PORT || !MAILBOX_PORT || !MAILBOX_FOLDER)
    throw new Error('SMTP_PORT, MAILBOX_PORT and MAILBOX_FOLDER are needed.');
  const mailbox = await startMailbox({
    smtpPort: Number(SMTP_PORT),
    httpPort: Number(MAILBOX_PORT),
    folder: MAILBOX_FOLDER,
  });
  process.stdout.write(`Catching mail for ${mailbox.smtpUrl}, showing it at ${mailbox.httpUrl}\n`);
  process.once('SIGTERM', () => void mailbox.stop());
}

main(process.env).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
