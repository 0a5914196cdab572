import { randomUUID } from 'node:crypto';
import { jitterMs } from '@galley/schedule';
import { justNow, ScheduleFixture } from '../../../test/schedule-fixture.js';

const HOUR_MS = 3_600_000;
/** Ten slots of every hour have gone by, the last half an hour ago. */
const DUE = '2026-03-02T00:00:00Z';
const NOW = '2026-03-02T09:30:00Z';
const TEN_HOURS = Array.from({ length: 10 }, (_, hour) => `2026-03-02T0${hour}:00:00Z`);

describe('the times of firing', () => {
  let house: ScheduleFixture;

  beforeAll(async () => {
    house = await ScheduleFixture.open();
  });
  afterAll(() => house?.close());
  // What an earlier test left due must not fire into the next one.
  afterEach(() => house.putToSleep());

  describe('after nobody was there for ten slots', () => {
    it('fire_once: the newest is caught up, the others are on record as missed', async () => {
      const schedule = await house.add(DUE, { schedule_config: { misfire_policy: 'fire_once' } });
      await house.fireAt(NOW, schedule);
      expect(await house.slots(schedule.id)).toEqual([
        ...TEN_HOURS.slice(0, 9).map((slot) => `${slot} slot skipped misfire`),
        `${TEN_HOURS[9]} catch_up fired`,
      ]);
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date('2026-03-02T10:00:00Z'));
    });

    it('skip: none is fired', async () => {
      const schedule = await house.add(DUE, { schedule_config: { misfire_policy: 'skip' } });
      await house.fireAt(NOW, schedule);
      expect(await house.slots(schedule.id)).toEqual(TEN_HOURS.map((slot) => `${slot} slot skipped misfire`));
      expect(await house.jobsOf(schedule.id)).toEqual([]);
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date('2026-03-02T10:00:00Z'));
    });

    it('fire_all: every one, each with its own dates', async () => {
      const schedule = await house.add(DUE, { schedule_config: { misfire_policy: 'fire_all' } });
      await house.fireAt(NOW, schedule);
      expect(await house.slots(schedule.id)).toEqual(TEN_HOURS.map((slot) => `${slot} catch_up fired`));
      const jobs = await house.jobsOf(schedule.id);
      expect(jobs.map(({ scheduled_fire_at }) => scheduled_fire_at)).toEqual(
        TEN_HOURS.map((slot) => new Date(slot)),
      );
      expect((await house.schedule(schedule.id)).fired_count).toBe(10);
    });

    it('fire_all after weeks: the newest hundred, and a word about the older ones', async () => {
      const schedule = await house.add(DUE, { schedule_config: { misfire_policy: 'fire_all' } });
      await house.fireAt('2026-03-30T12:30:00Z', schedule);
      const slots = await house.slots(schedule.id);
      expect(slots).toHaveLength(101);
      expect(slots[0]).toBe(`${DUE} slot skipped misfire`);
      expect(slots.at(-1)).toBe('2026-03-30T12:00:00Z catch_up fired');
    });

    it('a slot that is seconds late was not missed', async () => {
      const schedule = await house.add('2026-03-02T09:00:00Z', {
        schedule_config: { misfire_policy: 'skip' },
      });
      await house.fireAt('2026-03-02T09:00:45Z', schedule);
      expect(await house.slots(schedule.id)).toEqual(['2026-03-02T09:00:00Z slot fired']);
    });

    it('what was fired before is not fired again, should the schedule have been moved back', async () => {
      const schedule = await house.add('2026-03-02T08:00:00Z', {
        schedule_config: { misfire_policy: 'fire_all' },
      });
      await house.fireAt('2026-03-02T08:00:10Z', schedule);
      await house.change(schedule.id, { next_run_at: '2026-03-02T08:00:00Z' });
      await house.fireAt('2026-03-02T09:00:10Z', schedule);
      expect(await house.slots(schedule.id)).toEqual([
        '2026-03-02T08:00:00Z slot fired',
        '2026-03-02T09:00:00Z slot fired',
      ]);
    });
  });

  describe('on the days the clocks change', () => {
    // Golden: EN-NR of packs/energy.md; gap forward by the gap, overlap the first occurrence only.
    it.each([
      ['America/New_York', '02:30', '2026-03-08T07:30:00Z', '2026-03-09T06:30:00Z'],
      ['America/New_York', '01:30', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
      ['Europe/Oslo', '02:30', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
      ['Europe/Oslo', '02:30', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
      ['Australia/Lord_Howe', '02:15', '2026-10-03T15:45:00Z', '2026-10-04T15:15:00Z'],
      ['Pacific/Auckland', '02:30', '2026-09-26T14:30:00Z', '2026-09-27T13:30:00Z'],
    ])('%s at %s fires once, and then on the next day', async (timezone, time_of_day, slot, next) => {
      const schedule = await house.add(slot, {
        frequency: 'daily',
        time_of_day,
        schedule_config: { timezone, misfire_policy: 'fire_all' },
      });
      const oneHourLater = new Date(Date.parse(slot) + HOUR_MS + 5_000).toISOString();
      await house.fireAt(oneHourLater, schedule);
      expect(await house.slots(schedule.id)).toEqual([`${slot} catch_up fired`]);
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date(next));
    });
  });

  describe('while the run before has not ended', () => {
    const running = async (overlap_policy: string) => {
      const schedule = await house.add('2026-03-02T08:00:00Z', { schedule_config: { overlap_policy } });
      await house.fireAt('2026-03-02T08:00:10Z', schedule);
      await house.change(schedule.id, { next_run_at: '2026-03-02T09:00:00Z' });
      return schedule;
    };

    it('allow: the next one fires beside it', async () => {
      const schedule = await running('allow');
      await house.fireAt('2026-03-02T09:00:10Z', schedule);
      expect(await house.jobsOf(schedule.id)).toHaveLength(2);
    });

    it('skip: the next one is skipped, on record', async () => {
      const schedule = await running('skip');
      await house.fireAt('2026-03-02T09:00:10Z', schedule);
      expect(await house.slots(schedule.id)).toEqual([
        '2026-03-02T08:00:00Z slot fired',
        '2026-03-02T09:00:00Z slot skipped overlap',
      ]);
    });

    it('queue: the next one waits for its end, and is then on time whatever the hour', async () => {
      const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
      const before = (hours: number, seconds = 0) =>
        new Date(hour - hours * HOUR_MS + seconds * 1000).toISOString();
      const schedule = await house.add(before(3), { schedule_config: { overlap_policy: 'queue' } });
      await house.fireAt(before(3, 10), schedule);
      await house.round();
      const [job, ...others] = await house.jobsOf(schedule.id);
      expect(others).toEqual([]);
      await house.database.asSystem((tx) =>
        tx.tb_report_job.update({ where: { id: job?.id }, data: { status: 'cancelled' } }),
      );
      await house.round();
      // Missed hours ago by the calendar, but it could not have been fired before; and one at a time.
      expect((await house.slots(schedule.id)).map((slot) => slot.replace('Z', '.000Z'))).toEqual([
        `${before(3)} slot fired`,
        `${before(2)} slot fired`,
      ]);
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date(before(1)));
    });
  });

  describe('with jitter', () => {
    it('PostgreSQL and TypeScript move a slot by the same', async () => {
      for (let n = 0; n < 200; n++) {
        const id = randomUUID();
        const slot = new Date(Date.UTC(2026, 0, 1) + n * 7_777_000);
        const [row] = await house.database.asSystem(
          (tx) => tx.$queryRaw<{ at: Date }[]>`
            select tenant.schedule_fires_at(${id}::uuid, ${slot}::timestamptz, ${String(n * 10)}) as at`,
        );
        expect(row?.at.getTime()).toBe(slot.getTime() + jitterMs(id, slot, n * 10));
      }
    });

    it('a slot is due when its jitter is over, and keeps its own instant', async () => {
      const seconds = 86_400;
      const now = justNow();
      const schedule = await house.add(now, { schedule_config: { jitter_seconds: seconds } });
      await house.round();
      expect(await house.runs(schedule.id)).toEqual([]);
      const slot = new Date(now.getTime() - seconds * 1000 - 1000);
      await house.change(schedule.id, { next_run_at: slot });
      await house.round();
      const [run] = await house.runs(schedule.id);
      expect(run).toMatchObject({ scheduled_for: slot });
    });

    it('a jitter that is no number stops nobody', async () => {
      const junk = await house.add(justNow(), { schedule_config: { jitter_seconds: 'ten' } });
      const fine = await house.add(justNow());
      await house.round();
      expect(await house.jobsOf(junk.id)).toHaveLength(1);
      expect(await house.jobsOf(fine.id)).toHaveLength(1);
    });
  });

  describe('on days off', () => {
    /** Christmas 2026 is a Friday. */
    const calendar = async () => {
      const code = randomUUID().slice(0, 8);
      await house.database.asSystem((tx) =>
        tx.holiday_calendar.create({
          data: {
            organization_id: house.organization,
            code,
            name: code,
            days: [{ date: '2026-12-25', name: 'Christmas Day' }],
            weekend: [0, 6],
          },
        }),
      );
      return code;
    };
    const daily = { frequency: 'daily' as const, time_of_day: '06:00' };

    it('skip: passes over them, and says so with the next one', async () => {
      const schedule_config = { holiday_calendar: await calendar(), holiday_policy: 'skip' };
      const schedule = await house.add('2026-12-24T06:00:00Z', { ...daily, schedule_config });
      await house.fireAt('2026-12-24T06:00:01Z', schedule);
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date('2026-12-28T06:00:00Z'));
      await house.fireAt('2026-12-28T06:00:01Z', schedule);
      expect(await house.slots(schedule.id)).toEqual([
        '2026-12-24T06:00:00Z slot fired',
        '2026-12-25T06:00:00Z slot skipped holiday',
        '2026-12-26T06:00:00Z slot skipped holiday',
        '2026-12-27T06:00:00Z slot skipped holiday',
        '2026-12-28T06:00:00Z slot fired',
      ]);
    });

    it('skip: a day that was made a day off after it was next', async () => {
      const schedule_config = { holiday_calendar: await calendar(), holiday_policy: 'skip' };
      const schedule = await house.add('2026-12-25T06:00:00Z', { ...daily, schedule_config });
      await house.fireAt('2026-12-25T06:00:01Z', schedule);
      expect(await house.slots(schedule.id)).toEqual(['2026-12-25T06:00:00Z slot skipped holiday']);
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date('2026-12-28T06:00:00Z'));
    });

    it('shift: runs on the next working day, about its own period', async () => {
      const schedule_config = { holiday_calendar: await calendar(), holiday_policy: 'shift' };
      const weekly = { frequency: 'weekly' as const, day_of_week: 5, time_of_day: '06:00', schedule_config };
      const schedule = await house.add('2026-12-25T06:00:00Z', weekly);
      await house.fireAt('2026-12-25T06:00:01Z', schedule);
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date('2026-12-28T06:00:00Z'));
      await house.fireAt('2026-12-28T06:00:01Z', schedule);
      expect(await house.slots(schedule.id)).toEqual([
        '2026-12-25T06:00:00Z slot skipped holiday',
        '2026-12-28T06:00:00Z slot fired',
      ]);
      const [job] = await house.jobsOf(schedule.id);
      expect(job?.period_end).toEqual(new Date('2026-12-24T00:00:00Z'));
      expect((await house.schedule(schedule.id)).next_run_at).toEqual(new Date('2027-01-01T06:00:00Z'));
    });
  });

  describe('comes to its end', () => {
    it('after the last slot before `until`', async () => {
      const schedule = await house.add('2026-03-02T09:00:00Z', {
        schedule_config: { until: '2026-03-02T09:59:59Z' },
      });
      await house.fireAt('2026-03-02T09:00:01Z', schedule);
      expect(await house.slots(schedule.id)).toEqual(['2026-03-02T09:00:00Z slot fired']);
      expect(await house.schedule(schedule.id)).toMatchObject({
        is_active: false,
        stopped_reason: 'ended',
        next_run_at: null,
      });
    });

    it('after `count` slots were fired, also when they are caught up', async () => {
      const schedule = await house.add(DUE, { schedule_config: { count: 3, misfire_policy: 'fire_all' } });
      await house.fireAt(NOW, schedule);
      expect(await house.jobsOf(schedule.id)).toHaveLength(3);
      expect(await house.schedule(schedule.id)).toMatchObject({ fired_count: 3, stopped_reason: 'ended' });
    });

    it('and nobody is told, because nothing is wrong', async () => {
      const schedule = await house.add(DUE, { schedule_config: { count: 1 } });
      await house.fireAt('2026-03-02T00:00:01Z', schedule);
      const messages = await house.database.asSystem((tx) =>
        tx.inbox_message.count({ where: { entity_id: schedule.id } }),
      );
      expect(messages).toBe(0);
    });
  });
});
