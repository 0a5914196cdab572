import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import type { PrintedOrder } from './pdfkit-document.js';

/** Where Debian and Ubuntu put it. */
const CHROMIUM = '/usr/bin/chromium';

interface Reply {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A warm Chromium with one page, spoken to over its debugging pipe: what reporting servers of the field print with. */
export class ChromiumPrinter {
  #sent = 0;
  #unread = '';
  readonly #waiting = new Map<number, { resolve: (reply: Reply) => void }>();
  readonly #process: ChildProcess;
  readonly #input: Writable;
  #session = '';
  #frame = '';

  /** Null where no Chromium is installed. */
  static async open(): Promise<ChromiumPrinter | null> {
    if (!existsSync(CHROMIUM)) return null;
    const printer = new ChromiumPrinter();
    await printer.#openPage();
    return printer;
  }

  private constructor() {
    const flags = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-pipe',
      'about:blank',
    ];
    this.#process = spawn(CHROMIUM, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.#input = this.#process.stdio[3] as Writable;
    const output = this.#process.stdio[4] as Readable;
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#read(text));
  }

  /** The order as a page of HTML, printed. */
  async print(order: PrintedOrder): Promise<Buffer> {
    await this.#call('Page.setDocumentContent', { frameId: this.#frame, html: htmlOf(order) });
    const { data } = await this.#call('Page.printToPDF', { printBackground: true });
    return Buffer.from(String(data), 'base64');
  }

  close(): void {
    this.#process.kill();
  }

  async #openPage(): Promise<void> {
    const { targetId } = await this.#call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId, flatten: true });
    this.#session = String(sessionId);
    const { frameTree } = await this.#call('Page.getFrameTree', {});
    this.#frame = (frameTree as { frame: { id: string } }).frame.id;
  }

  async #call(method: string, params: object): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#sent;
    const session = this.#session === '' ? {} : { sessionId: this.#session };
    const replied = new Promise<Reply>((resolve) => this.#waiting.set(id, { resolve }));
    this.#input.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    const { result, error } = await replied;
    if (!result) throw new Error(`Chromium: ${method}: ${error?.message ?? 'no result'}`);
    return result;
  }

  /** Messages end in a zero byte. */
  #read(text: string): void {
    const messages = (this.#unread + text).split('\0');
    this.#unread = messages.pop() ?? '';
    for (const message of messages) {
      const reply = JSON.parse(message) as Reply;
      if (reply.id !== undefined) this.#waiting.get(reply.id)?.resolve(reply);
    }
  }
}

function htmlOf(order: PrintedOrder): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const pairs = (list: PrintedOrder['header']): string => list.map((pair) => row(pair, 'td')).join('');
  return `<!doctype html><meta charset="utf-8"><style>body{font:8pt "Noto Sans",sans-serif}table{width:100%;border-collapse:collapse}
td,th{border-bottom:.3pt solid #999;text-align:left;padding:2pt}</style><h1>${escaped(order.property)} ${escaped(order.number)}</h1>
<table>${pairs(order.header)}</table><table><thead>${row(order.columns, 'th')}</thead>${order.lines.map((line) => row(line, 'td')).join('')}</table>
<table>${pairs(order.totals)}</table>${order.signatures.map((label) => `<p>_______________ ${escaped(label)}</p>`).join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
