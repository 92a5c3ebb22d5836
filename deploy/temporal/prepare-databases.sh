#!/bin/sh
# Creates Temporal's two databases and upgrades their schemas to the release of this image. Safe to repeat; needed
# again after each upgrade. Reads SQL_PLUGIN, SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD, as the tool does.
set -eu

prepare() {
  temporal-sql-tool --db "$1" create
  # Creates the table of versions; does nothing if there is a version already.
  temporal-sql-tool --db "$1" setup-schema --version 0.0
  temporal-sql-tool --db "$1" update-schema --schema-dir "/etc/temporal/schema/postgresql/v12/$2/versioned"
}

prepare temporal temporal
prepare temporal_visibility visibility
