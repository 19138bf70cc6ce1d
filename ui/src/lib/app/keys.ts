/** Keys: written as `Ctrl+Shift+A`, `N`, `?`; matched against what was pressed, and shown as the platform writes them. */

/** What of a keyboard event matters. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Whether what was pressed is this key. `Ctrl` is the command key on a Mac. */
export function matches(key: string, pressed: Pressed, mac = false): boolean {
  const parts = key === "+" ? ["+"] : key.replace(/\+\+$/, "+Plus").split("+");
  const last = parts.at(-1) ?? "";
  const name = last === "Plus" ? "+" : last;
  const wantsCtrl = parts.includes("Ctrl");
  const wantsShift = parts.includes("Shift");
  const hasCtrl = mac ? pressed.metaKey : pressed.ctrlKey;
  const hasOther = mac ? pressed.ctrlKey : pressed.metaKey;
  if (hasCtrl !== wantsCtrl || hasOther || pressed.altKey) return false;
  // Shift is part of how `?` and `+` are typed; for letters, digits and named keys it is a modifier of its own.
  const shiftCounts = /^[a-z0-9]$/i.test(name) || name.length > 1;
  if (shiftCounts && pressed.shiftKey !== wantsShift) return false;
  return pressed.key.toLowerCase() === name.toLowerCase();
}

/** Whether a key is a plain one, which must never fire while a person types. */
export function isPlain(key: string): boolean {
  return !key.includes("Ctrl+");
}

/** Whether the focus is where letters are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  }
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    // jsdom knows no such property.
    target.isContentEditable === true
  );
}

/** Whether the focus is in a dialog or menu, which keeps the keys of the window to itself. */
export function isInside(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]') !== null
  );
}

/** A key as the platform writes it: `Ctrl+Shift+A`, `⇧⌘A`. */
export function keyInWords(key: string, mac = false): string {
  if (!mac) return key;
  return key.replace("Ctrl+Shift+", "⇧⌘").replace("Ctrl+", "⌘");
}
