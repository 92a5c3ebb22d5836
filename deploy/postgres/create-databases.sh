#!/bin/sh
# The postgres image runs this once, when the data folder is new. SiKesal and Temporal share the server and nothing else:
# neither account can read the other's data.
set -eu

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv sikesal_password SIKESAL_DB_PASSWORD
\getenv temporal_password TEMPORAL_DB_PASSWORD
CREATE ROLE sikesal LOGIN PASSWORD :'sikesal_password';
CREATE DATABASE sikesal OWNER sikesal;
REVOKE CONNECT ON DATABASE sikesal FROM PUBLIC;
-- Temporal's own tool creates its two databases, and upgrades them with each release.
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal_password';
SQL
