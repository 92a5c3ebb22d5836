import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { environmentSchema, readEnvironment } from '../../config/environment';
import { temporalConnection } from '../../config/temporal-connection';
import { environmentOf, readCompose, readComposeVariables, type Service } from './settings';

const { services, networks, volumes } = readCompose();
const names = Object.keys(services);
const ours = ['api', 'worker', 'migrate'];
const jobs = ['migrate', 'temporal-schema', 'temporal-namespace'];
const servers = names.filter((name) => !jobs.includes(name));

/** A `.env` with the required settings and nothing else. */
const filledIn = {
  PUBLIC_URL: 'https://aduan.example.org',
  TRUST_PROXY: '1',
  SMTP_URL: 'smtp://mailpit:1025',
  MAIL_FROM: 'SiKesal <aduan@example.org>',
  LINK_SECRET: `k1:${'a'.repeat(64)}`,
  POSTGRES_PASSWORD: 'p'.repeat(48),
  SIKESAL_DB_PASSWORD: 's'.repeat(48),
  TEMPORAL_DB_PASSWORD: 't'.repeat(48),
};

function service(name: string): Service {
  const found = services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

/** `image: name:${VARIABLE:-tag}` with its default. */
const imageOf = (name: string): string => service(name).image.replace(/\$\{\w+:-([^}]+)\}/, '$1');

const secondsOf = (period: string | undefined): number => {
  const [, amount = '', unit] = /^(\d+)(s|m)$/.exec(period ?? '') ?? [];
  return Number(amount) * (unit === 'm' ? 60 : 1);
};

describe('docker-compose.yml', () => {
  it('runs exactly the services of production', () => {
    expect(names.sort()).toEqual(
      ['postgres', 'temporal', 'temporal-ui', 'mailpit', 'api', 'worker', ...jobs].sort(),
    );
  });

  it.each(names.filter((name) => !ours.includes(name)))('pins the image of %s to a release', (name) => {
    expect(imageOf(name)).toMatch(/^[\w./-]+:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  it('uses a Temporal server that has the fixes of 1.32.1, and tools of the same release', () => {
    const [, minor = 0, patch = 0] = imageOf('temporal').split(':')[1]?.split('.').map(Number) ?? [];
    expect(minor * 1000 + patch).toBeGreaterThanOrEqual(32_001);
    const tags = ['temporal', 'temporal-schema', 'temporal-namespace'].map(
      (name) => imageOf(name).split(':')[1],
    );
    expect(new Set(tags).size).toBe(1);
    expect(names.map(imageOf).join()).not.toContain('auto-setup');
  });

  it('has no time travel', () => {
    const file = service('temporal').environment?.DYNAMIC_CONFIG_FILE_PATH;
    expect(file).toBe('/deploy/dynamic-config.yaml');
    expect(service('temporal').volumes).toEqual(['./deploy/temporal:/deploy:ro']);
    const settings = parse(readFileSync('deploy/temporal/dynamic-config.yaml', 'utf8')) as Record<
      string,
      unknown
    >;
    expect(settings['frontend.WorkflowTimeSkippingEnabled']).toEqual([{ value: false }]);
    for (const name of ours) expect(service(name).environment?.NODE_ENV).toBe('production');
  });

  it('opens the api and the operators’ pages to this machine only', () => {
    const published = names.flatMap((name) => (service(name).ports ?? []).map((port) => `${name} ${port}`));
    expect(published.sort()).toEqual([
      'api ${API_ADDRESS:-127.0.0.1}:${PORT:-3000}:3000',
      'mailpit 127.0.0.1:${MAILBOX_PORT:-8025}:8025',
      'temporal-ui 127.0.0.1:${TEMPORAL_UI_PORT:-8233}:8080',
    ]);
  });

  it('keeps PostgreSQL and Temporal on a network without a way in or out', () => {
    expect(networks.data?.internal).toBe(true);
    for (const name of ['postgres', 'temporal', ...jobs]) expect(service(name).networks).toEqual(['data']);
  });

  it.each(servers)('checks the health of %s, restarts it and limits its memory', (name) => {
    const { healthcheck, restart, mem_limit } = service(name);
    expect(healthcheck?.test[0]).toBe('CMD');
    expect(restart).toBe('unless-stopped');
    expect(mem_limit).toMatch(/^\d+[mg]$/);
  });

  it.each(jobs)('runs %s until it has succeeded', (name) => {
    expect(service(name).restart).toMatch(/^on-failure/);
  });

  it('starts each part after those that it needs', () => {
    const order = names.flatMap((name) =>
      Object.entries(service(name).depends_on ?? {}).map(
        ([on, { condition }]) => `${name} ${on} ${condition}`,
      ),
    );
    expect(order.sort()).toEqual([
      'api migrate service_completed_successfully',
      'migrate postgres service_healthy',
      'temporal temporal-schema service_completed_successfully',
      'temporal-namespace temporal service_healthy',
      'temporal-schema postgres service_healthy',
      'temporal-ui temporal service_healthy',
      'worker migrate service_completed_successfully',
    ]);
  });

  it.each(ours)('gives %s an environment that the service understands', (name) => {
    const environment = environmentOf(service(name), filledIn);
    expect(readEnvironment(environment)).toMatchObject({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://aduan.example.org',
      TRUST_PROXY: 1,
      DATABASE_URL: `postgres://sikesal:${filledIn.SIKESAL_DB_PASSWORD}@postgres:5432/sikesal`,
    });
    expect(temporalConnection(environment)).toMatchObject({
      connectionOptions: { address: 'temporal:7233' },
      namespace: 'default',
    });
  });

  it.each(ours)('gives %s no setting that nothing reads', (name) => {
    // Node itself reads where temporary files go.
    const known = [...Object.keys(environmentSchema.shape), 'TEMPORAL_API_KEY', 'TMPDIR'];
    const unknown = Object.keys(service(name).environment ?? {}).filter((key) => !known.includes(key));
    expect(unknown.filter((key) => !key.startsWith('TEMPORAL_TLS'))).toEqual([]);
  });

  it('passes on every setting that api and worker know', () => {
    const handedOn = new Set(
      ['api', 'worker'].flatMap((name) => Object.keys(service(name).environment ?? {})),
    );
    const left = Object.keys(environmentSchema.shape).filter((name) => !handedOn.has(name));
    // The image sets the one; the other belongs to development.
    expect(left).toEqual(['WORKFLOW_BUNDLE', 'MAILBOX_URL']);
  });

  it('reaches Temporal Cloud through the environment alone', () => {
    const cloud = { TEMPORAL_ADDRESS: 'ap-southeast-1.aws.api.temporal.io:7233', TEMPORAL_API_KEY: 'key' };
    const environment = environmentOf(service('worker'), {
      ...filledIn,
      ...cloud,
      TEMPORAL_NAMESPACE: 'jambi.a1b2c',
    });
    expect(temporalConnection(environment)).toMatchObject({
      connectionOptions: { address: cloud.TEMPORAL_ADDRESS, apiKey: 'key', tls: true },
      namespace: 'jambi.a1b2c',
    });
  });

  it.each(Object.keys(filledIn))('refuses to start without %s', (missing) => {
    const values = { ...filledIn, [missing]: '' };
    expect(() => names.map((name) => environmentOf(service(name), values))).toThrow(missing);
  });

  it('contains no password', () => {
    const secrets = names.flatMap((name) =>
      Object.entries(service(name).environment ?? {}).filter(([key]) => /PASSWORD|PWD|SECRET|KEY/.test(key)),
    );
    const given = secrets.flatMap(([, value]) => value ?? []);
    expect(given.filter((value) => !/^\$\{\w+:\?[^}]+\}$/.test(value))).toEqual([]);
    expect(readComposeVariables().length).toBeGreaterThan(given.length);
  });

  it.each(ours)('gives %s as few rights as possible', (name) => {
    expect(service(name)).toMatchObject({
      init: true,
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  it('waits longer for the worker than a mail may take', () => {
    expect(secondsOf(service('worker').stop_grace_period)).toBeGreaterThan(65 + 15);
  });

  it('keeps the data and the photos in volumes', () => {
    expect(Object.keys(volumes).sort()).toEqual(['incoming', 'photos', 'postgres']);
    const folder = new URL(String(service('api').environment?.PHOTOS_URL)).pathname;
    for (const name of ['api', 'worker']) expect(service(name).volumes).toContain(`photos:${folder}`);
    expect(service('postgres').volumes?.[0]).toBe('postgres:/var/lib/postgresql/data');
  });

  it('has uploads arrive on disk, not in /tmp, which is memory', () => {
    const folder = service('api').environment?.TMPDIR;
    expect(service('api').volumes).toContain(`incoming:${folder}`);
  });
});
