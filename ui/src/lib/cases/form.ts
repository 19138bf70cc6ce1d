/** The form of a new case: what is typed, what is still wrong with it, and what is asked of the program. */
import type { NewCaseForm } from "../api/generated/NewCaseForm";
import type { PartyPane } from "../api/generated/PartyPane";

/** What else can be known of a person; the words under which the case keeps it. */
export const details = ["身份证号", "电话", "地址", "微信号"] as const;
export type Detail = (typeof details)[number];

/** The offset of most cases. */
export const CHINA = "+08:00";
/** The greatest threshold that is sensible: a week, in minutes. */
const LONGEST = 10_080;
/** Characters of a title that go into the name of the folder. */
const FOLDER_NAME = 60;

/** A person as typed. */
export interface Person {
  /** Stays the same while other people come and go. */
  key: number;
  name: string;
  aliases: string[];
  details: Record<Detail, string>;
}

/** The form as typed. */
export interface Draft {
  title: string;
  me: Person;
  others: Person[];
  place: string;
  threshold: string;
  offset: string;
  /** Whether it is to be encrypted; the passphrase is no part of what is kept. */
  encrypted: boolean;
}

/** What is wrong with a person. */
export type NameError = "name" | "nameOrRemove" | "same";
export interface PersonErrors {
  name?: NameError;
  /** The alias that is another person's name too. */
  alias?: string;
}

export interface DraftErrors {
  title?: true;
  place?: true;
  threshold?: true;
  /** By the key of the person. */
  people: Map<number, PersonErrors>;
}

let nextKey = 1;

export function newPerson(): Person {
  return {
    key: nextKey++,
    name: "",
    aliases: [],
    details: { 身份证号: "", 电话: "", 地址: "", 微信号: "" },
  };
}

export function newDraft(place: string): Draft {
  return { title: "", me: newPerson(), others: [newPerson()], place, threshold: "15", offset: CHINA, encrypted: false };
}

/** The form in which names are compared, as the program does it. */
function normal(name: string): string {
  return name.normalize("NFKC").trim();
}

/** Adds an alias as it was typed or pasted: several at once where they are separated; none twice. */
export function withAliases(aliases: readonly string[], typed: string): string[] {
  const all = [...aliases];
  for (const one of typed.split(/[,，、;；\n]/)) {
    const alias = one.trim();
    if (alias !== "" && !all.some((known) => normal(known) === normal(alias))) all.push(alias);
  }
  return all;
}

/** What is wrong; each thing once, at the field where it can be put right. */
export function errorsOf(draft: Draft): DraftErrors {
  const errors: DraftErrors = { people: new Map() };
  if (normal(draft.title) === "") errors.title = true;
  if (draft.place.trim() === "") errors.place = true;
  if (!/^\d{1,5}$/.test(draft.threshold.trim()) || Number(draft.threshold) > LONGEST) errors.threshold = true;
  const people = [draft.me, ...draft.others];
  for (const person of people) {
    const found: PersonErrors = {};
    const name = normal(person.name);
    const others = people.filter((other) => other !== person);
    if (name === "") found.name = person !== draft.me && draft.others.length > 1 ? "nameOrRemove" : "name";
    // Said at the later of the two.
    else if (people.slice(0, people.indexOf(person)).some((other) => normal(other.name) === name)) found.name = "same";
    const taken = person.aliases.find((alias) =>
      others.some((other) => [other.name, ...other.aliases].some((known) => normal(known) === normal(alias))),
    );
    if (taken !== undefined) found.alias = taken;
    if (found.name !== undefined || found.alias !== undefined) errors.people.set(person.key, found);
  }
  return errors;
}

export function isGood(errors: DraftErrors): boolean {
  return !errors.title && !errors.place && !errors.threshold && errors.people.size === 0;
}

function partyOf(person: Person, role: PartyPane["role"]): PartyPane {
  const known = details.map((field): [string, string] => [field, person.details[field].trim()]);
  return {
    name: person.name.trim(),
    role,
    aliases: [...person.aliases],
    details: known.filter(([, value]) => value !== ""),
  };
}

/** What is asked of the program. */
export function formOf(draft: Draft): NewCaseForm {
  return {
    place: draft.place,
    title: draft.title.trim(),
    parties: [partyOf(draft.me, "me"), ...draft.others.map((other) => partyOf(other, "other"))],
    threshold_minutes: Number(draft.threshold),
    offset: draft.offset,
  };
}

/** The folder that will be made, as the program names it; a number is added where it is there already. */
export function folderOf(place: string, title: string): string {
  const cut = [...title.trim()].slice(0, FOLDER_NAME).join("");
  const name = cut.replace(/[/\\:*?"<>|]|\p{Cc}/gu, "_").replace(/^[. ]+|[. ]+$/g, "");
  const between = place.includes("\\") && !place.includes("/") ? "\\" : "/";
  return `${place.replace(/[/\\]+$/, "")}${between}${name === "" ? "案件" : name}.juzheng`;
}

/** The folder of an encrypted case: everybody sees its name, so it does not tell the title. */
export function encryptedFolderOf(place: string): string {
  return folderOf(place, "加密案件");
}

/** The offsets in use in the world, from west to east. */
export const offsets: readonly string[] = [
  ...["-12:00", "-11:00", "-10:00", "-09:30", "-09:00", "-08:00", "-07:00", "-06:00", "-05:00", "-04:00", "-03:30"],
  ...["-03:00", "-02:00", "-01:00", "+00:00", "+01:00", "+02:00", "+03:00", "+03:30", "+04:00", "+04:30", "+05:00"],
  ...["+05:30", "+05:45", "+06:00", "+06:30", "+07:00", CHINA, "+08:45", "+09:00", "+09:30", "+10:00", "+10:30"],
  ...["+11:00", "+12:00", "+12:45", "+13:00", "+14:00"],
];
