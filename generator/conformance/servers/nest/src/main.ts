import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import cookieParser from 'cookie-parser';
import { AccountController } from './account.controller.js';
import { FilesController } from './files.controller.js';
import { TicketsController } from './tickets.controller.js';

@Module({ controllers: [TicketsController, FilesController, AccountController] })
class AppModule {}

const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: ['error', 'warn'] });
app.set('query parser', 'extended');
app.use(cookieParser());
app.useGlobalPipes(new ValidationPipe({ transform: true }));

const config = new DocumentBuilder()
  .setTitle('Support desk')
  .setDescription('Tickets, and what belongs to them.')
  .setVersion('1.0')
  .addBearerAuth()
  .addBasicAuth()
  .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key' }, 'key')
  .addCookieAuth('sid', { type: 'apiKey', in: 'cookie' }, 'session')
  .build();
SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, config));

await app.listen(Number(process.argv[2]), '127.0.0.1');
