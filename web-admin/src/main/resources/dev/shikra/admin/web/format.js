// Numbers and times for people. Pure functions: value in, text out; a missing value is a dash.

const NONE = '–';
const price2 = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 });
const zoneNames = { 'Asia/Kolkata': 'IST', 'Asia/Calcutta': 'IST', UTC: 'UTC', Z: 'UTC' };
const clocks = new Map();

export const isNumber = value => typeof value === 'number' && Number.isFinite(value);

export const price = value => (isNumber(value) ? price2.format(value) : NONE);
export const count = value => (isNumber(value) ? whole.format(value) : NONE);
export const percent = value => (isNumber(value) ? `${Math.round(value * 100)} %` : NONE);

/** A value of a clause: enough digits to compare, no more. */
export function value(number) {
  if (!isNumber(number)) return NONE;
  const size = Math.abs(number);
  if (size >= 1e15) return number.toExponential(3);
  if (Number.isInteger(number)) return whole.format(number);
  const digits = size >= 100 ? 2 : size >= 1 ? 3 : 4;
  return new Intl.NumberFormat('en-IN', { maximumFractionDigits: digits }).format(number);
}

/** Milliseconds, as a person would say them. */
export function milliseconds(ms) {
  if (!isNumber(ms)) return NONE;
  if (ms < 1) return `${Math.max(1, Math.round(ms * 1000))} µs`;
  if (ms < 1000) return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
  return `${Math.round(ms / 100) / 10} s`;
}

/** Seconds, as a person would say them: 0.2 s, 45 s, 3 min, 2 h 5 min. */
export function seconds(s) {
  if (!isNumber(s)) return NONE;
  if (s < 10) return `${Math.round(s * 10) / 10} s`;
  if (s < 120) return `${Math.round(s)} s`;
  if (s < 7200) return `${Math.round(s / 60)} min`;
  return `${Math.floor(s / 3600)} h ${Math.round((s % 3600) / 60)} min`;
}

function clockOf(zone) {
  if (!clocks.has(zone)) {
    const make = options => {
      try {
        return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
      } catch {
        return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hourCycle: 'h23', ...options });
      }
    };
    clocks.set(zone, {
      time: make({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
      day: make({ weekday: 'short', day: '2-digit', month: 'short' }),
      parts: make({ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }),
    });
  }
  return clocks.get(zone);
}

export const zoneName = zone => zoneNames[zone] ?? zone;
export const time = (ms, zone) => (ms > 0 ? clockOf(zone).time.format(ms) : NONE);
export const day = (ms, zone) => (ms > 0 ? clockOf(zone).day.format(ms).replace(',', '') : NONE);

/** Epoch seconds whose UTC fields are the zone's wall clock: what the chart's axis shows. */
export function wallSeconds(ms, zone) {
  const parts = {};
  for (const { type, value: text } of clockOf(zone).parts.formatToParts(ms)) parts[type] = Number(text);
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) / 1000;
}
