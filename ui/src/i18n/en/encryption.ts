/** Words of encryption in English. */
import type { encryption as zh } from "../zh/encryption";

export const encryption: typeof zh = {
  encrypted: "Encrypted",
  passphrase: "Passphrase",
  show: "Show the passphrase",
  wrong: "Not this passphrase. Mind capitals, the input method and spaces, and try again.",

  fresh: {
    label: "Set a passphrase",
    first: "Passphrase",
    firstHint: "At least 8 characters. A few unrelated words are safer and easier to keep in mind than something short and odd.",
    again: "The passphrase once more",
    losingTitle: "A lost passphrase is final",
    losing: {
      case: "Without it nothing opens this case. The program does not keep it; nobody, not even we, can recover or reset it.",
      package: "Without it nothing opens this package. The program does not keep it; nobody, not even we, can recover or reset it.",
    },
    written: "I have written the passphrase down and put it in a safe place",
    wrongFirst: { short: "At least 8 characters, please." },
    wrongAgain: {
      empty: "Please type the passphrase once more.",
      different: "The two are not the same.",
    },
    notWritten: "Please write the passphrase down first, then tick this.",
  },

  unlock: {
    title: "Open an encrypted case",
    folder: "Case folder",
    lost: "A lost passphrase cannot be recovered, and nothing else opens this case.",
    trying: "Trying the passphrase, this takes about a second…",
    open: "Open",
  },

  newCase: {
    encrypt: "Encrypt this case",
    hint: "Without the passphrase nobody can see the materials, records and title in the case folder. It is asked for whenever the case is opened; the encryption cannot be taken off again.",
    folderHint: "Everybody sees the name of a folder, so it is not the title. Where a folder of that name exists, a number is added; nothing is overwritten.",
  },

  settings: {
    title: "Encryption",
    on: "This case is encrypted",
    onLead: "Without the passphrase nobody can see the materials, records and title in the case folder; what shows is only how many files there are, of what size and date. Exported dossiers are not protected by it, nor are packages that are not encrypted.",
    change: "Change the passphrase…",
    changeTitle: "Change the passphrase",
    changeLead: "From then on the new passphrase opens this case. Copies that were made before (backups, too) still open with the old one.",
    changeDo: "Change the passphrase",
    changing: "Changing the passphrase, this takes about a second…",
    changed: "The passphrase is changed",
    changeReadOnly: "This case can only be viewed now; its passphrase cannot be changed.",
    off: "This case is not encrypted",
    offLead: "Whoever gets the case folder can see the materials and chats in it. You can save an encrypted copy: without the passphrase nobody opens it.",
    copy: "Save an encrypted copy…",
    copyTitle: "Save an encrypted copy",
    copyLead: "An encrypted copy is written beside the case and opened in this window. The case itself stays where it is, as it is: not encrypted.",
    copyDo: "Write the encrypted copy",
    copying: "Writing the encrypted copy",
    copyingLead: "Materials, records, decisions and custody all go along as they are.",
    stop: "Stop",
    stopped: "Stopped: there is no encrypted copy, and the case is as it was.",
    done: "The encrypted copy is written; it is the case that is open now",
    newPlace: "Encrypted case",
    oldPlace: "Former case (not encrypted)",
    next: "What to do next",
    nextCheck: "Check the new case first: check everything in Custody and check, then close it and open it again with the passphrase.",
    nextDelete: "When all is well, delete the folder of the former case yourself; the program does not do it for you.",
    nextTraces: "Files that were deleted from a disk can sometimes be recovered; backups and copies of the former case are not encrypted either.",
  },

  pack: {
    lead: "The name of the file ends in .zip.age, and without the passphrase nobody opens it. Whoever gets it can check it with this program, or decrypt it with the free tool age:",
    command: "age -d -o package.zip NAME.zip.age",
    apart: "Tell the passphrase in some other way, never together with the package.",
    made: "This package is encrypted. Whoever gets it can check it with this program, or decrypt it with the free tool age:",
  },

  check: {
    locked: "It is encrypted; checking it needs the passphrase.",
    open: "Check with the passphrase",
    lost: "Ask whoever gave it to you for the passphrase; nothing else opens it.",
  },
};
