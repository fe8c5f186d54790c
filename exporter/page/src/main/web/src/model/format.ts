/** Numbers, times and names as people read them. */

import type { Estimate } from "./report";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** Nothing known: a dash, which the table reads out as "unknown". */
export const UNKNOWN = "–";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export function count(value: number): string {
  return whole.format(value);
}

/** Three significant digits below a thousand, whole numbers above. */
export function decimal(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return whole.format(value);
  const digits = size >= 10 ? 1 : size >= 1 ? 2 : size === 0 ? 0 : 3;
  const text = value.toFixed(digits);
  return Number(text) === 0 ? "0" : text.replace(/\.0+$/, "");
}

/** "−0.5", "+12", "0": growth always has its sign. */
export function signed(value: number): string {
  const text = decimal(Math.abs(value));
  if (text === "0") return "0";
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** "12 to 15", "at least 12", or nothing where it says no more than the value. */
export function interval(estimate: Estimate, factor: number): string {
  const { low, high } = estimate;
  if (low === 0 && high === 0) return "";
  if (low !== null && high !== null) return `${signed(low * factor)} to ${signed(high * factor)}`;
  if (low !== null) return `at least ${signed(low * factor)}`;
  if (high !== null) return `at most ${signed(high * factor)}`;
  return "";
}

/** "45 s", "12 min", "3 h 20 min", "4 d 2 h". */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 2 * MINUTE && s !== MINUTE) return `${s} s`;
  if (s < 1.5 * HOUR && s !== HOUR) return `${Math.round(s / MINUTE)} min`;
  if (s < 2 * DAY) return pair(Math.round(s / MINUTE), MINUTE, "h", "min");
  if (s < 365 * DAY) return pair(Math.round(s / HOUR), 24, "d", "h");
  return `${count(s / DAY)} d`;
}

function pair(units: number, per: number, big: string, small: string): string {
  const rest = units % per;
  return `${Math.floor(units / per)} ${big}${rest === 0 ? "" : ` ${rest} ${small}`}`;
}

/** The time of day here, with the date where it is another day than now. */
export function clock(epochMillis: number, nowMillis: number): string {
  const at = new Date(epochMillis);
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return at.toDateString() === new Date(nowMillis).toDateString() ? time : `${date(at)} ${time}`;
}

/** Hours and minutes, for an axis; with seconds where it is not a whole minute. */
export function hourMinute(epochMillis: number): string {
  const at = new Date(epochMillis);
  const seconds = at.getSeconds();
  return `${two(at.getHours())}:${two(at.getMinutes())}${seconds === 0 ? "" : `:${two(seconds)}`}`;
}

function date(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let size = value;
  let unit = -1;
  do {
    size /= 1_000;
    unit++;
  } while (size >= 1_000 && unit < units.length - 1);
  return `${decimal(size)} ${units[unit]}`;
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Longest name shown anywhere: a screen of it. */
const MOST_CHARACTERS = 300;

/**
 * A foreign name made fit to be shown as text: what breaks lines, is invisible or turns the writing
 * direction is shown by its code, and what is too long is cut.
 */
export function shown(name: string, most = MOST_CHARACTERS): string {
  if (name === "") return "(no name)";
  const cut = name.length > most ? `${name.slice(0, most)}… (${count(name.length)} characters)` : name;
  return cut.replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** "OrderHandler.handle" with ":42" where the file is the class's own, else with the file's name. */
export function lineOf(parts: FrameParts): string {
  const [file = "", line] = parts.source.split(":");
  const owner = parts.method.split(".")[0]?.split("$")[0] ?? "";
  if (line !== undefined && file.replace(/\.\w+$/, "") === owner) return `:${line}`;
  return parts.source === "" ? "" : ` ${parts.source}`;
}

export interface FrameParts {
  /** "com.acme." */
  place: string;
  /** "OrderHandler.handle" */
  method: string;
  /** "OrderHandler.java:42", empty where unknown. */
  source: string;
}

/** No frame is as long; a hostile name must not keep the expression below busy. */
const MOST_FRAME_CHARACTERS = 1_000;

/** The parts of a frame as the report writes it; all of it is `method` where it is none. */
export function frameParts(frame: string): FrameParts {
  const match = frame.length > MOST_FRAME_CHARACTERS ? null : /^((?:[\w$-]+\.)*)([\w$/.]+\.[\w$<>]+)(?:\(([^()]*)\))?$/.exec(frame);
  if (match === null) return { place: "", method: frame, source: "" };
  const path = `${match[1] ?? ""}${match[2] ?? ""}`.split(".");
  const method = path.splice(-2).join(".");
  return { place: path.length > 0 ? `${path.join(".")}.` : "", method, source: match[3] ?? "" };
}
