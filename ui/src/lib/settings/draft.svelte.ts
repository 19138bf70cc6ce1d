/** The settings as they are being edited: what differs from those of the case, and what of it is wrong. */
import type { CaseSettings } from "../api/generated/CaseSettings";
import type { PartyPane } from "../api/generated/PartyPane";
import type { PartyRole } from "../api/generated/PartyRole";
import type { SettingsChange } from "../api/generated/SettingsChange";
import { readOffset } from "./offsets";

export type Wrong =
  | "name"
  | "name-twice"
  | "alias"
  | "alias-own"
  | "alias-other"
  | "detail"
  | "threshold"
  | "offset";

/** Fields that every person is asked for; their names are stored and printed as they stand here. */
export const FIELDS = ["身份证号", "电话", "地址", "微信号"] as const;

/** One person while being edited; `key` stays while the name is typed. */
export class PersonDraft {
  readonly key: number;
  readonly role: PartyRole;
  name = $state("");
  aliases = $state.raw<readonly string[]>([]);
  /** (field, value), the usual fields first. */
  details = $state<[string, string][]>([]);

  constructor(key: number, party: PartyPane) {
    this.key = key;
    this.role = party.role;
    this.name = party.name;
    this.aliases = party.aliases;
    const usual = FIELDS.map((field): [string, string] => [
      field,
      party.details.find(([name]) => name === field)?.[1] ?? "",
    ]);
    const others = party.details.filter(([name]) => !FIELDS.some((field) => field === name));
    this.details = [...usual, ...others.map(([name, value]): [string, string] => [name, value])];
  }

  /** As it is asked for; what is empty is left away. */
  pane(): PartyPane {
    const details = this.details
      .map(([field, value]): [string, string] => [field.trim(), value.trim()])
      .filter(([, value]) => value !== "");
    return { name: this.name.trim(), role: this.role, aliases: [...this.aliases], details };
  }
}

/** Names are the same whatever their spaces and letter cases. */
function plain(name: string): string {
  return name.trim().normalize("NFKC").toLowerCase();
}

/** Details in one order, so that only what differs is a change. */
function comparable(party: PartyPane): unknown {
  const details = party.details.filter(([, value]) => value.trim() !== "");
  return [party.name, party.role, party.aliases, details.sort(([a], [b]) => (a < b ? -1 : 1))];
}

export class SettingsDraft {
  people = $state.raw<readonly PersonDraft[]>([]);
  threshold = $state("");
  /** As it is typed or chosen. */
  offset = $state("");
  /** Whether the offset is typed, though it may be a common one. */
  offsetTyped = $state(false);
  #base = $state.raw<CaseSettings>({ threshold_minutes: 15, offset: "+08:00", parties: [], shifts: [] });
  #next = 1;

  constructor(settings: CaseSettings) {
    this.begin(settings);
  }

  /** Begins anew from the settings of the case. */
  begin(settings: CaseSettings): void {
    this.#base = settings;
    this.people = settings.parties.map((party) => new PersonDraft(this.#next++, party));
    this.threshold = String(settings.threshold_minutes);
    this.offset = settings.offset;
    this.offsetTyped = false;
  }

  /** The case has other settings now: edits stay, and are compared with those. */
  rebase(settings: CaseSettings): void {
    if (settings === this.#base) return;
    if (this.change === null && this.wrongs === 0) this.begin(settings);
    else this.#base = settings;
  }

  of(role: PartyRole): readonly PersonDraft[] {
    return this.people.filter((person) => person.role === role);
  }

  add(role: PartyRole): PersonDraft {
    const person = new PersonDraft(this.#next++, { name: "", role, aliases: [], details: [] });
    this.people = [...this.people, person];
    return person;
  }

  remove(person: PersonDraft): void {
    if (this.of(person.role).length > 1) this.people = this.people.filter((other) => other !== person);
  }

  nameWrong(person: PersonDraft): Wrong | null {
    const name = plain(person.name);
    if (name === "") return "name";
    return this.people.some((other) => other !== person && plain(other.name) === name) ? "name-twice" : null;
  }

  /** Why a person cannot get an alias; null where nothing speaks against it. */
  aliasWrong(person: PersonDraft, alias: string): Wrong | null {
    const name = plain(alias);
    if (name === "") return "alias";
    const has = (other: PersonDraft): boolean => [other.name, ...other.aliases].some((one) => plain(one) === name);
    if (has(person)) return "alias-own";
    return this.people.some(has) ? "alias-other" : null;
  }

  readonly thresholdWrong = $derived.by((): Wrong | null => {
    const text = this.threshold.trim();
    const minutes = Number(text);
    return /^\d+$/.test(text) && minutes >= 1 && minutes <= 1440 ? null : "threshold";
  });

  readonly offsetWrong = $derived.by((): Wrong | null => (readOffset(this.offset) === null ? "offset" : null));

  /** How many fields are wrong. */
  readonly wrongs = $derived.by(
    () =>
      this.people.filter((person) => this.nameWrong(person) !== null).length +
      this.people.flatMap((person) => person.details).filter(([field, value]) => field.trim() === "" && value.trim() !== "").length +
      (this.thresholdWrong === null ? 0 : 1) +
      (this.offsetWrong === null ? 0 : 1),
  );

  /** What would be changed; null where nothing, or where something is wrong. */
  readonly change = $derived.by((): SettingsChange | null => {
    if (this.wrongs > 0) return null;
    const base = this.#base;
    const minutes = Number(this.threshold.trim());
    const offset = readOffset(this.offset);
    const parties = this.people.map((person) => person.pane());
    const same = JSON.stringify(parties.map(comparable)) === JSON.stringify(base.parties.map(comparable));
    if (minutes === base.threshold_minutes && offset === base.offset && same) return null;
    return {
      threshold_minutes: minutes === base.threshold_minutes ? null : minutes,
      offset: offset === base.offset ? null : offset,
      parties: same ? null : parties,
      shift: null,
    };
  });

  /** Whether leaving would lose something. */
  readonly dirty = $derived(this.change !== null || this.wrongs > 0);
}
