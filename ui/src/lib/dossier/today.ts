/** Days as they are written on a dossier: `2026-04-03`, in the offset of the case, never the machine's. */

/** Today in an offset such as `+08:00`; `now` is milliseconds since 1970. */
export function today(offset: string, now: number): string {
  const parts = /^([+-])(\d\d):(\d\d)$/.exec(offset);
  const minutes = parts ? (Number(parts[2]) * 60 + Number(parts[3])) * (parts[1] === "-" ? -1 : 1) : 0;
  return new Date(now + minutes * 60_000).toISOString().slice(0, 10);
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
