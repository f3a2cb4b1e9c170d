import { ApiHideProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize, IsBoolean, IsDate, IsEnum, IsIn, IsInt, IsNumber, IsOptional, IsPositive, IsString, IsUUID, Length,
  Matches, Max, Min,
} from 'class-validator';

export enum Course { Starter = 'starter', Main = 'main course', Dessert = 'dessert' }
export enum Difficulty { Easy, Medium, Hard = 10 }

/** What goes into a recipe. */
export class Ingredient {
  /** @example 'flour' */
  name: string;
  grams: number | null;
  optional?: boolean;
}

export class Step {
  text: string;
  minutes?: number;
}

export class CreateRecipe {
  /**
   * What it is called.
   * @example 'Pancakes'
   */
  @IsString() @Length(1, 80)
  title: string;

  @IsOptional() @IsEnum(Course)
  course: Course = Course.Main;

  @IsEnum(Difficulty)
  difficulty: Difficulty;

  @ArrayMaxSize(50)
  ingredients: Ingredient[];

  @IsOptional()
  steps: Step[] = [];

  @IsOptional() @IsInt() @Min(1) @Max(100)
  serves?: number = 4;

  /** Nobody may know where it is from. */
  @IsOptional() @IsString()
  source?: string | null;

  @IsOptional() @IsPositive()
  rating?: number | null;

  @IsOptional() @IsDate() @Type(() => Date)
  published?: Date | null;

  @IsOptional() @IsIn(['oven', 'pan', 'grill'])
  tool?: string;

  @IsOptional()
  unit?: 'metric' | 'imperial';

  @IsOptional()
  heat?: 'low' | 'high' | null;

  @IsOptional() @Matches(/^[a-z-]+$/)
  slug?: string;

  @IsOptional()
  nutrition?: Record<string, number>;

  @IsOptional()
  origin?: { country: string; region?: string };

  @IsOptional()
  links?: { title: string; url: string }[];

  @IsOptional()
  ovenZones?: number[][];

  @IsOptional()
  notes?: any;
}

/** A recipe of the book. */
export class Recipe extends CreateRecipe {
  @IsUUID()
  readonly id: string;

  createdAt: Date;

  basedOn: Recipe | null;

  variants: Recipe[];

  views: bigint;

  @ApiHideProperty()
  secret?: string;
}

export class UpdateRecipe extends PartialType(OmitType(CreateRecipe, ['difficulty'] as const)) {}

export class RecipeQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(0)
  offset: number = 0;

  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(50)
  limit?: number = 10;

  @IsOptional() @IsEnum(Course)
  course?: Course;

  @IsOptional() @Transform(({ value }) => [value].flat()) @IsEnum(Course, { each: true })
  courses?: Course[];

  @IsOptional() @Transform(({ value }) => value === 'true') @IsBoolean()
  vegan?: boolean;

  @IsOptional() @Type(() => Date) @IsDate()
  after?: Date;

  @IsOptional() @IsIn(['title', 'age'])
  sort?: 'title' | 'age';

  @IsOptional() @Transform(({ value }) => [value].flat().map(Number)) @IsNumber({}, { each: true })
  serves?: number[];
}

export class RecipePage {
  items: Recipe[];
  total: number;
  offset: number;
  limit: number;
}

export class Problem {
  statusCode: number;
  message: string | string[];
  error?: string;
}

export class Rating {
  @IsInt() @Min(1) @Max(5)
  stars: number;

  @IsOptional() @IsString()
  text?: string;
}

export class Ratings {
  count: number;
  average: number | null;
  byStars: Record<string, number>;
}

export class Photo {
  caption?: string;
  width?: number;
}

export class StoredPhoto {
  name: string;
  type: string;
  bytes: number;
  caption: string | null;
  width: string | null;
}
