// A server of Node for the router, which describes itself.
import { createServer } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { OpenAPIReferencePlugin } from '@orpc/openapi/plugins';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { SmartCoercionPlugin } from '@orpc/json-schema';
import { router } from './router.js';

const schemaConverters = [new ZodToJsonSchemaConverter()];
const handler = new OpenAPIHandler(router, {
  plugins: [
    new SmartCoercionPlugin({ schemaConverters }),
    new OpenAPIReferencePlugin({
      schemaConverters,
      specGenerateOptions: {
        info: { title: 'Planets', version: '1.0.0' },
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      },
    }),
  ],
});

createServer(async (request, response) => {
  const context = { authorization: request.headers.authorization };
  const { matched } = await handler.handle(request, response, { prefix: '/api', context });
  if (!matched) response.writeHead(404).end();
}).listen(Number(process.argv[2]), '127.0.0.1');
