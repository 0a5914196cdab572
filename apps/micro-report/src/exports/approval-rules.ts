import type { OrganizationSettings } from '../administration/organizations/organization-settings.js';

export type ExportSettings = OrganizationSettings['exports'];

/** Why a request needs a second person; kept on the request. */
export const APPROVAL_REASONS = [
  'threshold',
  'personal-data',
  'unknown-count',
  'splitting',
  'scope-exceeded',
] as const;
export type ApprovalReason = (typeof APPROVAL_REASONS)[number];

/** What the rules look at. Counts are records; null = could not be counted. */
export interface ApprovalQuestion {
  readonly data_type: string;
  readonly count: number | null;
  /** What the same user has asked for of this type within the last hour, this request left out. */
  readonly recent?: number;
}

/** Records of this type that leave without an approval. */
export function thresholdOf(data_type: string, settings: ExportSettings): number {
  return settings.thresholds[data_type] ?? settings.threshold;
}

/** Whether the type holds personal data, by the organization's own list (EN-AP-3). */
export function isPersonalData(data_type: string, settings: ExportSettings): boolean {
  return settings.personal_data_types.includes(data_type);
}

/**
 * The rules that ask for an approval; none = the export leaves by itself. EN-AP-1: more than the threshold; 2: personal
 * data, and more than their own; 4: an unknown count; 12: parts of the last hour that add up to more than either.
 */
export function approvalReasons(
  { data_type, count, recent = 0 }: ApprovalQuestion,
  settings: ExportSettings,
): ApprovalReason[] {
  if (count === null) return ['unknown-count'];
  const alone = limitsCrossed(data_type, count, settings);
  if (alone.length > 0) return alone;
  return limitsCrossed(data_type, count + recent, settings).length > 0 ? ['splitting'] : [];
}

function limitsCrossed(data_type: string, count: number, settings: ExportSettings): ApprovalReason[] {
  const { personal_data_threshold } = settings;
  return [
    ...(count > thresholdOf(data_type, settings) ? (['threshold'] as const) : []),
    ...(isPersonalData(data_type, settings) && count > personal_data_threshold
      ? (['personal-data'] as const)
      : []),
  ];
}

/** What was approved, by a person or by the rules. */
export interface Approved {
  readonly data_type: string;
  /** Null = nobody has counted. */
  readonly count: number | null;
  /** Of the dataset that a person approved; null = the rules let it through, or nobody took it. */
  readonly fingerprint: string | null;
  /** True when it needed an approval for a reason beside its own size. */
  readonly is_split: boolean;
}

/**
 * Whether what has come out is not what was approved (EN-AP-11): more records than that, or other records than a person
 * looked at, and enough of them to need an approval.
 */
export function exceedsApproval(
  approved: Approved,
  actual: { readonly count: number; readonly fingerprint: string },
  settings: ExportSettings,
): boolean {
  const { data_type, count, fingerprint, is_split } = approved;
  const isMore = count === null || actual.count > count;
  const isOther = fingerprint !== null && fingerprint !== actual.fingerprint;
  if (!isMore && !isOther) return false;
  return is_split || limitsCrossed(data_type, actual.count, settings).length > 0;
}
