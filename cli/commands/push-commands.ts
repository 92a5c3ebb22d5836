import { Command } from 'commander';
import { generateVAPIDKeys } from 'web-push';
import type { CommandDeps } from './command-deps';

export function pushCommand(deps: CommandDeps): Command {
  return new Command('push').description('news that phones are sent').addCommand(keysCommand(deps));
}

function keysCommand({ print }: CommandDeps): Command {
  return new Command('keys')
    .description('make a pair of keys for pushes, once; another pair would end the pushes of every phone')
    .option('--json', 'print it as JSON')
    .action(({ json }: { json?: boolean }) => {
      const { publicKey, privateKey } = generateVAPIDKeys();
      if (json) return print.json({ publicKey, privateKey });
      print.line(`VAPID_PUBLIC_KEY=${publicKey}`);
      print.line(`VAPID_PRIVATE_KEY=${privateKey}`);
    });
}
