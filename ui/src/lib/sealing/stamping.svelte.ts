/** Getting a timestamp: what would be sent is shown before it is; or the query is carried by hand. */
import type { QueryPane } from "../api/generated/QueryPane";
import type { StampShape } from "../api/generated/StampShape";
import type { Trouble } from "../api/generated/Trouble";
import { troubleOf } from "../api/trouble";
import type { App } from "../app/app.svelte";
import { plainTitle } from "../words/filename";

export type Way = "online" | "hand";
export type Step = "prepare" | "send" | "save" | "take";

/** Whether an address may be asked at all; what answers there is found out by asking. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text.trim());
}

/** The name that is proposed for a query: `时间戳请求_周航借款.tsq`. */
export function queryName(title: string): string {
  return ["时间戳请求", plainTitle(title)].filter((part) => part !== "").join("_") + ".tsq";
}

export class Stamping {
  open = $state(false);
  way = $state<Way>("online");
  address = $state("");
  /** What would be sent, once it was prepared. */
  query = $state.raw<QueryPane | null>(null);
  busy = $state<Step | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** What was got in the end. */
  got = $state.raw<StampShape | null>(null);
  /** Where the query lies that is to be carried by hand. */
  saved = $state<string | null>(null);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  /** Opens it anew; the address stays as it was typed. */
  begin(): void {
    this.query = this.trouble = this.got = this.saved = null;
    this.open = true;
  }

  /** Seals the case and shows what would be sent. */
  async prepare(): Promise<void> {
    await this.#step("prepare", async () => {
      this.query = await this.#app.backend.prepareQuery();
    });
  }

  /** Sends what was shown. */
  async send(): Promise<void> {
    const { query } = this;
    if (query === null) return;
    await this.#step("send", async () => {
      const { works, backend } = this.#app;
      this.got = await works.run("stamp", () => backend.sendQuery(query.query, this.address.trim()));
    });
  }

  /** Seals the case and writes the query to a file that the user chooses. */
  async save(name: string): Promise<void> {
    await this.#step("save", async () => {
      const query = await this.#app.backend.prepareQuery();
      this.saved = (await this.#app.backend.saveQuery(query.query, name)) ?? this.saved;
    });
  }

  /** Takes in a reply that the user chooses. */
  async take(): Promise<void> {
    await this.#step("take", async () => {
      this.got = await this.#app.backend.takeReply();
    });
  }

  async #step(step: Step, work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = step;
    this.trouble = null;
    try {
      await work();
    } catch (thrown) {
      this.trouble = troubleOf(thrown);
    } finally {
      this.busy = null;
    }
  }
}
