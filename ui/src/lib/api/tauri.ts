/**
 * The real program behind the page: each method is the command of the same name in snake case, its arguments one object.
 *
 * The only file that knows Tauri. Whatever is refused is refused with a Trouble.
 */
import { Channel, convertFileSrc, invoke } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import type { FrameEvent } from "./generated/FrameEvent";
import { troubleOf } from "./trouble";

type Given = Record<string, unknown>;

async function ask<T>(command: string, given: Given = {}): Promise<T> {
  try {
    return await invoke<T>(command, given);
  } catch (thrown) {
    throw troubleOf(thrown);
  }
}

/** What the program tells on the way reaches `listener` in the order in which it was told. */
function telling<P>(listener: (progress: P) => void): Channel<P> {
  const channel = new Channel<P>();
  channel.onmessage = listener;
  return channel;
}

const address = (path: string): string => convertFileSrc(path, "evidence");

/** The program that this page is the window of. */
export function tauriBackend(): Backend {
  return {
    start: () => ask("start"),
    listen: (hear: (event: FrameEvent) => void) => ask("listen", { hear: telling(hear) }),
    setPreferences: (preferences) => ask("set_preferences", { preferences }),
    recentCases: () => ask("recent_cases"),
    forgetCase: (folder) => ask("forget_case", { folder }),
    closeWindow: () => ask("close_window"),
    newWindow: () => ask("new_window"),

    chooseCase: () => ask("choose_case"),
    choosePlace: () => ask("choose_place"),
    chooseFiles: () => ask("choose_files"),
    chooseFolder: () => ask("choose_folder"),
    chooseDossierFile: (name) => ask("choose_dossier_file", { name }),

    createCase: (form, passphrase) => ask("create_case", { form, passphrase }),
    openCase: (folder, passphrase) => ask("open_case", { folder, passphrase }),
    encryptCase: (passphrase, listener) =>
      ask("encrypt_case", { passphrase, listener: telling(listener) }),
    setPassphrase: (passphrase) => ask("set_passphrase", { passphrase }),
    openSample: (listener) => ask("open_sample", { listener: telling(listener) }),
    closeCase: () => ask("close_case"),
    overview: () => ask("overview"),
    stop: () => ask("stop"),

    materials: () => ask("materials"),
    material: (id) => ask("material", { id }),
    tablePage: (id, sheet, from, count) => ask("table_page", { id, sheet, from, count }),
    textPage: (id, from) => ask("text_page", { id, from }),
    addFiles: (paths, password, listener) =>
      ask("add_files", { paths, password, listener: telling(listener) }),
    unlock: (ids, password, listener) =>
      ask("unlock", { ids, password, listener: telling(listener) }),
    saveOriginal: (id) => ask("save_original", { id }),
    digestsIn: (id) => ask("digests_in", { id }),
    claimReceipt: (id, digest, of) => ask("claim_receipt", { id, digest, of }),

    pictures: (query, from, count) => ask("pictures", { query, from, count }),
    pictureFind: (query, id) => ask("picture_find", { query, id }),
    picture: (id) => ask("picture", { id }),
    setCaptured: (scope, at, listener) =>
      ask("set_captured", { scope, at, listener: telling(listener) }),

    timeline: (query) => ask("timeline", { query }),
    timelineRows: (query, from, count) => ask("timeline_rows", { query, from, count }),
    timelineFind: (query, target) => ask("timeline_find", { query, target }),

    links: (query, from, count) => ask("links", { query, from, count }),
    link: (id) => ask("link", { id }),
    linkFind: (query, id) => ask("link_find", { query, id }),
    surroundings: (link, message, text) => ask("surroundings", { link, message, text }),
    gapCauses: () => ask("gap_causes"),
    decide: (decision) => ask("decide", { decision }),
    undo: () => ask("undo"),

    findings: () => ask("findings"),
    findingPage: (code, from, count) => ask("finding_page", { code, from, count }),

    previewDossier: (form, listener) =>
      ask("preview_dossier", { form, listener: telling(listener) }),
    dossierPage: (token, page) => ask("dossier_page", { token, page }),
    dossierFind: (token, target) => ask("dossier_find", { token, target }),
    exportDossier: (form, path, listener) =>
      ask("export_dossier", { form, path, listener: telling(listener) }),
    openDossier: (path) => ask("open_dossier", { path }),
    showDossier: (path) => ask("show_dossier", { path }),
    dragDossier: (path) => ask("drag_dossier", { path }),
    printDossier: (path) => ask("print_dossier", { path }),

    seals: () => ask("seals"),
    prepareQuery: () => ask("prepare_query"),
    sendQuery: (query, url) => ask("send_query", { query, url }),
    saveQuery: (query, name) => ask("save_query", { query, name }),
    takeReply: () => ask("take_reply"),
    trustRoots: () => ask("trust_roots"),
    distrustRoots: (name) => ask("distrust_roots", { name }),
    weighPackage: (audience) => ask("weigh_package", { audience }),
    choosePackagePlace: (name) => ask("choose_package_place", { name }),
    choosePackageZip: () => ask("choose_package_zip"),
    pack: (form, path, passphrase, listener) =>
      ask("pack", { form, path, passphrase, listener: telling(listener) }),
    checkPackage: (path, passphrase, listener) =>
      ask("check_package", { path, passphrase, listener: telling(listener) }),

    custody: () => ask("custody"),
    check: (listener) => ask("check", { listener: telling(listener) }),

    tryChange: (change) => ask("try_change", { change }),
    change: (change) => ask("change", { change }),

    thumbnailUrl: (id) => address(`thumbnail/${id}`),
    pictureUrl: (id, page) => address(`picture/${id}/${page ?? 0}`),
    sliceUrl: (id, slice) => address(`slice/${id}/${slice}`),
    previewUrl: (token, page, width) => address(`preview/${token}/${page}/${width}`),
  };
}
