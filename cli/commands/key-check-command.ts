import { Command } from 'commander';
import { keysIn, PREFIX_LENGTH } from '../../database/stores/api-key-secret';
import { createApiKeyStore, type ApiKeyStore } from '../../database/stores/api-key-store';
import type { CommandDeps } from './command-deps';
import { withDatabase } from './with-database';

/** Reads from a pipe: other users can see a command's arguments, and they stay in the shell's history. */
export function keyCheckCommand({ settings, print, readIn }: CommandDeps): Command {
  return new Command('check')
    .description('tell which keys of ours stand in a text that is piped in, without repeating them')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const found = keysIn(await readIn());
      const checked = await withDatabase(settings, (db) => {
        const apiKeys = createApiKeyStore({ db });
        return Promise.all(found.map((key) => tell(apiKeys, key)));
      });
      if (json) return print.json(checked);
      print.table(
        checked.map(({ begins, id, label, works }) => ({
          begins,
          id: id ?? '-',
          label: label ?? '-',
          'what it is':
            id === null ? 'no key of ours' : works ? 'WORKS: rotate or revoke it' : 'works no more',
        })),
        'No key of ours stands in it.',
      );
    });
}

async function tell(apiKeys: Pick<ApiKeyStore, 'ownerOf'>, key: string) {
  const { owner = null, works = false } = (await apiKeys.ownerOf(key)) ?? {};
  return {
    begins: key.slice(0, PREFIX_LENGTH),
    id: owner?.id ?? null,
    label: owner?.label ?? null,
    works,
  };
}
