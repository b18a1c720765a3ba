// Dates as precise as a notice is (2023, 2023-04, 2023-04-12) on a line of days.

const DAY = 86_400_000;

// The first day that a date can mean, as days since 1970; null for what is no date.
export function day(date: string | null | undefined): number | null {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date ?? "");
  if (!found) return null;
  return Date.UTC(Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1)) / DAY;
}

// The day behind the last that it can mean.
export function dayAfter(date: string): number | null {
  const first = day(date);
  if (first === null) return null;
  if (date.length === 10) return first + 1;
  const [year = 0, month = 0] = date.split("-").map(Number);
  return (date.length === 7 ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1)) / DAY;
}

export interface Tick {
  at: number;
  label: string;
}

// Where years begin, or quarters when all of it lies within three years.
export function ticks(from: number, to: number): Tick[] {
  const months = to - from > 3 * 366 ? 12 : 3;
  const first = new Date(from * DAY);
  const found: Tick[] = [];
  for (let month = 0; month < 12 * 80; month += months) {
    const start = Date.UTC(first.getUTCFullYear(), month, 1);
    const at = start / DAY;
    if (at > to) break;
    if (at >= from) found.push({ at, label: new Date(start).toISOString().slice(0, months === 12 ? 4 : 7) });
  }
  return found;
}
