import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';

export interface RatingModel extends Model<
  InferAttributes<RatingModel>,
  InferCreationAttributes<RatingModel>
> {
  complaintId: string;
  stars: number;
  text: string | null;
  createdAt: CreationOptional<Date>;
}

export function defineRating(sequelize: Sequelize): ModelStatic<RatingModel> {
  return sequelize.define<RatingModel>(
    'rating',
    {
      complaintId: { type: DataTypes.UUID, primaryKey: true },
      stars: DataTypes.SMALLINT,
      text: DataTypes.TEXT,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'ratings' },
  );
}
