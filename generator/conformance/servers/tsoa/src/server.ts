import { readFileSync } from 'node:fs';

import express, { type NextFunction, type Request, type Response } from 'express';
import { ValidateError } from 'tsoa';
import { RegisterRoutes } from '../build/routes.js';
import { Unauthorized } from './authentication.js';

const app = express();
app.use(express.json(), express.urlencoded({ extended: true }));
app.get('/swagger.json', (_request, response) => {
  response.type('json').send(readFileSync('build/swagger.json'));
});
RegisterRoutes(app);

app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
  if (error instanceof ValidateError) {
    response.status(422).json({ message: 'Something is wrong', details: error.fields });
  } else if (error instanceof Unauthorized) {
    response.status(401).json({ message: error.message });
  } else {
    next(error);
  }
});

app.listen(Number(process.argv[2]), '127.0.0.1');
