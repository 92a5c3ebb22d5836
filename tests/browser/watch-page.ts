import type { Page, Request, Response } from 'playwright-core';

/** What the browser logs for every response with an error status; the responses themselves are watched. */
const NOT_LOADED = 'Failed to load resource';

/** Records what goes wrong in a page: script errors, content policy violations, requests that leave the site. */
export function watchPage(page: Page, url: string): { takeIssues(): string[] } {
  const { origin } = new URL(url);
  let issues: string[] = [];
  page.on('console', (message) => {
    const isWrong = message.type() === 'error' || message.type() === 'warning';
    if (isWrong && !message.text().startsWith(NOT_LOADED)) issues.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => issues.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (isElsewhere(request, origin)) issues.push(`asks another host: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (isMissing(response)) issues.push(`${response.status()}: ${response.url()}`);
  });
  return {
    takeIssues() {
      const taken = issues;
      issues = [];
      return taken;
    },
  };
}

function isElsewhere(request: Request, origin: string): boolean {
  const { protocol, origin: asked } = new URL(request.url());
  return asked !== origin && protocol !== 'blob:' && protocol !== 'data:';
}

/** A page may say that there is nothing; what a page loads has to be there. */
function isMissing(response: Response): boolean {
  return response.status() >= 400 && !response.request().isNavigationRequest();
}
