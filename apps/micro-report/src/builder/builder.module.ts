import { Module } from '@nestjs/common';
import { TemplatesModule } from '../templates/templates.module.js';
import { BuilderController } from './builder.controller.js';
import { DesignCompiler } from './design-compiler.js';
import { DesignPreview } from './design-preview.js';
import { DesignsService } from './designs.service.js';
import { SourceCatalog } from './source-catalog.js';

/** The report builder: designs, and the templates they become. */
@Module({
  imports: [TemplatesModule],
  controllers: [BuilderController],
  providers: [SourceCatalog, DesignCompiler, DesignsService, DesignPreview],
})
export class BuilderModule {}
