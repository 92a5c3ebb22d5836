import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface AuditEntryModel extends Model<
  InferAttributes<AuditEntryModel>,
  InferCreationAttributes<AuditEntryModel>
> {
  id: CreationOptional<string>;
  at: CreationOptional<Date>;
  /** Who did it: an id or a role, never a person's name. */
  actor: string;
  action: string;
  subject: string;
  data: CreationOptional<Record<string, unknown>>;
}

export function defineAuditEntry(sequelize: Sequelize): ModelStatic<AuditEntryModel> {
  return sequelize.define<AuditEntryModel>(
    'auditEntry',
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
      at: DataTypes.DATE,
      actor: DataTypes.TEXT,
      action: DataTypes.TEXT,
      subject: DataTypes.TEXT,
      data: DataTypes.JSONB,
    },
    { tableName: 'audit_entries' },
  );
}
