import { EnvironmentError, readEnvironment } from '../../config/environment';

/** What production requires, and nothing else. */
export const COMPLETE = {
  PUBLIC_URL: 'https://aduan.example.org',
  TRUST_PROXY: '1',
  DATABASE_URL: 'postgres://sikesal:secret@postgres:5432/sikesal',
  SMTP_URL: 'smtps://mail.example.org',
  MAIL_FROM: 'SiKesal <aduan@example.org>',
  LINK_SECRET: `k1:${'o'.repeat(40)}`,
  PHOTOS_URL: 'file:///var/lib/sikesal/photos',
};

/** Why this environment is refused. */
export function issuesIn(env: NodeJS.ProcessEnv): string {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return 'no issue';
}
