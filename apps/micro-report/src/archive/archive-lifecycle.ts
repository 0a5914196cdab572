/**
 * Where a file of the archive stands: `standard` at its first address; `archived` in the archive, to be restored before
 * it is read; `restored` in the archive and readable for some days; `purged` no longer anybody's to read, the bytes wait
 * for downloads to end; `removed` gone, the entry is the record.
 */
export const ARCHIVE_STATES = ['standard', 'archived', 'restored', 'purged', 'removed'] as const;
export type ArchiveState = (typeof ARCHIVE_STATES)[number];

export type ArchiveActor = 'keeper' | 'reaper';

export interface ArchiveTransition {
  readonly from: ArchiveState;
  readonly to: ArchiveState;
  readonly by: readonly ArchiveActor[];
  /** What must hold; the statement that moves the row says the same in its WHERE. */
  readonly when: string;
  /** A legal hold forbids what moves or removes bytes. */
  readonly is_held_back: boolean;
}

/**
 * Every move of a file; there are no others, and the trigger `tenant.check_archive_entry` refuses them in the database.
 * Drawn in docs/lifecycles/archived-file.md.
 */
export const ARCHIVE_TRANSITIONS: readonly ArchiveTransition[] = [
  {
    from: 'standard',
    to: 'archived',
    by: ['keeper', 'reaper'],
    when: 'the copy in the archive is stored and its hash is right; the reaper: it has expired and has a date of purge',
    is_held_back: true,
  },
  {
    from: 'standard',
    to: 'purged',
    by: ['reaper'],
    when: 'it has expired and has no date of purge',
    is_held_back: true,
  },
  { from: 'archived', to: 'restored', by: ['keeper'], when: 'for a number of days', is_held_back: false },
  {
    from: 'restored',
    to: 'archived',
    by: ['keeper', 'reaper'],
    when: 'the days are over, or nobody needs it',
    is_held_back: false,
  },
  { from: 'archived', to: 'purged', by: ['reaper'], when: 'its date of purge has come', is_held_back: true },
  { from: 'restored', to: 'purged', by: ['reaper'], when: 'its date of purge has come', is_held_back: true },
  {
    from: 'purged',
    to: 'removed',
    by: ['reaper'],
    when: 'the grace is over and every stored file of the entry is deleted',
    is_held_back: true,
  },
];

export function canMoveFile(from: ArchiveState, to: ArchiveState): boolean {
  return ARCHIVE_TRANSITIONS.some((move) => move.from === from && move.to === to);
}

/** `storage_class` of an entry whose file is gone. */
export const REMOVED = 'removed';
/** `storage_class` of an entry whose file is in the archive. */
const ARCHIVE = 'archive';

/** Read from the row; the function `tenant.archive_state` says the same in SQL. */
export function archiveStateOf(file: {
  readonly storage_class: string;
  readonly purged_at: Date | null;
  readonly expires_at: Date | null;
}): ArchiveState {
  if (file.storage_class === REMOVED) return 'removed';
  if (file.purged_at !== null) return 'purged';
  if (file.storage_class !== ARCHIVE) return 'standard';
  return file.expires_at === null ? 'archived' : 'restored';
}
