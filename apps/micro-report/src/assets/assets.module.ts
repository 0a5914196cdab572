import { Module } from '@nestjs/common';
import { AssetsController } from './assets.controller.js';
import { AssetsService } from './assets.service.js';

/** Pictures that layouts call by name: logos, stamps, signatures. */
@Module({ controllers: [AssetsController], providers: [AssetsService] })
export class AssetsModule {}
