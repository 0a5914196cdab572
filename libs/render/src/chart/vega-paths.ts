import type * as Vega from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { PathRecorder } from './path-recorder.js';
import type { ChartPath } from './vectors.js';

/** What vega's canvas renderer needs to draw a scene on a context; its declarations leave it out. */
interface SceneRenderer {
  draw(context: PathRecorder, scene: unknown, bounds: null): void;
}

interface Engine {
  readonly vega: typeof Vega;
  readonly renderer: SceneRenderer;
  readonly compile: (spec: TopLevelSpec) => { readonly spec: Vega.Spec };
}

let engine: Engine | null = null;
let loading: Promise<Engine> | null = null;

/** Loads vega, which takes a third of a second and is not needed by documents without charts. Once per process. */
export async function prepareCharts(): Promise<void> {
  engine ??= await (loading ??= load());
}

async function load(): Promise<Engine> {
  const vega = await import('vega');
  const { compile } = await import('vega-lite');
  const { CanvasRenderer } = vega as unknown as { CanvasRenderer: new () => SceneRenderer };
  return { vega, renderer: new CanvasRenderer(), compile };
}

/** The shapes of a specification whose origin stands at `left`, `top`. Throws `Error` before `prepareCharts`. */
export function vegaPaths(spec: TopLevelSpec, left: number, top: number): readonly ChartPath[] {
  if (!engine) throw new Error('prepareCharts() was not awaited before a chart was drawn');
  const { vega, renderer, compile } = engine;
  const view = new vega.View(vega.parse(compile(spec).spec), {
    renderer: 'none',
    loader: REFUSING,
    logLevel: vega.Error,
  });
  view.run();
  const recorder = new PathRecorder(left, top);
  const scene = view.scenegraph() as unknown as { readonly root: unknown };
  renderer.draw(recorder, scene.root, null);
  view.finalize();
  return recorder.paths;
}

/** Charts hold their own figures; nothing is fetched for them. */
const refuse = (): Promise<never> => Promise.reject(new Error('charts load nothing'));
const REFUSING = { load: refuse, sanitize: refuse, http: refuse, file: refuse } as unknown as Vega.Loader;
