/** Arrow keys among the rows: up and down from row to row, left and right between chat and money, Escape out again. */
import type { Timeline } from "./timeline.svelte";

interface Where {
  list: { scrollToIndex: (row: number, align: "nearest") => void; focus: () => void };
  stage: HTMLElement;
  model: Timeline;
  rows: number;
}

type Side = "chat" | "money";

/** So many frames a row may take to come on screen. */
const PATIENCE = 30;

function partIn(stage: HTMLElement, row: number, side: Side): HTMLElement | null {
  const parts = [...stage.querySelectorAll<HTMLElement>(`[data-row="${row}"]`)];
  return parts.find((part) => part.dataset["side"] === side) ?? parts[0] ?? null;
}

/** Puts the focus on a row; it may have to come on screen first. */
async function focusRow({ list, stage, model }: Where, row: number, side: Side): Promise<void> {
  model.cursor = row;
  list.scrollToIndex(row, "nearest");
  for (let frame = 0; frame < PATIENCE; frame++) {
    const part = partIn(stage, row, side);
    if (part !== null) {
      part.focus({ preventScroll: true });
      return;
    }
    await new Promise((done) => requestAnimationFrame(done));
    if (model.cursor !== row) return;
  }
}

/** Does what an arrow key asks, where it was pressed on the list or on a part of a row. */
export function movedTo(event: KeyboardEvent, where: Where): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!(event.target instanceof HTMLElement)) return;
  const { stage, model, rows, list } = where;
  const part = event.target.closest<HTMLElement>("[data-row]");
  const row = part === null ? null : Number(part.dataset["row"]);
  const side: Side = part?.dataset["side"] === "money" ? "money" : "chat";
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    const seen = model.cursor !== null && model.cursor >= model.first && model.cursor <= model.last;
    const next = row !== null ? row + step : seen && model.cursor !== null ? model.cursor : model.first;
    if (next >= 0 && next < rows) void focusRow(where, next, side);
  } else if (row !== null && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    event.preventDefault();
    partIn(stage, row, event.key === "ArrowRight" ? "money" : "chat")?.focus({ preventScroll: true });
  } else if (event.key === "Escape" && model.selected !== null) {
    event.preventDefault();
    model.select(null);
    list.focus();
  }
}
