// Files a complaint, follows it, and hears of it in the city's events. README.md says how to run it.
import createClient from 'openapi-fetch';
import type { paths } from './schema.mjs';

const { SIKESAL: baseUrl = 'http://localhost:3000', KEY = '' } = process.env;
const city = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${KEY}` } });

const { next } = await eventsAfter('latest');

const filed = await city.POST('/api/v1/complaints', {
  params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
  body: {
    category: 'jalan',
    description: 'Lubang besar di depan sekolah, sudah dua minggu.',
    location: { latitude: -1.6105, longitude: 103.6131, address: 'Jl. Merdeka 12' },
    externalReference: `DS-${Date.now()}`,
  },
});
if (filed.error) throw new Error(`not filed: ${filed.error.detail}`);
const { trackingCode, resolveBy } = filed.data;
console.log(`filed ${trackingCode}, to be resolved by ${resolveBy}`);

const found = await city.GET('/api/v1/complaints/{code}', { params: { path: { code: trackingCode } } });
if (found.error) throw new Error(`not found: ${found.error.detail}`);
console.log(`${found.data.status}, ${found.data.timeline.length} steps so far`);

for (let cursor = next, heard = false; !heard;) {
  const events = await eventsAfter(cursor);
  const mine = events.items.filter(({ subject }) => subject === trackingCode);
  for (const { type, time } of mine) console.log(`heard ${type} at ${time}`);
  heard = mine.length > 0;
  // Nothing is left for now.
  if (events.next === cursor) await new Promise((resolve) => setTimeout(resolve, 1000));
  cursor = events.next;
}

async function eventsAfter(cursor: string) {
  const { data, error } = await city.GET('/api/v1/events', {
    params: { query: { cursor, type: 'received' } },
    headers: { Accept: 'application/json' },
  });
  if (error) throw new Error(`no events: ${error.detail}`);
  if (typeof data === 'string') throw new Error('a stream, although it was not asked for');
  return data;
}
