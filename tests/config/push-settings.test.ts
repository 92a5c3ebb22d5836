import { EnvironmentError, readEnvironment } from '../../config/environment';
import { pushSettings } from '../../config/push-settings';
import { VAPID } from '../support/push-service';
import { generateVAPIDKeys } from 'web-push';

const complete = {
  PUBLIC_URL: 'https://aduan.example.org',
  TRUST_PROXY: '1',
  DATABASE_URL: 'postgres://sikesal:secret@postgres:5432/sikesal',
  SMTP_URL: 'smtps://mail.example.org',
  MAIL_FROM: 'SiKesal <aduan@example.org>',
  LINK_SECRET: `k1:${'o'.repeat(40)}`,
  PHOTOS_URL: 'file:///var/lib/sikesal/photos',
};
const keys = {
  VAPID_PUBLIC_KEY: VAPID.publicKey,
  VAPID_PRIVATE_KEY: VAPID.privateKey,
  VAPID_SUBJECT: VAPID.subject,
};

function issuesOf(env: NodeJS.ProcessEnv): string {
  try {
    readEnvironment({ ...complete, ...env });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return 'no issue';
}

describe('the settings of pushes', () => {
  it('are undefined unless they are set', () => {
    expect(pushSettings(readEnvironment({ ...complete, VAPID_PUBLIC_KEY: '' }))).toBeUndefined();
    expect(pushSettings(readEnvironment({ ...complete, ...keys }))).toEqual(VAPID);
  });

  it.each(Object.keys(keys))('are refused without %s', (name) => {
    expect(issuesOf({ ...keys, [name]: '' })).toContain(`${name}: is missing`);
  });

  it('are refused if the keys are no pair, and say no key', () => {
    const issues = issuesOf({ ...keys, VAPID_PRIVATE_KEY: generateVAPIDKeys().privateKey });
    expect(issues).toContain('VAPID_PUBLIC_KEY: does not belong to VAPID_PRIVATE_KEY');
    expect(issues).not.toContain(VAPID.publicKey);
    expect(issuesOf({ ...keys, VAPID_PRIVATE_KEY: Buffer.alloc(32).toString('base64url') })).toContain(
      'VAPID_PUBLIC_KEY:',
    );
  });

  it.each([
    ['VAPID_PUBLIC_KEY', 'a key'],
    ['VAPID_PUBLIC_KEY', 'AAAA'],
    ['VAPID_PRIVATE_KEY', VAPID.publicKey],
    ['VAPID_SUBJECT', 'aduan@kota.example'],
  ])('are refused if %s is "%s"', (name, value) => {
    expect(issuesOf({ ...keys, [name]: value })).toContain(`${name}: must be`);
  });
});
