/** Words of encryption: the passphrase of a case or package, asking for it, the section of the settings. */
import type { AgainWrong, FirstWrong } from "../../lib/passphrase/fresh.svelte";

export const encryption = {
  encrypted: "已加密",
  passphrase: "口令",
  show: "显示口令",
  wrong: "口令不对。请检查大小写、输入法和空格，再试一次。",

  fresh: {
    label: "设置口令",
    first: "口令",
    firstHint: "至少 8 个字符。几个不相干的词连起来，比短而复杂的口令更安全、更好记。",
    again: "再输入一次口令",
    losingTitle: "口令丢失，无法补救",
    losing: {
      case: "没有口令就打不开这个案件。程序不保存口令，没有人（包括我们）能找回或重设它。",
      package: "没有口令就打不开这份证据包。程序不保存口令，没有人（包括我们）能找回或重设它。",
    },
    written: "我已把口令写下来，放在安全的地方",
    wrongFirst: { short: "口令至少要有 8 个字符。" } satisfies Record<FirstWrong, string>,
    wrongAgain: {
      empty: "请再输入一次口令。",
      different: "两次输入的口令不一样。",
    } satisfies Record<AgainWrong, string>,
    notWritten: "请先把口令写下来，再勾选这一项。",
  },

  unlock: {
    title: "打开加密案件",
    folder: "案件文件夹",
    lost: "口令忘记后无法找回，也没有别的办法打开这个案件。",
    trying: "正在核对口令，大约需要一秒…",
    open: "打开",
  },

  newCase: {
    encrypt: "加密这个案件",
    hint: "没有口令的人，看不到案件文件夹里的材料、记录和标题。以后每次打开都要输入口令；加密之后不能取消。",
    folderHint: "文件夹的名字人人看得见，所以不用案件标题。同名的文件夹已经存在时，会自动加上编号，不会覆盖。",
  },

  settings: {
    title: "加密",
    on: "这个案件已加密",
    onLead: "没有口令的人，看不到案件文件夹里的材料、记录和标题，只能看出有多少个文件、各有多大、是什么时候的。导出的证据册和没有加密的证据包不受它保护。",
    change: "更换口令…",
    changeTitle: "更换口令",
    changeLead: "更换之后，用新口令打开这个案件。以前复制出去的案件（包括备份）仍用旧口令打开。",
    changeDo: "更换口令",
    changing: "正在更换口令，大约需要一秒…",
    changed: "口令已更换",
    changeReadOnly: "此案件现在只能查看，不能更换口令。",
    off: "这个案件没有加密",
    offLead: "拿到案件文件夹的人，都能看到里面的材料和聊天记录。可以另存一份加密的案件：没有口令的人打不开它。",
    copy: "另存为加密案件…",
    copyTitle: "另存为加密案件",
    copyLead: "在原案件旁边写出一份加密的案件，并在这个窗口中打开。原案件不变，没有加密，留在原处。",
    copyDo: "写出加密案件",
    copying: "正在写出加密案件",
    copyingLead: "材料、记录、决定和保管记录都照原样带过去。",
    stop: "停止",
    stopped: "已停止，没有写出加密案件；原案件没有改动。",
    done: "已另存为加密案件，现在打开的就是它",
    newPlace: "加密案件",
    oldPlace: "原案件（没有加密）",
    next: "接下来",
    nextCheck: "先核对新的案件：在“保管与校验”中全部校验，再关闭案件，用口令重新打开一次。",
    nextDelete: "确认无误后，请自行删除原案件的文件夹；程序不会替您删除。",
    nextTraces: "从磁盘上删除的文件有时可以恢复；原案件的备份和副本也没有加密。",
  },

  pack: {
    lead: "写出的文件以 .zip.age 结尾，没有口令打不开。收到的人可以用本程序核对，也可以用免费工具 age 解开：",
    command: "age -d -o 证据包.zip 文件名.zip.age",
    apart: "口令请用别的方式告诉收到的人，不要和证据包放在一起。",
    made: "这份证据包已加密。收到的人可以用本程序核对，也可以用免费工具 age 解开：",
  },

  check: {
    locked: "它已加密，要有口令才能核对。",
    open: "用口令核对",
    lost: "口令请向提供的人索取；没有别的办法打开。",
  },
};
