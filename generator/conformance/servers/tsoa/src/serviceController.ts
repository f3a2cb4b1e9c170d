import { Readable } from 'node:stream';
import type { Request as ExpressRequest } from 'express';
import {
  BodyProp, Consumes, Controller, FormField, Get, Hidden, Path, Post, Produces, Query, Request, Res, Response, Route, Security,
  SuccessResponse, Tags, type TsoaResponse, UploadedFile, UploadedFiles,
} from 'tsoa';
import type { Problem, Stored, StoredFile } from './models.js';

const stored = (file: Express.Multer.File): StoredFile => ({
  name: file.originalname,
  type: file.mimetype,
  size: file.size,
  text: file.buffer.toString(),
});

@Route()
@Tags('Service')
export class ServiceController extends Controller {
  @Post('documents')
  @SuccessResponse(201, 'It is stored')
  public async upload(
    @UploadedFile() file: Express.Multer.File,
    @FormField() title: string,
    @FormField() pages?: number,
    @UploadedFile() preview?: Express.Multer.File,
  ): Promise<Stored> {
    this.setStatus(201);
    return { files: [file, preview].filter((it) => it !== undefined).map(stored), title, pages: pages ?? null };
  }

  @Post('documents/many')
  public async uploadMany(@UploadedFiles() files: Express.Multer.File[]): Promise<Stored> {
    return { files: files.map(stored), title: null, pages: null };
  }

  @Post('token')
  @Consumes('application/x-www-form-urlencoded')
  @Response<Problem>(422, 'Something is wrong')
  public async token(
    @BodyProp() grant_type: 'password' | 'refresh_token',
    @BodyProp() username: string,
    @BodyProp() lifetime?: number,
  ): Promise<{ token: string; lifetime: number }> {
    return { token: `${grant_type}/${username}`, lifetime: lifetime ?? 60 };
  }

  @Get('me')
  @Security('jwt')
  @Security('api_key')
  @Response<Problem>(401, 'Who is it?')
  public async me(@Request() request: ExpressRequest & { user?: { name: string } }): Promise<{ by: string }> {
    return { by: request.user!.name };
  }

  @Get('report')
  @Produces('application/pdf')
  public async report(): Promise<Readable> {
    this.setHeader('Content-Type', 'application/pdf');
    return Readable.from([Buffer.from([0x25, 0x50]), Buffer.from([0, 0xff])]);
  }

  @Get('motto')
  @Produces('text/plain')
  public async motto(@Res() ok: TsoaResponse<200, string, { 'Content-Type': 'text/plain' }>): Promise<void> {
    ok(200, 'Drive "slowly"', { 'Content-Type': 'text/plain' });
  }

  @Get('plate')
  @Produces('text/plain')
  public async plate(): Promise<string> {
    return 'HH-AB "1"';
  }

  @Get('help/{topic}')
  @SuccessResponse(302, 'It is elsewhere')
  public async help(@Path() topic: string, @Query() lang: 'de' | 'en' = 'en'): Promise<void> {
    this.setStatus(302);
    this.setHeader('Location', `/v1/motto?${new URLSearchParams({ topic, lang })}`);
  }

  @Hidden()
  @Get('internal')
  public async internal(): Promise<void> {}
}
