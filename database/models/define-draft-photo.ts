import {
  DataTypes,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Model,
  type ModelStatic,
  type Sequelize,
} from 'sequelize';
import type { Capture } from '../../domain/on-the-spot';

export interface DraftPhotoModel extends Model<
  InferAttributes<DraftPhotoModel>,
  InferCreationAttributes<DraftPhotoModel>
> {
  id: string;
  draftId: string;
  width: number;
  height: number;
  bytes: number;
  capture: Capture;
  createdAt: CreationOptional<Date>;
}

export function defineDraftPhoto(sequelize: Sequelize): ModelStatic<DraftPhotoModel> {
  return sequelize.define<DraftPhotoModel>(
    'draftPhoto',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      draftId: DataTypes.UUID,
      width: DataTypes.INTEGER,
      height: DataTypes.INTEGER,
      bytes: DataTypes.INTEGER,
      capture: DataTypes.JSONB,
      createdAt: DataTypes.DATE,
    },
    { tableName: 'draft_photos' },
  );
}
