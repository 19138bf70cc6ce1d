/** Advice for every error code: what the person can do now, in words of the window. */
import type { ErrorCode } from "../../lib/api/generated/ErrorCode";

export const errors = {
  unexpected: "程序没能完成这一步。",
  hint: {
    "not-a-case": "请选择以 .juzheng 结尾的案件文件夹；如果案件是压缩包，请先解压。",
    "not-empty": "请换一个标题，或换一个位置；已有的文件夹不会被覆盖。",
    "too-new": "这个案件由较新的版本保存过。现在可以查看；要修改，请安装新版本。",
    busy: "案件正在别处使用，或还有工作没有完成。请等它完成，或关闭另一个窗口后重试。",
    "read-only": "现在只能查看。请关闭另一个正在使用它的窗口，或把案件复制到可以写入的磁盘后再打开。",
    "disk-full": "请清理磁盘空间，或把案件移到空间更大的磁盘，然后重试。已经加入的材料没有受影响。",
    "custody-broken": "保管记录与案件内容不一致，可能在程序之外被改动过。请保留现状，到“保管与校验”查看详情，并从备份中找回案件。",
    unreadable: "请确认文件还在、没有被其他程序占用，并且您有权读取它，然后重试。",
    unwritable: "请确认您有权写入这个位置，或换一个位置，例如“文档”文件夹。",
    "in-the-way": "同名的文件已经在那里。请换一个名字或位置；已有的文件不会被覆盖。",
    damaged: "文件内容不完整或已损坏。请从微信重新导出或重新复制一份再加入；已加入的原件会原样保留。",
    "wrong-password": "账单压缩包的密码在微信“微信支付”服务号发来的消息里，是 6 位数字。请核对后重新输入；每次导出的密码都不同。",
    "unknown-id": "它可能已经改变。请回到列表，重新选择。",
    "ambiguous-id": "有不止一项符合。请在列表中直接选择要找的那一项。",
    "bad-value": "请按提示的格式检查刚才填写的内容。",
    "unknown-field": "这一项不能修改。请选择列出的项目。",
    "unknown-party": "请先在“设置”中加入这位当事人，或为已有的当事人加上这个别名。",
    "no-link": "这笔收付记录不需要对应消息（例如消费或退款），不必处理。",
    "message-elsewhere": "这条消息属于与别人的会话。请选择与这位当事人的会话中的消息，或在“设置”中补充别名。",
    "is-receipt": "这是“已收款”的卡片。请选择发起转账的那一条消息。",
    "nothing-to-undo": "没有可撤销的决定。",
    "fonts-missing": "证据册需要的字体没有随程序安装好。请重新安装本程序。",
    working: "请等正在进行的工作完成，或先停止它。",
    "sample-missing": "示例案件的文件没有随程序安装好。请重新安装本程序。",
    "no-case-open": "请先打开或新建案件。",
    stopped: "已按您的要求停止，完成的部分已保留。可以随时重新开始。",
  } satisfies Record<ErrorCode, string>,
};
