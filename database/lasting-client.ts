import pg, { type ClientConfig } from 'pg';

/**
 * A client that survives an error at any moment. Sequelize listens for errors only from the moment after the
 * connection is ready. A PostgreSQL that ends the connection in that very moment would end our process with it: Node
 * throws an error that nobody listens for.
 */
class LastingClient extends pg.Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    // Whoever waits for a result gets the error from the query; the pool then discards the connection.
    this.on('error', () => undefined);
  }
}

/** The module `pg` as Sequelize uses it. */
export const lastingPg = { ...pg, Client: LastingClient };
