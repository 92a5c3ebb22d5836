import path from 'node:path';
import { readEnvironment } from '../../config/environment';
import { COMPLETE, issuesIn } from './complete-environment';

const complete = {
  ...COMPLETE,
  PUBLIC_URL: 'https://aduan.example.org/',
  LINK_SECRET: `k2:${'n'.repeat(32)},k1:${'o'.repeat(40)}`,
};

describe('the environment', () => {
  it('is complete with what production requires', () => {
    expect(readEnvironment(complete)).toMatchObject({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://aduan.example.org',
      TRUST_PROXY: 1,
      LINK_SECRET: [
        { kid: 'k2', secret: 'n'.repeat(32) },
        { kid: 'k1', secret: 'o'.repeat(40) },
      ],
    });
  });

  it('names everything that is missing for production in one error', () => {
    const { PUBLIC_URL, MAIL_FROM, LINK_SECRET, TRUST_PROXY, ...rest } = complete;
    const issues = issuesIn({ ...rest, NODE_ENV: 'production' });
    for (const name of Object.keys({ PUBLIC_URL, MAIL_FROM, LINK_SECRET, TRUST_PROXY }))
      expect(issues).toContain(`${name}: is missing`);
    expect(issues).toContain('.env.example');
    expect(issues.match(/is missing/g)).toHaveLength(4);
  });

  it('treats an empty variable as missing', () => {
    expect(issuesIn({ ...complete, LINK_SECRET: '' })).toContain('LINK_SECRET: is missing');
    expect(readEnvironment({ ...complete, PORT: '' }).PORT).toBe(3000);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'abc'],
    ['PUBLIC_URL', 'aduan.example.org'],
    ['DATABASE_URL', 'mysql://localhost/sikesal'],
    ['SMTP_URL', 'mail.example.org:25'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'A\r\nBcc: all@example.org <a@example.org>'],
    ['LINK_SECRET', `k1:${'s'.repeat(31)}`],
    ['LINK_SECRET', 's'.repeat(64)],
    ['LINK_SECRET', `k1:${'s'.repeat(32)},k1:${'t'.repeat(32)}`],
    ['PHOTOS_URL', '/var/lib/photos'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['WORKER_METRICS_ADDRESS', '9464'],
    ['WORKER_CACHED_CASES', '0'],
    ['OUTGOING_ALLOWED_NETWORKS', '10.20.0.0/16, intranet'],
    ['OUTGOING_ALLOWED_NETWORKS', '10.20.0.5'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'staging'],
  ])('refuses a %s of %j by name', (name, value) => {
    const issues = issuesIn({ ...complete, [name]: value });
    expect(issues.split('\n')).toHaveLength(3);
    expect(issues).toContain(`${name}: `);
    expect(issues).not.toContain('undefined');
  });

  it('keeps the values of refused settings out of its message', () => {
    const issues = issuesIn({
      ...complete,
      LINK_SECRET: 'k1:hunter2,k1:hunter2',
      DATABASE_URL: 'http://hunter2@postgres',
      SMTP_URL: 'hunter2',
    });
    expect(issues).toContain('SMTP_URL');
    expect(issues).not.toContain('hunter2');
  });

  it('refuses a mailbox in production and allows it in development', () => {
    const env = { ...complete, MAILBOX_URL: 'http://127.0.0.1:8025' };
    expect(issuesIn(env)).toContain('MAILBOX_URL');
    expect(readEnvironment({ ...env, NODE_ENV: 'development' }).MAILBOX_URL).toBe('http://127.0.0.1:8025');
  });

  it('has the default city pack, by its absolute path', () => {
    expect(readEnvironment(complete).CITY_PACK).toBe(path.resolve('city/kota-jambi'));
  });
});

describe('trust in proxies', () => {
  it.each([
    ['false', false],
    ['0', 0],
    ['2', 2],
    ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
    ['fd00::/8', 'fd00::/8'],
  ])('understands %j', (text, meaning) => {
    expect(readEnvironment({ ...complete, TRUST_PROXY: text }).TRUST_PROXY).toBe(meaning);
  });

  it.each(['true', 'all', '10.0.0.0/33', '10.0.0.1/8/8', '*', 'proxy.example.org', '-1', 'loopback,'])(
    'refuses %j, which would trust anybody or nobody',
    (text) => {
      expect(issuesIn({ ...complete, TRUST_PROXY: text })).toContain('TRUST_PROXY: must be');
    },
  );
});
