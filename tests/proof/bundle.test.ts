import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { ACT_NAMES } from '../../domain/act-rules';

const ROOT = path.resolve(__dirname, '../..');
const SOURCE_MAP = /\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)\s*$/;

interface SourceMap {
  sources: string[];
  sourcesContent: string[];
}

/** Our own sources in a bundle: path from the root → text. */
function ownSourcesOf(bundle: string): Map<string, string> {
  const [, encoded] = SOURCE_MAP.exec(bundle) ?? [];
  if (encoded === undefined) throw new Error('the bundle does not tell its sources');
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString()) as SourceMap;
  const named = map.sources.map((source, index) => [path.relative(ROOT, source), index] as const);
  const own = named.filter(([file]) => file.endsWith('.ts') && !/^\.\.|node_modules/.test(file));
  return new Map(own.map(([file, index]) => [file, map.sourcesContent[index] ?? '']));
}

const roomsOf = (sources: Map<string, string>) => [
  ...new Set([...sources.keys()].map((file) => path.dirname(file))),
];

describe('the bundle of the workflows', () => {
  let sources: Map<string, string>;

  beforeAll(async () => {
    sources = ownSourcesOf(await readFile(process.env.TEST_WORKFLOW_BUNDLE ?? '', 'utf8'));
  });

  it('lists every file that it is made from', () => {
    const files = readdirSync(path.join(ROOT, 'workflows')).map((file) => `workflows/${file}`);
    expect([...sources.keys()].sort()).toEqual(files.sort());
  });

  it('contains nothing of domain/, of database/ or of any other room', () => {
    expect(roomsOf(sources)).toEqual(['workflows']);
  });

  it('mentions no act by its name', () => {
    const quoted = [...sources.values()].flatMap((text) => text.match(/(['"`])\w+\1/g) ?? []);
    const words = quoted.map((word) => word.slice(1, -1));
    expect(words).toContain('wake');
    expect(ACT_NAMES.filter((name) => words.includes(name))).toEqual([]);
  });

  it('would show a value that a workflow imports from another room', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: path.join(__dirname, 'planted-import.ts'),
      logger: new DefaultLogger('ERROR'),
    });
    expect(roomsOf(ownSourcesOf(code)).sort()).toEqual(['database', 'domain', 'tests/proof']);
  });
});
