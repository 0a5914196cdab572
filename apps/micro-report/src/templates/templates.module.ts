import { Module } from '@nestjs/common';
import { InstantRenderer } from '../rendering/instant-renderer.js';
import { BindingChecker } from './binding-check.js';
import { TemplateHistoryController } from './template-history.controller.js';
import { TemplatePreview } from './template-preview.js';
import { LayoutsController } from './layouts.controller.js';
import { TemplateChecker } from './template-check.js';
import { TemplateReader } from './template-reader.js';
import { TemplateTrialController } from './template-trial.controller.js';
import { TemplateWriter } from './template-writer.js';
import { TemplatesController } from './templates.controller.js';
import { TemplatesService } from './templates.service.js';

/** Templates: what is reported, for whom, with which parameters. */
@Module({
  controllers: [LayoutsController, TemplatesController, TemplateHistoryController, TemplateTrialController],
  providers: [
    TemplatesService,
    TemplateReader,
    TemplateWriter,
    TemplatePreview,
    TemplateChecker,
    BindingChecker,
    InstantRenderer,
  ],
  exports: [TemplateReader, TemplatesService, TemplatePreview],
})
export class TemplatesModule {}
