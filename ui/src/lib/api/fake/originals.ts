/** The files of the made-up case, and their little pictures. */
import type { Material } from "../generated/Material";
import type { Preview } from "../generated/Preview";
import { printed } from "./clock";
import { fakeDigest, fakeId, type Story } from "./story";

interface Sort {
  name: string;
  kind: string;
  media: string;
  readAs: string;
  preview: Preview;
  size: number;
  messages?: number;
  transfers?: number;
  check?: number;
  note?: number;
  serious?: number;
  locked?: boolean;
  parent?: string;
  entries?: number;
}

export function makeMaterial(number: number, sort: Sort): Material {
  return {
    artifact: {
      id: fakeId("artifact", number),
      name: sort.name,
      path: `/cases/${sort.name}`,
      parent: sort.parent ?? null,
      kind: sort.kind,
      media_type: sort.media,
      size: sort.size,
      sha256: fakeDigest(sort.name),
      sm3: fakeDigest(`sm3 ${sort.name}`),
      added_at: "2026-05-01T09:12:30+08:00",
      owner: null,
      messages: sort.messages ?? 0,
      transfers: sort.transfers ?? 0,
      captured_at: null,
      reader: sort.locked || sort.preview === "none" ? null : `${sort.kind}/1`,
      notes: [],
      screen: null,
    },
    added: "2026-05-01 09:12:30",
    read_as: sort.readAs,
    findings: { serious: sort.serious ?? 0, check: sort.check ?? 0, note: sort.note ?? 0 },
    preview: sort.preview,
    locked: sort.locked ?? false,
    entries: sort.entries ?? 0,
    picture: sort.preview === "picture",
    machine: sort.preview === "picture",
  };
}

/** More screenshots than the made-up case has by itself: one of a bill, one very long, then as many as are asked for. */
export function screenshots(count: number): Material[] {
  return Array.from({ length: count }, (_, at) => {
    const name = at === 0 ? "账单详情_1.png" : at === 1 ? "聊天长截图.png" : `微信图片_202403${String(10 + (at % 20))}_${at}.jpg`;
    const media = name.endsWith("png") ? "image/png" : "image/jpeg";
    return makeMaterial(100 + at, { name, kind: "picture", media, readAs: "聊天截图", preview: "picture", size: 300_000 + at * 811, messages: 6 });
  });
}

/** What the made-up case holds: a bill, the chat, a locked archive, screenshots, a voucher, and something unreadable. */
export function bundle(story: Story): Material[] {
  const transfers = story.transfers.length;
  const bill = { kind: "wechat-bill", media: "text/csv", readAs: "微信支付账单" };
  return [
    makeMaterial(0, { ...bill, name: "微信支付账单(20240101-20251231).csv", preview: "table", size: 84_210, transfers, note: 1 }),
    makeMaterial(1, {
      name: "周航_聊天记录.csv",
      kind: "wechat-chat",
      media: "text/csv",
      readAs: "聊天记录",
      preview: "table",
      size: story.messages.length * 96,
      messages: story.messages.length,
      check: 2,
    }),
    makeMaterial(2, {
      name: "微信支付账单(2023年).zip",
      kind: "archive",
      media: "application/zip",
      readAs: "压缩包（需要密码）",
      preview: "entries",
      size: 12_004,
      locked: true,
      serious: 1,
    }),
    ...[3, 4, 5].map((number) =>
      makeMaterial(number, {
        name: `聊天截图_${number - 2}.png`,
        kind: "picture",
        media: "image/png",
        readAs: "聊天截图",
        preview: "picture",
        size: 345_000 + number * 9000,
        messages: 6,
      }),
    ),
    makeMaterial(6, { name: "转账电子凭证.pdf", kind: "voucher", media: "application/pdf", readAs: "转账电子凭证", preview: "pages", size: 210_400, transfers: 1 }),
    makeMaterial(7, { name: "说明.txt", kind: "text", media: "text/plain", readAs: "文本（只保存）", preview: "text", size: 1840 }),
    makeMaterial(8, { name: "录音_0312.m4a", kind: "recording", media: "audio/mp4", readAs: "录音（只保存）", preview: "none", size: 1_240_000, note: 1 }),
  ];
}

/** A small drawing of a chat or a page, as an address that needs no server. */
export function drawing(seed: string, width: number, height: number): string {
  const hue = [...seed].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360;
  const rows = [0, 1, 2, 3, 4, 5].map((row) => {
    const mine = row % 2 === 0;
    const wide = width * (0.3 + ((row * 37) % 30) / 100);
    const left = mine ? width - wide - width * 0.06 : width * 0.06;
    const fill = mine ? "#95ec69" : "#ffffff";
    return `<rect x="${left}" y="${(row + 0.5) * (height / 6.5)}" width="${wide}" height="${height / 11}" rx="6" fill="${fill}"/>`;
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="100%" height="100%" fill="hsl(${hue} 18% 91%)"/>${rows.join("")}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A page of a dossier, as an address that needs no server. */
export function sheet(page: number, width: number): string {
  const height = Math.round(width * 1.414);
  const lines = Array.from({ length: 22 }, (_, line) => {
    const wide = 60 + ((line * 29 + page * 13) % 34);
    return `<rect x="13%" y="${18 + line * 3.2}%" width="${wide * 0.74}%" height="0.8%" fill="#777"/>`;
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>` +
    `<text x="50%" y="11%" font-size="${width / 24}" text-anchor="middle" fill="#222">证据册 · ${page}</text>${lines.join("")}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A line of the bill or of the chat, as it stands in the file. */
export function cells(story: Story, material: Material, line: number): string[] | null {
  if (material.artifact.kind === "wechat-chat") {
    if (line === 1) return ["时间", "发送人", "类型", "内容"];
    const message = story.messages[line - 2];
    if (message === undefined) return null;
    return [printed(message.at), message.side === "me" ? "林晓" : "周航", message.kind, message.text];
  }
  if (line === 1) return ["微信支付账单明细"];
  if (line === 2) return ["微信昵称：[林晓]"];
  if (line === 3) return ["交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "备注"];
  const transfer = story.transfers[line - 4];
  if (transfer === undefined) return null;
  return [
    printed(transfer.at),
    transfer.purchase ? "商户消费" : "转账",
    transfer.purchase ? "便民超市" : "周航",
    "转账备注:微信转账",
    transfer.direction === "out" ? "支出" : "收入",
    `¥${(transfer.fen / 100).toFixed(2)}`,
    "零钱",
    transfer.direction === "out" ? "对方已收钱" : "已存入零钱",
    `1000050001${transfer.id}`,
    "/",
  ];
}
