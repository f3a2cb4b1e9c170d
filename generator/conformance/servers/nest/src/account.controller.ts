import {
  BadRequestException, Body, Controller, DefaultValuePipe, Get, Headers, HttpCode, MessageEvent, ParseArrayPipe,
  ParseBoolPipe, ParseIntPipe, Post, Query, Redirect, Req, Sse, UnauthorizedException, UseGuards,
} from '@nestjs/common';
import {
  ApiBasicAuth, ApiBody, ApiConsumes, ApiCookieAuth, ApiExtraModels, ApiHeader, ApiOkResponse, ApiProduces,
  ApiProperty, ApiPropertyOptional, ApiQuery, ApiResponse, ApiSecurity, ApiTags, ApiUnauthorizedResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { from, map, Observable } from 'rxjs';
import { ClientGuard, ErrorDto, KeyGuard } from './common.js';

class TokenRequest {
  @ApiProperty({ enum: ['password', 'refresh_token'] }) grant_type: 'password' | 'refresh_token';
  @ApiProperty() username: string;
  @ApiPropertyOptional({ format: 'password' }) password?: string;
  @ApiPropertyOptional({ type: [String] }) scope?: string[];
}

class Token {
  @ApiProperty() access_token: string;
  @ApiProperty({ type: 'integer' }) expires_in: number;
  @ApiProperty({ type: [String] }) scope: string[];
}

class Account {
  @ApiProperty() name: string;
  @ApiProperty({ type: 'string', nullable: true }) locale: string | null;
}

class SearchFilter {
  @ApiPropertyOptional() author?: string;
  @ApiPropertyOptional({ type: 'integer' }) year?: number;
}

class Found {
  @ApiProperty() q: string;
  @ApiProperty({ type: [Number] }) ids: number[];
  @ApiProperty() exact: boolean;
  @ApiProperty() limit: number;
  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } }) filter?: Record<string, string>;
  @ApiProperty() trace: string;
  @ApiProperty({ type: String, nullable: true }) tenant: string | null;
}

class Tick {
  @ApiProperty({ type: 'integer' }) n: number;
  @ApiProperty() at: Date;
}

@ApiTags('account')
@Controller()
export class AccountController {
  @Post('token')
  @HttpCode(200)
  @UseGuards(ClientGuard)
  @ApiBasicAuth()
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ type: TokenRequest })
  @ApiOkResponse({ type: Token })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  token(@Req() request: Request): Token {
    const form: TokenRequest = request.body;
    if (form.grant_type === 'password' && !form.password) throw new BadRequestException('a password is missing');
    const scope = form.scope === undefined ? [] : [form.scope].flat();
    return { access_token: `${form.username}/${form.password ?? ''}`, expires_in: 3600, scope };
  }

  @Get('me')
  @ApiCookieAuth('session')
  @ApiOkResponse({ type: Account })
  @ApiUnauthorizedResponse({ type: ErrorDto })
  me(@Req() request: Request): Account {
    if (request.cookies.sid !== 'ab.c+/=') throw new UnauthorizedException();
    return { name: 'Ann', locale: null };
  }

  @Get('search')
  @UseGuards(KeyGuard)
  @ApiSecurity('key')
  @ApiQuery({ name: 'ids', type: [Number], required: false, explode: false, style: 'form' })
  @ApiQuery({ name: 'filter', required: false, style: 'deepObject', explode: true, type: SearchFilter })
  @ApiHeader({ name: 'X-Trace', required: true })
  @ApiHeader({ name: 'X-Tenant', required: false, schema: { type: 'string', enum: ['north', 'south'] } })
  @ApiExtraModels(SearchFilter)
  @ApiOkResponse({ type: Found })
  search(
    @Query('q') q: string,
    @Query('ids', new ParseArrayPipe({ items: Number, separator: ',', optional: true })) ids: number[] | undefined,
    @Query('exact', new DefaultValuePipe(false), ParseBoolPipe) exact: boolean,
    @Query('limit', new DefaultValuePipe(10), ParseIntPipe) limit: number,
    @Query('filter') filter: Record<string, string> | undefined,
    @Headers('x-trace') trace: string,
    @Headers('x-tenant') tenant?: string,
  ): Found {
    return { q, ids: ids ?? [], exact, limit, filter, trace, tenant: tenant ?? null };
  }

  @Get('greeting')
  @ApiOkResponse({ type: String })
  greeting(@Query('name') name?: string): string {
    return `Hello "${name ?? 'you'}"!`;
  }

  @Get('help')
  @Redirect('/greeting?name=help', 302)
  @ApiResponse({ status: 302, description: 'The help is elsewhere.' })
  help(): void {}

  @Sse('ticks')
  @ApiProduces('text/event-stream')
  @ApiExtraModels(Tick)
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { $ref: getSchemaPath(Tick) } } } })
  ticks(): Observable<MessageEvent> {
    return from([1, 2, 3]).pipe(map((n) => ({ data: { n, at: new Date(n * 1000) }, id: String(n) })));
  }
}
