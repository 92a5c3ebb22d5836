import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** What may be told of an error of a call: gRPC's code by its name, or the error's own name. */
export function failureCode(error: unknown): string {
  const cause = error instanceof ServiceError ? error.cause : error;
  // gRPC's own messages begin with the code, "14 UNAVAILABLE: …"; what follows may name addresses.
  const named = isGrpcServiceError(cause) ? /^\d+ ([A-Z_]+):/.exec(cause.message)?.[1] : undefined;
  return named ?? (error instanceof Error ? error.name : 'unknown');
}
