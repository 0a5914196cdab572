import { Controller, Get } from '@nestjs/common';
import { layoutJsonSchema } from '@galley/layout';
import { Allow, Operation } from '@galley/platform';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

/** In what forms layouts are written. */
@ApiTags('templates')
@Controller('api/reports/layouts')
export class LayoutsController {
  readonly #schema = layoutJsonSchema();

  @Get('schema')
  @Allow('template.read')
  @Operation({
    summary: 'Read the JSON Schema of layouts written in JSON',
    id: 'readLayoutSchema',
    description:
      'Editors complete and check a layout by it; a template is checked by the same rules when it is saved.',
  })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  schema(): Readonly<Record<string, unknown>> {
    return this.#schema;
  }
}
