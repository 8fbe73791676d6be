const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const fullDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

export interface Age {
  readonly unit: 'now' | 'seconds' | 'minutes' | 'hours' | 'date';
  /** The amount, or the date. */
  readonly text: string;
}

/** The age of a time, as precise as is useful. Both in ms since the epoch. */
export function ageOf(then: number, now: number): Age {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  if (seconds < 5) return { unit: 'now', text: '' };
  if (seconds < minute) return { unit: 'seconds', text: String(seconds) };
  if (seconds < hour) return { unit: 'minutes', text: String(Math.floor(seconds / minute)) };
  if (seconds < day) return { unit: 'hours', text: String(Math.floor(seconds / hour)) };
  return { unit: 'date', text: fullDate.format(then) };
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** A date as short as it stays clear: "14:05" today, "Tue" this week, "12 Mar" this year. Null for an invalid date. */
export function formatMoment(iso: string | null, now: number): string | null {
  const time = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(time)) return null;
  // Rounded, since a day on which the clocks change has 23 or 25 hours.
  const days = Math.round((startOfDay(now) - startOfDay(time)) / (day * 1000));
  // A clock that is a little ahead makes tomorrow of today.
  if (days === 0 || days === -1) return clock.format(time);
  if (days > 0 && days < 7) return weekday.format(time);
  return new Date(time).getFullYear() === new Date(now).getFullYear()
    ? dayAndMonth.format(time)
    : fullDate.format(time);
}

/** When a stored copy was current: "14:05", or with its day if that was not today. */
export function formatAsOf(time: number, now: number): string {
  return (startOfDay(time) === startOfDay(now) ? clock : dayAndClock).format(time);
}

/** The full date and time, for a tooltip. */
export function formatExact(iso: string | null): string | undefined {
  const time = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(time) ? undefined : new Date(time).toLocaleString();
}
