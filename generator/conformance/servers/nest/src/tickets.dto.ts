import {
  ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath, IntersectionType, OmitType, PartialType, PickType,
} from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsArray, IsBoolean, IsDate, IsDateString, IsEmail, IsEnum, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString,
  MaxLength, Min, ValidateNested,
} from 'class-validator';
import { PageQuery } from './common.js';

export enum Status { Open = 'open', OnHold = 'on-hold', Closed = 'closed' }
export enum Priority { Low = 1, Normal = 5, Urgent = 10 }
export enum Queue { Sales = 'sales', AfterSales = 'after/sales', Other = '' }
export enum Order { Asc = 'ASC', Desc = 'DESC' }

export class PersonDto {
  @ApiProperty({ example: 'Ann' })
  @IsString() @MaxLength(80)
  name: string;

  @ApiProperty({ format: 'email' })
  @IsEmail()
  email: string;

  @ApiProperty({ type: String, nullable: true })
  @IsOptional() @IsString()
  phone: string | null;
}

export class CreateTicketDto {
  @ApiProperty({ minLength: 1, maxLength: 200, description: 'What it is about, in one line.' })
  @IsString() @MaxLength(200)
  subject: string;

  @ApiProperty()
  @ValidateNested() @Type(() => PersonDto)
  reporter: PersonDto;

  @ApiPropertyOptional({ enum: Status, enumName: 'Status', default: Status.Open })
  @IsOptional() @IsEnum(Status)
  status?: Status = Status.Open;

  @ApiPropertyOptional({ enum: Priority })
  @IsOptional() @IsEnum(Priority)
  priority?: Priority;

  @ApiPropertyOptional({ type: [String], uniqueItems: true })
  @IsOptional() @IsArray() @IsString({ each: true })
  tags?: string[];

  @ApiPropertyOptional({ type: () => [PersonDto] })
  @IsOptional() @ValidateNested({ each: true }) @Type(() => PersonDto)
  watchers?: PersonDto[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } })
  @IsOptional() @IsObject()
  labels?: Record<string, string>;

  @ApiPropertyOptional({ type: 'number', nullable: true, description: 'Hours that it may take.' })
  @IsOptional() @IsNumber()
  estimate?: number | null;

  @ApiPropertyOptional({ type: 'string', format: 'date', nullable: true })
  @IsOptional() @IsDateString()
  due?: string | null;

  @ApiPropertyOptional({ type: 'string', format: 'password', writeOnly: true })
  @IsOptional() @IsString()
  passphrase?: string;
}

class Stored {
  @ApiProperty({ format: 'uuid', readOnly: true })
  id: string;

  @ApiProperty({ type: 'integer', format: 'int64', readOnly: true })
  number: number;

  @ApiProperty({ readOnly: true })
  createdAt: Date;

  @ApiProperty({ type: Date, nullable: true, readOnly: true })
  closedAt: Date | null;
}

export class TicketDto extends IntersectionType(Stored, OmitType(CreateTicketDto, ['passphrase'] as const)) {
  @ApiPropertyOptional({ type: () => TicketDto, nullable: true, description: 'What it repeats.' })
  duplicateOf?: TicketDto | null;
}

export class UpdateTicketDto extends PartialType(OmitType(CreateTicketDto, ['reporter', 'passphrase'] as const)) {}

export class TicketSummaryDto extends PickType(TicketDto, ['id', 'number', 'subject'] as const) {}

const asList = ({ value }: { value: unknown }) => (Array.isArray(value) ? value : [value]);

export class ListTicketsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: Order, default: Order.Asc })
  @IsOptional() @IsEnum(Order)
  order: Order = Order.Asc;

  @ApiPropertyOptional({ enum: Status, enumName: 'Status', isArray: true })
  @IsOptional() @Transform(asList) @IsEnum(Status, { each: true })
  status?: Status[];

  @ApiPropertyOptional({ type: [Number] })
  @IsOptional() @Transform(({ value }) => asList({ value }).map(Number)) @IsInt({ each: true })
  numbers?: number[];

  @ApiPropertyOptional()
  @IsOptional() @Transform(({ value }) => value === 'true') @IsBoolean()
  overdue?: boolean;

  @ApiPropertyOptional()
  @IsOptional() @Type(() => Date) @IsDate()
  since?: Date;
}

export class CommentDto {
  @ApiProperty({ enum: ['comment'] })
  kind: 'comment';

  @ApiProperty()
  text: string;

  @ApiPropertyOptional()
  internal?: boolean;
}

export class TransitionDto {
  @ApiProperty({ enum: ['transition'] })
  kind: 'transition';

  @ApiProperty({ enum: Status, enumName: 'Status' })
  to: Status;

  @ApiProperty()
  at: Date;
}

export class MergeDto {
  @ApiProperty({ enum: ['merge'] })
  kind: 'merge';

  @ApiProperty({ type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'number' }] } })
  sources: (string | number)[];
}

export class EmailTarget { @ApiProperty() email: string; }
export class WebhookTarget { @ApiProperty() url: string; @ApiPropertyOptional() secret?: string; }

@ApiExtraModels(EmailTarget, WebhookTarget)
export class RuleDto {
  @ApiProperty({ oneOf: [{ $ref: getSchemaPath(EmailTarget) }, { $ref: getSchemaPath(WebhookTarget) }] })
  @IsObject()
  target: EmailTarget | WebhookTarget;

  @ApiPropertyOptional({
    nullable: true,
    oneOf: [{ $ref: getSchemaPath(EmailTarget) }, { $ref: getSchemaPath(WebhookTarget) }],
  })
  @IsOptional() @IsObject()
  fallback?: EmailTarget | WebhookTarget | null;

  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'number' } } })
  @IsArray()
  hours: number[][];

  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  extra?: unknown;

  @ApiPropertyOptional({ enum: ['any', 'all'] })
  @IsOptional() @IsIn(['any', 'all'])
  match?: 'any' | 'all';

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 100 })
  @IsOptional() @IsInt() @Min(0)
  share?: number;
}
