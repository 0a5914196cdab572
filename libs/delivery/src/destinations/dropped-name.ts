import { createHash } from 'node:crypto';
import { safeFileName } from '@galley/storage';
import type { OutgoingMessage } from '../outgoing-message.js';
import { requireFile } from '../message-rules.js';

const STAMP = /^[0-9A-Za-z-]{1,40}$/;

/**
 * The name under which a file is put into a destination: `Orders 2026-06.20261120T060000Z-1f3a9c2e.xlsx`. The last part
 * comes from the message's id: the same in every attempt, so that a repetition writes the same file, and different
 * from that of every other message, so that no file of somebody else is ever replaced.
 * `options.stamp` is the instant to show, without separators; absent = none.
 */
export function droppedName(message: OutgoingMessage): string {
  const name = safeFileName(requireFile(message).name);
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length);
  const { stamp } = message.options;
  const shown = typeof stamp === 'string' && STAMP.test(stamp) ? `${stamp}-` : '';
  // 200 bytes at most before, 254 after: file systems take 255.
  return `${stem}.${shown}${mark(message)}${extension}`;
}

/** What tells the files of one message from those of all others. */
export function mark({ id }: Pick<OutgoingMessage, 'id'>): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 12);
}
