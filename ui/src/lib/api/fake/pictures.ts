/** The made-up pictures of the case: pages of a chat with what was read on them, drawn so that every box fits. */
import type { Decision } from "../generated/Decision";
import type { FindingPane } from "../generated/FindingPane";
import type { Material } from "../generated/Material";
import type { Picture } from "../generated/Picture";
import type { PictureBox } from "../generated/PictureBox";
import type { PictureCounts } from "../generated/PictureCounts";
import type { PicturePage } from "../generated/PicturePage";
import type { PictureQuery } from "../generated/PictureQuery";
import type { PictureRow } from "../generated/PictureRow";
import type { Span } from "../generated/Span";
import { iso, printed } from "./clock";
import { fakeId, OTHER, type Story } from "./story";

/** Messages of the story on each picture of a usual height. */
const ON_ONE = 6;
const WIDTH = 1170;
const HEIGHT = 2532;
const SLICE = 2048;
const BUBBLE = 250;

/** A picture as the imitated machine read it. */
export interface FakePicture {
  artifact: string;
  name: string;
  height: number;
  boxes: PictureBox[];
  /** What stands on it, whatever was corrected. */
  drawn: PictureBox[];
  bill: boolean;
  checked: boolean;
  captured: PictureRow["captured"];
  timeNeeded: boolean;
  covers: [number, number, number, number][];
}

type Undone = () => void;

function minute(at: number): Span {
  const start = at - (at % 60);
  return { earliest: iso(start), latest: iso(start + 59), basis: "label", zone: "assumed" };
}

function chatBox(story: Story, number: number, at: number): PictureBox | null {
  const message = story.messages[number];
  if (message === undefined) return null;
  const mine = message.side === "me";
  const lines = Math.max(1, Math.ceil([...message.text].length / 15));
  const width = lines > 1 ? 760 : Math.max(180, 64 + [...message.text].length * 46);
  const top = 330 + at * BUBBLE;
  const transfer = message.transfer < 0 ? undefined : story.transfers[message.transfer];
  const doubt = at === 1 ? ["text"] : at === 4 ? ["amount_fen", "when"] : [];
  return {
    record: message.id,
    bounds: [mine ? WIDTH - 150 - width : 150, top, width, Math.min(210, 50 + lines * 56)],
    message: {
      side: message.side,
      sender: mine ? "" : OTHER,
      kind: message.kind,
      card: transfer === undefined ? null : "sent",
      text: message.text,
    },
    transfer: null,
    amount_fen: transfer?.fen ?? null,
    when: at === 3 ? null : minute(message.at),
    confidence: doubt.length > 0 ? 612 + at : 987,
    unsure: doubt,
    corrected: [],
    findings: doubt.length === 0 ? [] : [doubtFinding(message.id, doubt[0] ?? "text", message.text)],
  };
}

function jumpTo(artifact: string): FindingPane["jump"] {
  return { link: null, message: null, transfer: null, artifact, line: null, sheet: null, picture: true, page: null, bounds: null };
}

function doubtFinding(artifact: string, field: string, read: string): FindingPane {
  return {
    code: "reading-unsure",
    severity: "check",
    message: `机器识读没有把握：${field}（读作“${read.slice(0, 20)}”）`,
    hint: "请对照图片核对，必要时更正。",
    artifact_name: null,
    place: null,
    jump: jumpTo(artifact),
    shift_s: null,
  };
}

function billBox(story: Story): PictureBox {
  const transfer = story.transfers[0];
  return {
    record: fakeId("picture-transfer", 0),
    bounds: [60, 420, 1050, 1500],
    message: null,
    transfer: {
      direction: "out",
      kind: "transfer",
      type_text: "转账",
      status: "completed",
      status_text: "对方已收钱",
      counterparty: OTHER,
      memo: "借款",
      note: null,
      transaction_id: "1000050001202401050009876543210",
      merchant_id: null,
      method: "零钱",
      accepted: null,
      returned: null,
    },
    amount_fen: transfer?.fen ?? 500_000,
    when: { ...minute(transfer?.at ?? 0), basis: "bill" },
    confidence: 941,
    unsure: ["id"],
    corrected: [],
    findings: [],
  };
}

export class FakePictures {
  readonly all: FakePicture[];
  readonly #story: Story;
  readonly #byRecord = new Map<string, { picture: FakePicture; box: PictureBox }>();
  #undos: Undone[] = [];

  constructor(story: Story, materials: readonly Material[]) {
    this.#story = story;
    this.all = materials.filter((one) => one.preview === "picture").map((one, at) => this.#make(one, at));
  }

  #make({ artifact }: Material, at: number): FakePicture {
    const bill = artifact.name.includes("账单");
    const long = artifact.name.includes("长截图");
    const many = long ? 90 : ON_ONE;
    const first = 10 + at * ON_ONE;
    const boxes = bill
      ? [billBox(this.#story)]
      : Array.from({ length: many }, (_, n) => chatBox(this.#story, long ? 200 + n : first + n, n)).filter((box) => box !== null);
    const named = at % 3 === 1;
    const picture: FakePicture = {
      artifact: artifact.id,
      name: artifact.name,
      height: long ? 330 + many * BUBBLE + 200 : HEIGHT,
      boxes,
      drawn: structuredClone(boxes),
      bill,
      checked: false,
      captured: named ? { time: "2024-03-02 09:41:00", source: "name" } : null,
      timeNeeded: at % 3 === 2,
      covers: [],
    };
    for (const box of boxes) this.#byRecord.set(box.record, { picture, box });
    return picture;
  }

  /** A file that was just taken in. */
  take(material: Material): void {
    if (material.preview === "picture") this.all.push(this.#make(material, this.all.length));
  }

  of(artifact: string): FakePicture | undefined {
    return this.all.find((one) => one.artifact === artifact);
  }

  /** The picture that a message was read on. */
  holding(record: string): { picture: FakePicture; box: PictureBox } | null {
    return this.#byRecord.get(record) ?? null;
  }

  row(picture: FakePicture): PictureRow {
    const least = picture.boxes.reduce<number | null>((low, box) => Math.min(low ?? 1000, box.confidence), null);
    return {
      artifact: picture.artifact,
      name: picture.name,
      screen: picture.bill ? "bill-detail" : "chat",
      title: picture.bill ? null : OTHER,
      records: picture.boxes.length,
      unsure: picture.checked ? 0 : picture.boxes.filter((box) => box.unsure.length > 0).length,
      confidence: least,
      checked: picture.checked,
      captured: picture.captured,
      time_needed: picture.timeNeeded,
    };
  }

  counts(): PictureCounts {
    const many = (is: (one: FakePicture) => boolean): number => this.all.filter(is).length;
    return {
      total: this.all.length,
      unchecked: many((one) => !one.checked && one.boxes.length > 0),
      checked: many((one) => one.checked),
      time_needed: many((one) => one.timeNeeded),
    };
  }

  queried(query: PictureQuery): PictureRow[] {
    const sought = query.text.trim().toLowerCase();
    const open = (row: PictureRow): number => (row.checked ? 1 : 0);
    return this.all
      .map((one) => this.row(one))
      .filter((row) => {
        if (query.show === "unchecked" && row.checked) return false;
        if (query.show === "time-needed" && !row.time_needed) return false;
        return sought === "" || `${row.name} ${row.title ?? ""}`.toLowerCase().includes(sought);
      })
      .sort((a, b) => open(a) - open(b) || (a.confidence ?? 1001) - (b.confidence ?? 1001) || (a.name < b.name ? -1 : 1));
  }

  page(query: PictureQuery, from: number, count: number): PicturePage {
    const rows = this.queried(query);
    return { total: rows.length, from, rows: rows.slice(from, from + count), counts: this.counts() };
  }

  detail(picture: FakePicture): Picture {
    const findings: FindingPane[] = picture.timeNeeded
      ? [
          {
            code: "capture-time-needed",
            severity: "check",
            message: "有 2 个时间标签需要知道截图日期才能确定",
            hint: "请填写截图时间，否则这些消息没有确定的日期。",
            artifact_name: picture.name,
            place: null,
            jump: jumpTo(picture.artifact),
            shift_s: null,
          },
        ]
      : [];
    const slices = picture.height > 8192 ? Math.ceil(picture.height / SLICE) : 0;
    return { row: this.row(picture), width: WIDTH, height: picture.height, slices, slice_height: SLICE, boxes: structuredClone(picture.boxes), covers: [...picture.covers], findings };
  }

  /** Does what was decided, where it is about a picture; the words of it, or null. */
  decide(decision: Decision): string | null {
    if (decision.type === "check-picture") {
      const picture = this.of(decision.artifact);
      if (picture === undefined) return null;
      picture.checked = true;
      this.#undos.push(() => (picture.checked = false));
      return "核对图片";
    }
    if (decision.type === "redact" || decision.type === "uncover") {
      const picture = this.of(decision.artifact);
      if (picture === undefined) return null;
      const before = picture.covers;
      this.#undos.push(() => (picture.covers = before));
      const others = before.filter((bounds) => bounds.join() !== decision.bounds.join());
      picture.covers = decision.type === "redact" ? [...others, decision.bounds] : others;
      return decision.type === "redact" ? "在图片上划定隐去区域" : "取消图片上的隐去区域";
    }
    if (decision.type !== "correct") return null;
    const held = this.holding(decision.record);
    if (held === null) return null;
    const { box } = held;
    const before = structuredClone(box);
    this.#undos.push(() => Object.assign(box, before));
    correct(box, decision.field, decision.value);
    return `更正 ${decision.field}：${decision.value}`;
  }

  undo(): boolean {
    const last = this.#undos.pop();
    last?.();
    return last !== undefined;
  }

  capture(artifacts: readonly string[], at: string): void {
    for (const picture of this.all.filter((one) => artifacts.includes(one.artifact))) {
      picture.captured = { time: at.length === 16 ? `${at}:00` : at, source: "user" };
      picture.timeNeeded = false;
    }
  }

  /** The picture, or a slice of it, drawn with what was read on it. */
  drawing(artifact: string, slice: number | null): string | null {
    const picture = this.of(artifact);
    if (picture === undefined) return null;
    const top = slice === null ? 0 : slice * SLICE;
    const height = slice === null ? picture.height : Math.min(SLICE, picture.height - top);
    const shapes = picture.bill ? billShapes() : picture.drawn.map(bubbleShape).join("");
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 ${top} ${WIDTH} ${height}" font-family="sans-serif">` +
      `<rect y="${top}" width="${WIDTH}" height="${height}" fill="#ededed"/>` +
      `<text x="585" y="190" font-size="52" font-weight="600" text-anchor="middle" fill="#111">${picture.bill ? "账单详情" : OTHER}</text>` +
      `<text x="90" y="90" font-size="44" fill="#111">9:41</text>${shapes}</svg>`;
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }
}

/** A time as the user enters it: without seconds the whole minute. */
function entered(value: string): Span | null {
  if (value === "") return null;
  const whole = value.length === 16;
  const instant = `${value.replace(" ", "T")}${whole ? ":00" : ""}+08:00`;
  return { earliest: instant, latest: whole ? instant.replace(":00+", ":59+") : instant, basis: "user", zone: "stated" };
}

const read = (when: Span | null): string => (when === null ? "" : when.earliest.slice(0, 16).replace("T", " "));

function correct(box: PictureBox, field: string, value: string): void {
  const note = (was: string): void => {
    if (!box.corrected.some((one) => one.field === field)) box.corrected.push({ field, read: was });
    const settled = field === "transaction_id" || field === "merchant_id" ? "id" : field;
    box.unsure = box.unsure.filter((one) => one !== settled);
  };
  const { message, transfer } = box;
  if (field === "amount_fen") {
    note(box.amount_fen === null ? "" : String(box.amount_fen));
    box.amount_fen = value === "" ? null : Number(value);
  } else if (field === "when") {
    note(read(box.when));
    box.when = entered(value);
  } else if (transfer !== null && (field === "accepted" || field === "returned")) {
    note(read(transfer[field]));
    box.transfer = { ...transfer, [field]: entered(value) };
  } else if (message !== null) {
    const fields: Record<string, unknown> = { ...message };
    note(String(fields[field] ?? ""));
    box.message = { ...message, [field]: field === "card" && value === "" ? null : value };
  } else if (transfer !== null) {
    const fields: Record<string, unknown> = { ...transfer };
    note(String(fields[field] ?? ""));
    box.transfer = { ...transfer, [field]: value };
  }
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function bubbleShape(box: PictureBox): string {
  if (box.bounds === null || box.message === null) return "";
  const [x, y, width, height] = box.bounds;
  const card = box.message.card !== null;
  const fill = card ? "#f79c46" : box.message.side === "me" ? "#95ec69" : "#ffffff";
  const letters = [...box.message.text];
  const lines = Array.from({ length: Math.ceil(letters.length / 15) }, (_, at) => letters.slice(at * 15, at * 15 + 15).join(""));
  const text = lines
    .slice(0, 3)
    .map((line, at) => `<text x="${x + 32}" y="${y + 66 + at * 56}" font-size="44" fill="${card ? "#fff" : "#111"}">${escaped(line)}</text>`);
  const face = box.message.side === "me" ? WIDTH - 130 : 24;
  const label = box.when === null ? "" : `<text x="585" y="${y - 36}" font-size="34" text-anchor="middle" fill="#999">${printed(Date.parse(box.when.earliest) / 1000).slice(5, 16)}</text>`;
  return `${label}<rect x="${face}" y="${y}" width="106" height="106" rx="12" fill="#b9c6cf"/><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="18" fill="${fill}"/>${text.join("")}`;
}

function billShapes(): string {
  const rows = [
    ["当前状态", "对方已收钱"],
    ["转账说明", "借款"],
    ["转账时间", "2024年1月5日 09:12:30"],
    ["支付方式", "零钱"],
    ["交易单号", "1000050001202401050009876543210"],
  ];
  const lines = rows.map(
    ([name, value], at) =>
      `<text x="100" y="${960 + at * 150}" font-size="42" fill="#888">${name ?? ""}</text><text x="380" y="${960 + at * 150}" font-size="42" fill="#111">${value ?? ""}</text>`,
  );
  return `<rect x="60" y="420" width="1050" height="1500" rx="24" fill="#fff"/><text x="585" y="640" font-size="52" text-anchor="middle" fill="#111">转账-转给${OTHER}</text><text x="585" y="780" font-size="88" font-weight="700" text-anchor="middle" fill="#111">-5,000.00</text>${lines.join("")}`;
}
