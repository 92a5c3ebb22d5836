#!/bin/sh
# Creates the namespace unless it exists. Reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, as the temporal command does.
set -eu

# The server accepts connections before it can answer requests.
attempts=30
until temporal operator cluster health; do
  attempts=$((attempts - 1))
  [ "$attempts" -gt 0 ] || exit 1
  sleep 2
done

if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  echo "The namespace $TEMPORAL_NAMESPACE is there."
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$NAMESPACE_RETENTION"
fi
