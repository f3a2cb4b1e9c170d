// What all parts of the desk share: errors, pages, and who may come in.
import {
  applyDecorators, CanActivate, ExecutionContext, Injectable, Type as Class, UnauthorizedException,
} from '@nestjs/common';
import {
  ApiExtraModels, ApiOkResponse, ApiProperty, ApiPropertyOptional, getSchemaPath,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Request } from 'express';

export class ErrorDto {
  @ApiProperty({ example: 404 })
  statusCode: number;

  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] })
  message: string | string[];

  @ApiPropertyOptional({ example: 'Not Found' })
  error?: string;
}

export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, default: 1 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1)
  page: number = 1;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 20 })
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(100)
  take: number = 20;
}

export class PageMeta {
  @ApiProperty() page: number;
  @ApiProperty() take: number;
  @ApiProperty() itemCount: number;
  @ApiProperty() pageCount: number;
  @ApiProperty() hasNextPage: boolean;
}

export class Page<T> {
  @ApiProperty({ isArray: true }) data: T[];
  @ApiProperty() meta: PageMeta;
}

/** A page of `model`, as the manual of @nestjs/swagger has it. */
export const ApiPage = (model: Class) =>
  applyDecorators(
    ApiExtraModels(Page, model),
    ApiOkResponse({
      schema: {
        title: `PageOf${model.name}`,
        allOf: [
          { $ref: getSchemaPath(Page) },
          { properties: { data: { type: 'array', items: { $ref: getSchemaPath(model) } } } },
        ],
      },
    }),
  );

export function page<T>(all: T[], query: PageQuery): Page<T> {
  const { page, take } = query;
  const pageCount = Math.ceil(all.length / take);
  return {
    data: all.slice((page - 1) * take, page * take),
    meta: { page, take, itemCount: all.length, pageCount, hasNextPage: page < pageCount },
  };
}

const header = (context: ExecutionContext, name: string) =>
  context.switchToHttp().getRequest<Request>().header(name);

@Injectable()
export class BearerGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    if (header(context, 'authorization') !== 'Bearer desk-token') throw new UnauthorizedException();
    return true;
  }
}

@Injectable()
export class ClientGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const wanted = Buffer.from('desk:p:ässword').toString('base64');
    if (header(context, 'authorization') !== `Basic ${wanted}`) throw new UnauthorizedException();
    return true;
  }
}

@Injectable()
export class KeyGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    if (header(context, 'x-api-key') !== 'desk-key') throw new UnauthorizedException('no such key');
    return true;
  }
}
