// Temporal's core ships builds for five platforms; an image needs only its own.
// Usage: node keep-one-platform.mjs [node_modules]
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const bridge = path.resolve(process.argv[2] ?? 'node_modules', '@temporalio/core-bridge');
const releases = path.join(bridge, 'releases');
// The package itself says which; it throws if it has no build for this machine.
const own = path.basename(
  path.dirname(createRequire(import.meta.url)(path.join(bridge, 'common.js')).getPrebuiltPath()),
);

for (const platform of readdirSync(releases)) {
  if (platform !== own) rmSync(path.join(releases, platform), { recursive: true });
}
process.stdout.write(`Temporal's core: kept ${own}.\n`);
