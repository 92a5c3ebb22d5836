import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** What may be revealed of a failed call: the name of its gRPC code, or the error's own name. */
export function failureCode(error: unknown): string {
  const cause = error instanceof ServiceError ? error.cause : error;
  // gRPC messages begin with the code, "14 UNAVAILABLE: …"; what follows may contain addresses.
  const named = isGrpcServiceError(cause) ? /^\d+ ([A-Z_]+):/.exec(cause.message)?.[1] : undefined;
  return named ?? (error instanceof Error ? error.name : 'unknown');
}
