// Plain JavaScript: it runs every few seconds for as long as a container lives.
// Usage: node healthcheck.mjs URL. Exits with 0 if the URL answers 2xx within the deadline.
const DEADLINE_MS = 4_000;

const url = process.argv[2];
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS) });
  // Read to the end: a response that stops half-way does not count.
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`answered ${response.status}`);
} catch (error) {
  process.stderr.write(`${url}: ${error.cause?.message ?? error.message}\n`);
  process.exitCode = 1;
}
