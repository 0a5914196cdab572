import { BuilderOpener } from '@galley/tools';
import { monitoringBuilders } from '../data/index.js';
import { DonorScene } from './donor-scene.js';
import { FigureBench } from './figure-bench.js';

/** The scene of a donor report in a database of a suite's own, and the pack's datasets over it. */
export class SceneBench {
  private constructor(
    readonly bench: FigureBench,
    readonly opener: BuilderOpener,
    readonly scene: DonorScene,
  ) {}

  static async open(): Promise<SceneBench> {
    const bench = await FigureBench.open();
    const opener = await BuilderOpener.connect(bench.clone, monitoringBuilders);
    return new SceneBench(bench, opener, await DonorScene.insert(bench.admin, await bench.organization()));
  }

  async close(): Promise<void> {
    await this.opener.close();
    await this.bench.close();
  }
}
