/** Advice for every error code in English. */
import type { errors as zh } from "../zh/errors";

export const errors: typeof zh = {
  unexpected: "The program could not finish this step.",
  hint: {
    "not-a-case": "Choose a case folder whose name ends in .juzheng. If the case is a zip file, unpack it first.",
    "not-empty": "Choose another title or another place. A folder that exists is never overwritten.",
    "too-new": "A newer version has saved this case. You can view it now; install the new version to change it.",
    busy: "The case is in use elsewhere, or work is not finished. Let it finish or close the other window, then try again.",
    "read-only": "It can only be viewed now. Close the other window that uses it, or copy the case to a disk that can be written, and open it there.",
    "disk-full": "Free some space, or move the case to a larger disk, then try again. What was added before is safe.",
    "custody-broken": "The custody record does not agree with the case; something may have changed it from outside. Leave it as it is, look at Custody and check, and restore the case from a backup.",
    unreadable: "Make sure that the file is still there, not in use by another program, and that you may read it. Then try again.",
    unwritable: "Make sure that you may write to this place, or choose another one, such as your Documents folder.",
    "in-the-way": "A file of that name is there already. Choose another name or place; it is never overwritten.",
    damaged: "The file is incomplete or damaged. Export or copy it again and add it. What is in the case stays unchanged.",
    "wrong-password": "The bill's password is in a message of the WeChat Pay (微信支付) service account: 6 digits. Check it and try again; every export has its own.",
    "unknown-id": "It may have changed. Go back to the list and choose again.",
    "ambiguous-id": "More than one fits. Choose the one you mean in the list.",
    "bad-value": "Check what you entered against the form that is asked for.",
    "unknown-field": "This cannot be changed. Choose one of the listed items.",
    "unknown-party": "Add this person in Settings first, or add the name to someone who is there.",
    "no-link": "This transfer needs no message (a purchase or a refund, for instance). Nothing to do.",
    "message-elsewhere": "This message is from a conversation with someone else. Choose one with this person, or add an alias in Settings.",
    "is-receipt": "This is the card of the acceptance. Choose the message that began the transfer.",
    "nothing-to-undo": "There is no decision to undo.",
    "fonts-missing": "The fonts for the dossier are not installed properly. Install the program again.",
    working: "Wait until what is going on is done, or stop it first.",
    "sample-missing": "The files of the sample case were not installed with the program. Please install it again.",
    "no-case-open": "Open a case or make a new one first.",
    stopped: "Stopped as you asked. What was finished stays; you can begin again at any time.",
  },
};
