export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'quarterly', 'annual', 'on_demand'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** When a schedule fires, by a cron expression of five or six fields (the sixth, in front, counts seconds). */
export interface CronTiming {
  readonly kind: 'cron';
  /** One blank between fields. */
  readonly expression: string;
  /** IANA zone. */
  readonly timezone: string;
}

/** When a schedule fires, by frequency. What a frequency does not need is null. */
export interface FrequencyTiming {
  readonly kind: 'frequency';
  readonly frequency: Frequency;
  /** 0 = Sunday. */
  readonly day_of_week: number | null;
  /** 1–31 as asked for; a shorter month fires on its last day. */
  readonly day_of_month: number | null;
  /** 1–12: the month of an annual schedule, any month of a quarterly one's cycle; null = January. */
  readonly month: number | null;
  /** Wall clock, `HH:MM`. */
  readonly time_of_day: string;
  /** IANA zone. */
  readonly timezone: string;
}

export type ScheduleTiming = CronTiming | FrequencyTiming;

/** What somebody wrote about the times of a schedule, unchecked. */
export interface TimingFields {
  readonly cron_expression?: string | null;
  readonly frequency?: string | null;
  readonly day_of_week?: number | null;
  readonly day_of_month?: number | null;
  readonly month?: number | null;
  readonly time_of_day?: string | null;
  readonly timezone: string;
}
