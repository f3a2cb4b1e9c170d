import {
  Body, Controller, Get, Header, NotFoundException, Param, Post, StreamableFile, UploadedFile, UploadedFiles,
  UseInterceptors,
} from '@nestjs/common';
import { FileFieldsInterceptor, FileInterceptor, FilesInterceptor } from '@nestjs/platform-express';
import {
  ApiBody, ApiConsumes, ApiCreatedResponse, ApiNotFoundResponse, ApiOkResponse, ApiProduces, ApiProperty,
  ApiPropertyOptional, ApiTags, IntersectionType,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { ErrorDto } from './common.js';
import { Status } from './tickets.dto.js';

class FileFields {
  @ApiProperty()
  @IsString()
  title: string;

  @ApiPropertyOptional()
  @IsOptional() @Type(() => Number) @IsInt()
  pages?: number;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  tags?: string[];

  @ApiPropertyOptional({ enum: Status, enumName: 'Status' })
  @IsOptional()
  visibleIn?: Status;
}

class FilePart {
  @ApiProperty({ type: 'string', format: 'binary' })
  file: Express.Multer.File;
}

class UploadDto extends IntersectionType(FilePart, FileFields) {}

class ManyFilesDto {
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'binary' } })
  files: Express.Multer.File[];

  @ApiPropertyOptional()
  comment?: string;
}

class PortraitDto {
  @ApiProperty({ type: 'string', format: 'binary' })
  portrait: Express.Multer.File;

  @ApiPropertyOptional({ type: 'string', format: 'binary' })
  signature?: Express.Multer.File;
}

class StoredFile {
  @ApiProperty() name: string;
  @ApiProperty() type: string;
  @ApiProperty({ type: 'integer' }) size: number;
  @ApiProperty() content: string;
}

class Stored {
  @ApiProperty({ type: [StoredFile] }) files: StoredFile[];
  @ApiProperty({ type: 'object', additionalProperties: true }) fields: Record<string, unknown>;
}

const stored = (file: Express.Multer.File): StoredFile => ({
  name: file.originalname,
  type: file.mimetype,
  size: file.size,
  content: file.buffer.toString('utf8'),
});

@ApiTags('files')
@Controller('files')
export class FilesController {
  @Post()
  @UseInterceptors(FileInterceptor('file'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: UploadDto })
  @ApiCreatedResponse({ type: Stored })
  upload(@UploadedFile() file: Express.Multer.File, @Body() fields: FileFields): Stored {
    return { files: [stored(file)], fields: { ...fields } };
  }

  @Post('many')
  @UseInterceptors(FilesInterceptor('files', 5))
  @ApiConsumes('multipart/form-data')
  @ApiCreatedResponse({ type: Stored })
  uploadMany(@UploadedFiles() files: Express.Multer.File[], @Body() fields: ManyFilesDto): Stored {
    return { files: files.map(stored), fields: { ...fields } };
  }

  @Post('portrait')
  @UseInterceptors(FileFieldsInterceptor([{ name: 'portrait', maxCount: 1 }, { name: 'signature', maxCount: 1 }]))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: PortraitDto })
  @ApiCreatedResponse({ type: Stored })
  portrait(@UploadedFiles() parts: { portrait: Express.Multer.File[]; signature?: Express.Multer.File[] }): Stored {
    return { files: [...parts.portrait, ...(parts.signature ?? [])].map(stored), fields: {} };
  }

  @Get('report.pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  report(): StreamableFile {
    const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 0xff, 0x0a]);
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: 'attachment; filename="report.pdf"' });
  }

  @Get('tree/*path')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ type: String })
  @ApiNotFoundResponse({ type: ErrorDto })
  read(@Param('path') path: string[]): string {
    if (path.length === 0 || path[0] === 'none') throw new NotFoundException();
    return JSON.stringify(path);
  }
}
