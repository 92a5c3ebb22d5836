import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { PROBLEMS } from './problem-catalogue';
import { problemDocument } from './problem-document';
import { problemFromError } from './problem-from-error';
import type { Problem } from './problem';

export interface ProblemHandlerDeps {
  publicUrl: string;
  logger: Logger;
}

/** Answers every request that was refused or failed. */
export function createProblemHandler({ publicUrl, logger }: ProblemHandlerDeps): ErrorRequestHandler {
  // Express recognises error handlers by their four parameters.
  return (error: unknown, _request, response, _next) => {
    const problem = problemFromError(error);
    logFailure(logger, problem);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(response, problem, publicUrl);
  };
}

/** Refusals concern only the sender; errors of ours and outages of parts are logged. */
export function logFailure(logger: Pick<Logger, 'error'>, { code, cause }: Problem): void {
  if (PROBLEMS[code].status < 500) return;
  logger.error({ problem: code, failure: traceOf(cause) }, 'a request failed');
}

function sendProblem(response: Response, problem: Problem, publicUrl: string): void {
  response
    .status(PROBLEMS[problem.code].status)
    .set({ 'Cache-Control': 'no-store', ...problem.details.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem, publicUrl)));
}

/**
 * An error's message may repeat what somebody wrote (a database quotes values), so only its name, code and stack
 * are logged.
 */
function traceOf(error: unknown): { name: string; code?: string; stack: string[] } | { name: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const cause = 'parent' in error && error.parent instanceof Error ? error.parent : error;
  return { name: error.name, ...('code' in cause ? { code: String(cause.code) } : {}), stack };
}
