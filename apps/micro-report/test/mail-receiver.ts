import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server does with a mail: `drop` = takes it whole and hangs up without an answer. */
export type MailManner = 'accept' | 'drop' | 'refuse' | 'defer' | 'hold' | 'too-large';

export interface ArrivedMail {
  readonly to: string;
  readonly mail: Email;
}

/** A real mail server whose manners a test decides, for each recipient and attempt. */
export class MailReceiver {
  /** Mails that came whole, answered or not. */
  readonly arrived: ArrivedMail[] = [];
  /** What is done with the n-th mail (1 = first) to an address. */
  manner: (to: string, attempt: number) => MailManner = () => 'accept';
  readonly #server: SMTPServer;
  readonly #attempts = new Map<string, number>();
  readonly #held: (() => void)[] = [];

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => {
        const attempt = (this.#attempts.get(address) ?? 0) + 1;
        this.#attempts.set(address, attempt);
        const manner = this.manner(address, attempt);
        if (manner === 'refuse') done(reply(550, 'no such user'));
        else if (manner === 'defer') done(reply(451, 'come back later'));
        else done();
      },
      onData: (stream, session, done) => {
        void buffer(stream).then(async (raw) => this.#took(raw, session, done), done);
      },
    });
    this.#server.on('error', () => undefined);
  }

  static async start(): Promise<MailReceiver> {
    const receiver = new MailReceiver();
    await once(receiver.#server.listen(0, '127.0.0.1'), 'listening');
    return receiver;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  /** Answers the mails that were held. */
  release(): void {
    for (const answer of this.#held.splice(0)) answer();
  }

  to(address: string): ArrivedMail[] {
    return this.arrived.filter(({ to }) => to === address);
  }

  async stop(): Promise<void> {
    this.release();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #took(raw: Buffer, session: SMTPServerSession, done: (error?: Error | null) => void): Promise<void> {
    const to = session.envelope.rcptTo[0]?.address ?? '';
    const manner = this.manner(to, this.#attempts.get(to) ?? 1);
    const mail = await PostalMime.parse(raw);
    if (manner === 'too-large' && mail.attachments.length > 0)
      return done(reply(552, '5.3.4 message too big'));
    this.arrived.push({ to, mail });
    if (manner === 'drop') this.#hangUp(session);
    else if (manner === 'hold') this.#held.push(() => done());
    else done();
  }

  #hangUp({ id }: SMTPServerSession): void {
    const connections = (this.#server as unknown as { connections: Set<Connection> }).connections;
    for (const connection of connections) if (connection.session.id === id) connection._socket.destroy();
  }
}

interface Connection {
  readonly session: SMTPServerSession;
  readonly _socket: { destroy(): void };
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
