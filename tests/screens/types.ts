/** The shapes that the parts of the generator and the scorer hand to each other; `Truth` is what lies beside each picture. */

/** Left, top, width, height in pixels of the picture. */
export type Box = [number, number, number, number];

export type ScreenKind =
  | "chat" | "merged-forward" | "bill-list" | "bill-detail" | "transfer-detail" | "red-packet" | "profile" | "session-list" | "other";

export type Side = "me" | "other" | "system" | "unknown";

export type MessageKind =
  | "text" | "transfer" | "red-packet" | "image" | "voice" | "video" | "file" | "link" | "quote" | "location" | "sticker" | "call" | "recalled" | "system" | "other";

/** One item of a conversation before it is drawn. `t` is wall-clock seconds, see `story/wall.mjs`. */
export interface Said {
  kind: MessageKind;
  side: Side;
  sender: string | null;
  t: number;
  /** What a reader should give as its text, verbatim. */
  text: string;
  /** Other texts that would be as right (a voice's length, a quote with what it quotes). */
  textAlso?: string[];
  amountFen?: number;
  card?: "sent" | "receipt" | "returned" | "expired";
  memo?: string | undefined;
  /** Not judged when missing (a divider, decoration). */
  optional?: boolean;
  /** Everything that only drawing needs. */
  draw?: Record<string, string | number | boolean>;
}

/** A message on a picture. */
export interface TruthMessage {
  /** Its number in the conversation: the same message on two pictures of a series has the same. */
  said: number;
  kind: MessageKind;
  side: Side;
  sender: string | null;
  /** The sender stands on the picture above it. */
  sender_shown: boolean;
  text: string;
  text_also: string[];
  amount_fen: number | null;
  card: string | null;
  memo: string | null;
  /** Part of it lies outside the picture. */
  cut: boolean;
  optional: boolean;
  /** The part that is visible. */
  box: Box;
  /** RFC 3339 with seconds. */
  when_true: string;
  label_above: string | null;
  /** The narrowest span that labels and capture time allow; null where nothing bounds it from below, or nothing dates it. */
  narrowest: { earliest: string; latest: string } | null;
}

export interface TruthLine { text: string; box: Box; cut: boolean; part: "text" | "photo" | "emoji-only" }

export interface TruthLabel { text: string; box: Box; minute: string }

export interface TruthTransfer {
  transaction_id: string | null;
  transfer_no: string | null;
  merchant_id: string | null;
  amount_fen: number;
  direction: "out" | "in" | "neutral" | null;
  when: string | null;
  accepted: string | null;
  returned: string | null;
  counterparty: string | null;
  memo: string | null;
  method: string | null;
  status_text: string | null;
  /** A row of a list, where a reader may or may not make a record of it. */
  optional: boolean;
}

/** All that is on one picture. */
export interface Truth {
  file: string;
  variant: string;
  kind: ScreenKind;
  device: "ios" | "android" | "pc";
  shape: string;
  dark: boolean;
  title: string | null;
  /** What the status bar shows. */
  clock: string | null;
  /** When it was captured, where the user would know it; null where nobody says it. */
  captured_at: string | null;
  /** The name or the EXIF of the file says when. */
  name_says: boolean;
  group: boolean;
  series: { name: string; index: number; missing_before: boolean; duplicate_of: number | null } | null;
  width: number;
  height: number;
  lines: TruthLine[];
  messages: TruthMessage[];
  labels: TruthLabel[];
  transfers: TruthTransfer[];
}

/** A page before it is drawn. */
export interface Page {
  kind: ScreenKind;
  title: string | null;
  html: string;
  dark: boolean;
  group: boolean;
  /** The clock of the status bar. */
  clock: string | null;
  messages: Said[];
  labels: { text: string; t: number }[];
  transfers: TruthTransfer[];
  /** Where the list is scrolled to: from 0 (top) to 1 (bottom), or the bottom. */
  scroll: number | null;
  fonts: string;
}
