/** The sentence of a gap: word for word as the dossier prints it, with ranges, receipts and other zones; never more than was compared. */
import { describe, expect, it } from "vitest";
import { wordsIn } from "../../i18n/index.svelte";
import type { Gap } from "../api/generated/Gap";
import type { LinkDetail } from "../api/generated/LinkDetail";
import type { Span } from "../api/generated/Span";
import { startedApp } from "../../fake/mounting";
import { flagSentence } from "./sentence";
import { printedSpan, seconds } from "./span";

const zh = wordsIn("zh");
const en = wordsIn("en");

function span(earliest: string, latest = earliest, basis: Span["basis"] = "export"): Span {
  const iso = (time: string): string => `${time.replace(" ", "T")}+08:00`;
  return { earliest: iso(earliest), latest: iso(latest), basis, zone: "assumed" };
}

async function detailOf(change: (detail: LinkDetail) => LinkDetail): Promise<LinkDetail> {
  const { backend } = await startedApp();
  const link = backend.case?.story.transfers.find(({ verdict }) => verdict === "over")?.link ?? "";
  return change(await backend.link(link));
}

/** The least and the greatest distance of two times. */
function distance(one: Span, other: Span): Gap {
  const [from, to] = [seconds(one.earliest), seconds(one.latest)];
  const [otherFrom, otherTo] = [seconds(other.earliest), seconds(other.latest)];
  return {
    min_s: Math.max(0, otherFrom - to, from - otherTo),
    max_s: Math.max(otherTo - from, to - otherFrom),
  };
}

/** A detail with these times, and the gap between them. */
function timed(transfer: Span, message: Span): Promise<LinkDetail> {
  return detailOf((detail) => ({
    ...detail,
    transfer: { ...detail.transfer, when: transfer },
    message: detail.message && { ...detail.message, when: message },
    clock: "sent",
    money: { ...detail.money, verdict: "over", gap: distance(transfer, message) },
  }));
}

describe("the sentence of a gap", () => {
  it("is that of the rule book where the label is only to the minute", async () => {
    const detail = await timed(
      span("2024-03-01 20:15:08", "2024-03-01 20:15:08", "bill"),
      span("2024-03-01 20:41:00", "2024-03-01 20:45:59", "label"),
    );
    expect(flagSentence(detail, 15, "+08:00", zh)).toBe(
      "时间间隔提示（非法定标准）：本笔转账时间 2024-03-01 20:15:08，所关联聊天的时间范围为 2024-03-01 20:41:00—20:45:59（截图时间标签仅精确到分），二者相差约 25 分 52 秒至 30 分 51 秒，超过本案设置的 15 分钟核对阈值。该阈值仅用于提示人工核对。时间间隔本身不证明、也不否定借贷关系；证据的真实性与关联性由人民法院依法审查认定。",
    );
  });

  it("names both seconds where both are known, as the dossier does", async () => {
    const detail = await timed(span("2024-04-10 20:15:08"), span("2024-04-10 19:49:16"));
    const said = flagSentence(detail, 15, "+08:00", zh);
    expect(said).toContain("本笔转账时间 2024-04-10 20:15:08，所关联聊天的时间为 2024-04-10 19:49:16，二者相差 25 分 52 秒，超过");
    expect(flagSentence(detail, 30, "+08:00", en)).toContain("review threshold of 30 minutes");
    for (const never of ["证据链断裂", "无效", "不予采信"]) expect(said).not.toContain(never);
  });

  it("names the receipt where the gap was measured to it", async () => {
    const transfer = span("2024-04-11 09:00:00");
    const receipt = span("2024-04-11 11:00:00");
    const measured = await timed(transfer, receipt);
    const detail: LinkDetail = {
      ...measured,
      message: measured.message && { ...measured.message, when: span("2024-04-10 20:00:00") },
      transfer: { ...measured.transfer, accepted: receipt },
      clock: "accepted",
    };
    expect(flagSentence(detail, 15, "+08:00", zh)).toContain("所关联聊天中收款卡片的时间为 2024-04-11 11:00:00，二者相差 2 小时，");
    // A receipt alone is not what was compared.
    expect(flagSentence({ ...detail, clock: "sent" }, 15, "+08:00", zh)).toContain("所关联聊天的时间为 2024-04-10 20:00:00，");
  });

  it("is not there where nothing is over, or the link was rejected", async () => {
    const detail = await timed(span("2024-04-10 20:15:08"), span("2024-04-10 19:49:16"));
    const with_ = (change: Partial<LinkDetail["money"]>): LinkDetail => ({ ...detail, money: { ...detail.money, ...change } });
    expect(flagSentence(with_({ verdict: "within" }), 15, "+08:00", zh)).toBeNull();
    expect(flagSentence(with_({ verdict: "undetermined" }), 15, "+08:00", zh)).toBeNull();
    expect(flagSentence(with_({ decided: "rejected" }), 15, "+08:00", zh)).toBeNull();
    expect(flagSentence({ ...detail, message: null }, 15, "+08:00", zh)).toBeNull();
  });
});

describe("a time of the case", () => {
  it.each([
    [span("2024-03-01 20:15:08"), "2024-03-01 20:15:08"],
    [span("2024-03-01 23:59:00", "2024-03-02 00:00:59"), "2024-03-01 23:59:00—2024-03-02 00:00:59"],
    [{ ...span("2024-03-01 20:15:08"), earliest: "2024-03-01T21:15:08+09:00", latest: "2024-03-01T21:15:08+09:00" }, "2024-03-01 21:15:08 (+09:00)"],
  ])("prints %o", (when, said) => expect(printedSpan(when, "+08:00")).toBe(said));
});
