import { z } from 'zod';

const NAME = /^[a-z0-9][a-z0-9-]{0,49}$/;

/** What every configured destination has, of whatever kind. */
export interface NamedDestination {
  /** Ids of the organizations that may use it; absent = all of them. */
  readonly organizations?: readonly string[] | undefined;
}

export type Destinations<Destination extends NamedDestination> = Readonly<Record<string, Destination>>;

/** Ids of the organizations that may use a destination. */
export const organizations = z.array(z.guid()).optional();

/**
 * A configuration key that holds destinations by name, as JSON: `{"finance": {"bucket": …}}`. Rows and requests name
 * them (`finance:monthly/`); their addresses and secrets stay in the configuration.
 */
export function namedDestinations<Schema extends z.ZodType>(destination: Schema) {
  const names = z.string().regex(NAME, 'names are lower-case letters, digits and hyphens');
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        // The parser's own message would quote the text, secrets included.
        context.addIssue({ code: 'custom', message: 'must be a JSON object of named destinations' });
        return z.NEVER;
      }
    })
    .pipe(z.record(names, destination))
    .prefault('{}');
}

/** Where in a destination a file is put. */
export interface DestinationTarget {
  readonly name: string;
  /** Folders, each followed by `/`; empty = the destination's own folder. */
  readonly folder: string;
}

const TARGET = /^([a-z0-9][a-z0-9-]{0,49})(?::(.*))?$/su;
/** A folder is letters, digits and a few marks; never `.`, `..` or hidden. */
const FOLDER = /^[\p{L}\p{N}_-][\p{L}\p{M}\p{N} ._@+=-]{0,99}$/u;
const MAX_FOLDER_BYTES = 400;

/** Reads `name` or `name:folder/folder/`; null = it is none, or it would lead out of the destination. */
export function destinationTarget(target: string): DestinationTarget | null {
  const [, name, path = ''] = TARGET.exec(target) ?? [];
  if (name === undefined) return null;
  const text = path.normalize('NFC').replace(/\/$/, '');
  if (text === '') return { name, folder: '' };
  const fits = Buffer.byteLength(text) <= MAX_FOLDER_BYTES && text.split('/').every(isFolder);
  return fits ? { name, folder: `${text}/` } : null;
}

function isFolder(name: string): boolean {
  return FOLDER.test(name) && !/[. ]$/.test(name);
}

/** Why nothing can be put there; null = it can. Destinations kept for other organizations are as unknown as missing ones. */
export function checkDestination(
  destinations: Destinations<NamedDestination>,
  target: string,
  organization?: string,
): string | null {
  const parsed = destinationTarget(target);
  if (!parsed)
    return 'The target must be the name of a destination, with folders after a colon: name:folder/.';
  return findDestination(destinations, parsed.name, organization)
    ? null
    : `There is no destination called ${parsed.name}.`;
}

export function findDestination<Destination extends NamedDestination>(
  destinations: Destinations<Destination>,
  name: string,
  organization?: string,
): Destination | null {
  const found = Object.hasOwn(destinations, name) ? destinations[name] : undefined;
  if (!found) return null;
  const isForAll = found.organizations === undefined || organization === undefined;
  return isForAll || found.organizations.includes(organization) ? found : null;
}
