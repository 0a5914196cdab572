import { z } from 'zod';

const MIN_LENGTH = 32;
const MIN_DISTINCT_CHARACTERS = 10;
const MIN_UNEXPECTED_CHARACTERS = 8;
/** What people type when they mean to replace it later. */
const SAMPLE_WORDS =
  /change|replace|secret|password|passwd|default|example|sample|insert|placeholder|dummy|galley|local|devel(opment)?|dev|test(ing)?|prod(uction)?|your|this|please|must|with|here|auth|jwt|token|key|tenant|service|long|random|string|value|some|very|super|me|my|is|in|a|0123456789|abcdefghijklmnopqrstuvwxyz|abcdef|qwerty|1234567890|12345678|1234567|123456|12345|1234|123/g;

/** A secret of at least 32 characters that is neither a sample nor a repeated pattern. The fault never shows it. */
export const secret = () =>
  z
    .string()
    .min(MIN_LENGTH, `must have at least ${MIN_LENGTH} characters`)
    .refine((value) => !isSample(value), 'looks like a sample; generate one: openssl rand -base64 48');

function isSample(value: string): boolean {
  // Its length is a fault of its own.
  if (value.length < MIN_LENGTH) return false;
  if (new Set(value).size < MIN_DISTINCT_CHARACTERS) return true;
  const letters = value.toLowerCase().replace(/[^a-z0-9]/g, '');
  return letters.replace(SAMPLE_WORDS, '').length < MIN_UNEXPECTED_CHARACTERS;
}
