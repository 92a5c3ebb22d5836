import type { Sequelize } from 'sequelize';

const TELLING = ['parameters', 'sql', 'detail', 'where', 'errors', 'fields', 'instance'];

/**
 * A failed query's error contains its values: names and addresses that would end up in logs and in the engine's
 * failures. They are removed as soon as the error is thrown; the constraint's name and SQLSTATE stay
 * (`error.parent`).
 */
export function keepValuesOutOfErrors(sequelize: Sequelize): void {
  const query = sequelize.query.bind(sequelize) as (...args: unknown[]) => Promise<unknown>;
  const careful = async (...args: unknown[]): Promise<unknown> => {
    try {
      return await query(...args);
    } catch (error) {
      forgetValues(error);
      throw error;
    }
  };
  sequelize.query = careful as typeof sequelize.query;
}

function forgetValues(error: unknown): void {
  if (typeof error !== 'object' || error === null) return;
  for (const name of TELLING) if (name in error) Reflect.deleteProperty(error, name);
  if ('parent' in error) forgetValues(error.parent);
}
