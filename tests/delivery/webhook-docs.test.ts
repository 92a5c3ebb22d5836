import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';

const DOCS = readFileSync(path.resolve(__dirname, '../../docs/webhooks.md'), 'utf8');
const SECRET = `whsec_${Buffer.from('a secret of the tests, 32 bytes!').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another secret of the tests, 32!').toString('base64')}`;
const BODY = '{"type":"sikesal.ping.v1","timestamp":"2026-11-24T06:00:00.000Z","data":{"kata":"pasar é"}}';

interface Sent {
  headers: Record<string, string>;
  body: string;
}

function sent({ at = new Date(), secrets = [SECRET], body = BODY } = {}): Sent {
  const signatures = secrets.map((secret) => new Webhook(secret).sign('id-1', at, BODY));
  const headers = {
    'webhook-id': 'id-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
  return { headers, body };
}

const CASES: [string, Sent, boolean][] = [
  ['what is signed with the secret', sent(), true],
  ['what is signed with the new secret and the old one', sent({ secrets: [OTHER, SECRET] }), true],
  ['what is signed with another secret', sent({ secrets: [OTHER] }), false],
  ['a body that was changed', sent({ body: BODY.replace('pasar', 'kasar') }), false],
  ['what is an hour old', sent({ at: new Date(Date.now() - 3_600_000) }), false],
];

function exampleIn(language: string): string {
  const code = new RegExp(`\`\`\`${language}\\n([\\s\\S]+?)\`\`\``).exec(DOCS)?.[1];
  if (!code) throw new Error(`the docs have no ${language}`);
  return code;
}

const input = JSON.stringify({ cases: CASES.map(([, each]) => each), secret: SECRET });
const RUNNERS: Record<string, { command: string; args: (code: string) => string[]; code: string }> = {
  js: {
    command: process.execPath,
    args: (code) => ['-e', code],
    code: `${exampleIn('js')}
      const { cases, secret } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
      console.log(JSON.stringify(cases.map(({ headers, body }) => isOurs(headers, Buffer.from(body), secret))));`,
  },
  python: {
    command: 'python3',
    args: (code) => ['-c', code],
    code: `${exampleIn('python')}
import json, sys
given = json.load(sys.stdin)
print(json.dumps([is_ours(c["headers"], c["body"].encode(), given["secret"]) for c in given["cases"]]))`,
  },
  php: {
    command: 'php',
    args: (code) => ['-r', code],
    code: `${exampleIn('php')}
      $given = json_decode(stream_get_contents(STDIN), true);
      echo json_encode(array_map(fn($c) => is_ours($c['headers'], $c['body'], $given['secret']), $given['cases']));`,
  },
};

describe('the examples of how to check a signature', () => {
  for (const [language, { command, args, code }] of Object.entries(RUNNERS)) {
    const isThere = spawnSync(command, ['--version']).status === 0;
    const run = isThere ? it : it.skip;
    run(`believe what is ours and nothing else: ${language}`, () => {
      const answers = JSON.parse(execFileSync(command, args(code), { input, encoding: 'utf8' })) as boolean[];
      const expected = CASES.map(([name, , isOurs]) => [name, isOurs]);
      expect(CASES.map(([name], index) => [name, answers[index]])).toEqual(expected);
    });
  }
});
