import { applyDecorators, Get } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiOperation, type ApiResponseOptions } from '@nestjs/swagger';
import { errorSchema } from '@netkaart/protocol';
import { z } from 'zod';
import { Access, type AccessLevel } from './access.js';

export interface RouteOptions {
  readonly access: AccessLevel;
  /** One line for the API's documentation. */
  readonly summary: string;
  /** Body of the answer; a media type for one that is not JSON. */
  readonly answer: z.ZodType | string;
}

/** GET of a path, with its access and its documentation. */
export function Route(path: string, { access, summary, answer }: RouteOptions): MethodDecorator {
  return applyDecorators(
    Get(path),
    Access(access),
    ApiOperation({ summary }),
    ApiOkResponse(typeof answer === 'string' ? binary(answer) : json(answer)),
    ApiDefaultResponse({ description: 'What is wrong and what to do', ...json(errorSchema) }),
  );
}

function json(schema: z.ZodType): ApiResponseOptions {
  const { $schema: _, ...body } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    unrepresentable: 'any',
    io: 'output',
  });
  return { schema: body } as ApiResponseOptions;
}

function binary(mediaType: string): ApiResponseOptions {
  return { content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } } };
}
