import {
  Body, ConflictException, Controller, Delete, Get, HttpCode, NotFoundException, Param, ParseEnumPipe, ParseIntPipe,
  ParseUUIDPipe, Patch, Post, Put, Query, UseGuards,
} from '@nestjs/common';
import {
  ApiBadRequestResponse, ApiBearerAuth, ApiBody, ApiConflictResponse, ApiCreatedResponse, ApiExtraModels,
  ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags, ApiUnauthorizedResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { ApiPage, BearerGuard, ErrorDto, page, Page } from './common.js';
import {
  CommentDto, CreateTicketDto, ListTicketsQuery, MergeDto, Order, PersonDto, Priority, Queue, RuleDto, Status,
  TicketDto, TicketSummaryDto, TransitionDto, UpdateTicketDto,
} from './tickets.dto.js';

const event = {
  oneOf: [CommentDto, TransitionDto, MergeDto].map((model) => ({ $ref: getSchemaPath(model) })),
  discriminator: {
    propertyName: 'kind',
    mapping: {
      comment: getSchemaPath(CommentDto),
      transition: getSchemaPath(TransitionDto),
      merge: getSchemaPath(MergeDto),
    },
  },
};

const ticket = (number: number, more: Partial<TicketDto> = {}): TicketDto => ({
  id: `7d444840-9dc0-41d1-b245-00000000000${number}`,
  number,
  createdAt: new Date(`2024-01-0${number}T03:04:05.678Z`),
  closedAt: null,
  subject: `Ticket ${number}`,
  reporter: { name: 'Ann', email: 'ann@example.com', phone: null },
  status: Status.Open,
  ...more,
});

@ApiTags('tickets')
@ApiBearerAuth()
@ApiExtraModels(CommentDto, TransitionDto, MergeDto)
@ApiUnauthorizedResponse({ type: ErrorDto })
@UseGuards(BearerGuard)
@Controller('tickets')
export class TicketsController {
  private tickets = [ticket(1), ticket(2, { status: Status.OnHold }), ticket(3), ticket(4), ticket(5)];
  private events: (CommentDto | TransitionDto | MergeDto)[] = [];

  private find(id: string): TicketDto {
    const found = this.tickets.find((ticket) => ticket.id === id);
    if (!found) throw new NotFoundException(`There is no ticket ${id}`);
    return found;
  }

  @Get()
  @ApiOperation({ summary: 'Lists tickets' })
  @ApiPage(TicketDto)
  @ApiBadRequestResponse({ type: ErrorDto })
  findAll(@Query() query: ListTicketsQuery): Page<TicketDto> {
    const found = this.tickets
      .filter((ticket) => !query.status || query.status.includes(ticket.status!))
      .filter((ticket) => !query.numbers || query.numbers.includes(ticket.number))
      .filter((ticket) => !query.since || ticket.createdAt >= query.since)
      .filter((ticket) => query.overdue === undefined || query.overdue === !!ticket.due);
    return page(query.order === Order.Desc ? found.reverse() : found, query);
  }

  @Post()
  @ApiCreatedResponse({ type: TicketDto })
  @ApiBadRequestResponse({ type: ErrorDto })
  create(@Body() body: CreateTicketDto): TicketDto {
    const { passphrase, ...rest } = body;
    const made = ticket(6, { ...rest, duplicateOf: ticket(1) });
    return passphrase ? { ...made, labels: { ...rest.labels, passphrase } } : made;
  }

  @Get('count')
  @ApiOkResponse({ type: Number })
  count(): number {
    return this.tickets.length;
  }

  @Get('queues/:queue/:priority')
  @ApiParam({ name: 'queue', enum: Queue, enumName: 'Queue' })
  @ApiParam({ name: 'priority', enum: Priority })
  @ApiOkResponse({ type: [TicketSummaryDto] })
  inQueue(
    @Param('queue', new ParseEnumPipe(Queue)) queue: Queue,
    @Param('priority', ParseIntPipe) priority: Priority,
  ): TicketSummaryDto[] {
    const { id } = ticket(1);
    return [{ id, number: priority, subject: queue }];
  }

  @Get('numbers/:year/:number')
  @ApiOkResponse({ type: TicketSummaryDto, nullable: true } as object)
  @ApiNotFoundResponse({ type: ErrorDto })
  byNumber(@Param('year', ParseIntPipe) year: number, @Param('number', ParseIntPipe) number: number): TicketSummaryDto {
    const found = this.tickets.find((ticket) => ticket.number === number);
    if (year !== 2024 || !found) throw new NotFoundException();
    return { id: found.id, number, subject: found.subject };
  }

  @Put('rule')
  @ApiOkResponse({ type: RuleDto })
  @ApiConflictResponse({ schema: { type: 'object', required: ['held'], properties: { held: { type: 'string' } } } })
  setRule(@Body() rule: RuleDto): RuleDto {
    if (rule.share === 100) throw new ConflictException({ held: 'all of it' });
    return rule;
  }

  @Get(':id')
  @ApiOkResponse({ type: TicketDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  findOne(@Param('id', ParseUUIDPipe) id: string): TicketDto {
    return this.find(id);
  }

  @Patch(':id')
  @ApiOkResponse({ type: TicketDto })
  @ApiNotFoundResponse({ type: ErrorDto })
  update(@Param('id', ParseUUIDPipe) id: string, @Body() body: UpdateTicketDto): TicketDto {
    return Object.assign(this.find(id), body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'It is gone' })
  @ApiNotFoundResponse({ type: ErrorDto })
  remove(@Param('id', ParseUUIDPipe) id: string): void {
    this.tickets.splice(this.tickets.indexOf(this.find(id)), 1);
  }

  @Put(':id/watchers')
  @ApiBody({ type: [PersonDto] })
  @ApiOkResponse({ type: [PersonDto] })
  watch(@Param('id', ParseUUIDPipe) id: string, @Body() watchers: PersonDto[]): PersonDto[] {
    return (this.find(id).watchers = watchers);
  }

  @Post(':id/events')
  @ApiBody({ schema: event })
  @ApiCreatedResponse({ schema: event })
  addEvent(@Param('id', ParseUUIDPipe) id: string, @Body() body: CommentDto | TransitionDto | MergeDto) {
    this.find(id);
    this.events.push(body);
    return body;
  }

  @Get(':id/events')
  @ApiOkResponse({ schema: { type: 'array', items: event } })
  listEvents(@Param('id', ParseUUIDPipe) id: string) {
    this.find(id);
    return this.events;
  }
}
