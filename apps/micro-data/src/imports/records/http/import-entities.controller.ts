import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, Operation } from '@galley/platform';
import { RecordCatalog } from '../../../records/shape/record-catalog.js';
import { FILE_KINDS } from '../../files/registry.js';
import { ublDocument } from '../../ubl/ubl-document.js';
import { importColumns } from '../import-columns.js';
import { ImportEntities, type ImportEntityResource } from './record-import-resources.js';

@ApiTags('imports')
@Controller('api/imports')
export class ImportEntitiesController {
  constructor(private readonly catalog: RecordCatalog) {}

  @Get()
  @Allow('import.run')
  @Operation({ summary: 'List what can be imported', id: 'listImports', returns: ImportEntities })
  list(): ImportEntities {
    const records = this.catalog.all.map((shape): ImportEntityResource => {
      const columns = importColumns(shape).filter(({ isAlternative }) => !isAlternative);
      return {
        entity: shape.full_name,
        label: shape.label,
        href: `/api/imports/${shape.full_name}`,
        media_types: FILE_KINDS.map(({ media_type }) => media_type),
        key: columns.filter(({ isKey }) => isKey).map(({ name }) => name),
        columns: columns.map(({ name, label, kind, is_required, example }) => ({
          name,
          label,
          kind,
          is_required,
          example,
        })),
      };
    });
    const documents: ImportEntityResource = {
      entity: ublDocument.entity,
      label: 'UBL document',
      href: `/api/imports/${ublDocument.entity}`,
      media_types: [...ublDocument.media_types],
      key: [],
      columns: [],
    };
    const items = [...records, documents];
    return { items, next_cursor: null, total: items.length };
  }
}
