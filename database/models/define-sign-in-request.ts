import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface SignInRequestModel extends Model<
  InferAttributes<SignInRequestModel>,
  InferCreationAttributes<SignInRequestModel>
> {
  id: string;
  staffId: string;
  device: string | null;
  nextPage: string | null;
  requestedAt: CreationOptional<Date>;
  expiresAt: Date;
  usedAt: CreationOptional<Date | null>;
}

export function defineSignInRequest(sequelize: Sequelize): ModelStatic<SignInRequestModel> {
  return sequelize.define<SignInRequestModel>(
    'signInRequest',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      staffId: DataTypes.UUID,
      device: DataTypes.TEXT,
      nextPage: DataTypes.TEXT,
      requestedAt: DataTypes.DATE,
      expiresAt: DataTypes.DATE,
      usedAt: DataTypes.DATE,
    },
    { tableName: 'sign_in_requests' },
  );
}
