import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  CONFIG,
  GalleyError,
  IncomingRequest,
  Invalid,
  Operation,
  Public,
  RequestInfo,
  TooManyRequests,
  UnsupportedMediaType,
} from '@galley/platform';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiHeader,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DOWNLOAD_PROBLEMS } from '../archive/archive.controller.js';
import { FileExpired } from '../archive/archive-problems.js';
import { FILE_TYPES, fileHeaders } from '../archive/file-headers.js';
import { FileSender } from '../archive/file-sender.js';
import { LinkTargets, type LinkTarget } from './link-targets.js';
import { LINK_HEADERS } from './page-headers.js';
import type { ShareConfig } from './share-config.js';
import { shareUrl } from './share-links.js';
import {
  SharePasswordRequired,
  SharePasswordWrong,
  ShareExpired,
  ShareRevoked,
  ShareUsedUp,
} from './share-problems.js';
import { ShareRate } from './share-rate.js';
import { SharedCopyQuery, SharedDocument, SharedFile } from './share.dto.js';
import { SharedFiles, type Visitor } from './shared-files.service.js';
import { PAGE_HEADERS, refusalPage, sharedPage } from './shared-page.js';

const FORM = 'application/x-www-form-urlencoded';
const MAX_PASSWORD = 200;
const CLOSED = [ShareExpired, ShareRevoked, ShareUsedUp, FileExpired, TooManyRequests] as const;
const TAKE_PROBLEMS = [...CLOSED, ...DOWNLOAD_PROBLEMS, SharePasswordRequired, SharePasswordWrong];

/** What is behind a share link: a page for people, JSON for programs, and the file or copies of the document. No login. */
@ApiTags('sharing')
@Controller('api/shared')
export class SharedController {
  constructor(
    private readonly files: SharedFiles,
    private readonly sender: FileSender,
    private readonly targets: LinkTargets,
    private readonly rate: ShareRate,
    @Inject(CONFIG) private readonly config: ShareConfig,
  ) {}

  @Get(':token')
  @Public()
  @ApiExtraModels(SharedFile, SharedDocument)
  @ApiResponse({
    status: 200,
    description: 'What is behind the link: a file of the archive, or a document to be read.',
    schema: { oneOf: [{ $ref: getSchemaPath(SharedFile) }, { $ref: getSchemaPath(SharedDocument) }] },
  })
  @Operation({
    summary: 'Show what is behind a link',
    id: 'readSharedFile',
    description: 'A page where the client asks for text/html, as browsers do; else JSON.',
    problems: CLOSED,
  })
  async read(
    @RequestInfo() request: IncomingRequest,
    @Param('token') token: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(request, reply, async () => {
      const target = this.targets.of(token);
      if (target) return this.#read(target, token, request, reply);
      const shared = await this.#view(token, request);
      if (!isPerson(request)) return void reply.headers(LINK_HEADERS).send(shared);
      reply.headers({ ...PAGE_HEADERS, ...LINK_HEADERS }).send(sharedPage(shared));
    });
  }

  @Get(':token/download')
  @Public()
  @Operation({
    summary: 'Download the file behind a link',
    id: 'downloadSharedFile',
    description:
      'Always whole: every download counts. Of a document to be read: a copy in the format that is asked for.',
    produces: FILE_TYPES,
    problems: TAKE_PROBLEMS,
  })
  @ApiHeader({ name: 'x-share-password', required: false, description: 'Where the link asks for one.' })
  async download(
    @RequestInfo() request: IncomingRequest,
    @Param('token') token: string,
    @Query() { format }: SharedCopyQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(request, reply, () => {
      const target = this.targets.of(token);
      if (target) return this.#copy(target, token, format, request, reply);
      return this.#send(token, request.header('x-share-password'), request, reply);
    });
  }

  @Post(':token/download')
  @Public()
  @Operation({
    summary: 'Download the file behind a link that asks for a password',
    id: 'downloadSharedFileWithPassword',
    description: 'What the form of the page does.',
    produces: FILE_TYPES,
    problems: TAKE_PROBLEMS,
  })
  @ApiConsumes(FORM)
  @ApiBody({
    schema: { type: 'object', required: ['password'], properties: { password: { type: 'string' } } },
  })
  async submit(
    @RequestInfo() request: IncomingRequest,
    @Param('token') token: string,
    @Body() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer(request, reply, async () => {
      try {
        await this.#send(token, passwordIn(body), request, reply);
      } catch (error) {
        const isRetry = error instanceof GalleyError && RETRIED.includes(error.code);
        if (!isRetry || !isPerson(request)) throw error;
        const shared = await this.#view(token, request);
        reply.headers({ ...PAGE_HEADERS, ...LINK_HEADERS }).code(error.status);
        reply.send(sharedPage(shared, error.message));
      }
    });
  }

  async #view(token: string, request: IncomingRequest): Promise<SharedFile> {
    return { ...(await this.files.view(token, visitorOf(request))), download_url: this.#downloadOf(token) };
  }

  #downloadOf(token: string): string {
    return `${new URL(shareUrl(this.config.PUBLIC_URL, token)).pathname}/download`;
  }

  async #read(
    target: LinkTarget,
    token: string,
    request: IncomingRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { facts, formats, page } = await target.read(token);
    const address = this.#downloadOf(token);
    const downloads = formats.map((format) => ({ format, url: `${address}?format=${format}` }));
    if (!isPerson(request)) return void reply.headers(LINK_HEADERS).send({ ...facts, downloads });
    const { html, headers } = page(downloads);
    reply.headers({ ...headers, ...LINK_HEADERS }).send(html);
  }

  async #copy(
    target: LinkTarget,
    token: string,
    format: string | undefined,
    request: IncomingRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (reply.request.method === 'HEAD') {
      await target.read(token);
      return void reply.headers(LINK_HEADERS).send();
    }
    const { bytes, ...file } = await target.take(token, format, visitorOf(request));
    await reply.headers({ ...fileHeaders(file), ...LINK_HEADERS }).send(bytes);
  }

  async #send(
    token: string,
    password: string | null,
    request: IncomingRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const visitor = visitorOf(request);
    if (reply.request.method === 'HEAD') {
      // Says that there is something, which is no download.
      await this.files.view(token, visitor);
      return void reply.headers(LINK_HEADERS).send();
    }
    const taken = await this.files.take(token, password, visitor);
    reply.headers(LINK_HEADERS);
    try {
      await this.sender.send(reply, { id: null, share_id: taken.share_id }, taken.file);
    } catch (error) {
      await this.files.giveBack(taken, visitor);
      throw error;
    }
  }

  /** People are answered with a page also when there is nothing for them. */
  async #answer(request: IncomingRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      this.rate.check(request.ip);
      await work();
    } catch (error) {
      reply.headers(LINK_HEADERS);
      if (!(error instanceof GalleyError) || error.status >= 500 || !isPerson(request)) throw error;
      if (error.retry_after_s !== null) reply.header('retry-after', String(error.retry_after_s));
      reply
        .headers({ ...PAGE_HEADERS, ...LINK_HEADERS })
        .removeHeader('etag')
        .code(error.status);
      reply.send(refusalPage(error.kind.title, error.message));
    }
  }
}

const RETRIED: readonly string[] = [SharePasswordRequired.code, SharePasswordWrong.code];

/** Browsers name text/html; programs name JSON, or take anything. */
function isPerson(request: IncomingRequest): boolean {
  const accepted = request.header('accept') ?? '';
  const [html, json] = [accepted.indexOf('text/html'), accepted.indexOf('application/json')];
  return html >= 0 && (json < 0 || html < json);
}

function visitorOf(request: IncomingRequest): Visitor {
  return { ip: request.ip, user_agent: request.header('user-agent') };
}

function passwordIn(body: unknown): string | null {
  if (!Buffer.isBuffer(body)) throw UnsupportedMediaType.error(`Send the password as ${FORM}.`);
  const fields = new URLSearchParams(body.toString('utf8'));
  const unknown = [...fields.keys()].find((name) => name !== 'password');
  const password = fields.get('password');
  if (unknown === undefined && (password?.length ?? 0) <= MAX_PASSWORD) return password;
  throw Invalid.error('The form holds one password of at most 200 characters, and nothing else.', {
    errors: [{ pointer: `/${unknown ?? 'password'}`, detail: 'is not as it should be' }],
  });
}
