//! How anyone can check the fingerprints without this program, and what a check does not show.

use super::{Booklet, fingerprints::digest, sources};
use crate::{
    Error, Part,
    layout::{Align, BODY, CONTENT_WIDTH, Column, FIGURE, Flow, LEFT, NOTE, Para, Row, Table},
    words,
};

const COMMANDS: [Column; 3] = [
    Column { width: 90.0, title: "指纹", align: Align::Left },
    Column { width: 110.0, title: "系统", align: Align::Left },
    Column {
        width: CONTENT_WIDTH - 200.0,
        title: "命令（把“文件名”换成材料的文件名，保留英文引号）",
        align: Align::Left,
    },
];
const ROWS: [(&str, &str, &str); 4] = [
    ("SHA-256", "Windows", "certutil -hashfile \"文件名\" SHA256"),
    ("SHA-256", "macOS", "shasum -a 256 \"文件名\""),
    ("SHA-256", "Linux", "sha256sum \"文件名\""),
    ("SM3", "装有 OpenSSL 的系统", "openssl dgst -sm3 \"文件名\""),
];
/// The files in `originals` are named by their digests.
const ROOT_COMMAND: &str = "find . -type f | sed 's|.*/||' | sort | sha256sum";
const NOT_PROVEN: [&str; 4] = [
    words::SCOPE,
    "指纹一致说明文件与导入时逐字节相同；它不说明文件由谁制作、何时制作，也不说明所载内容是否属实。",
    "账单只含导出时仍存在的记录；聊天记录导出文件可能不完整。未在本册出现，不等于没有发生。",
    "收付与消息的对应由软件按时间、金额、方向等规则提出，或由用户指定；其真实性、关联性由审查者认定。",
];

pub(super) fn lay(booklet: &mut Booklet<'_>, flow: &mut Flow<'_, '_>) -> Result<(), Error> {
    let snapshot = booklet.snapshot;
    booklet.short_part(flow, words::HOW_TO_CHECK)?;
    let body = |text: &str| Para::new(BODY, text).before(2.0);
    flow.section("核对一份材料的指纹", 120.0)?;
    let steps = format!(
        "取得材料的原件（由提交方提供，或取自案件的 originals 文件夹，文件名即其 SHA-256），在其所在的文件夹中执行下列命令，将所得的 64 位十六进制数\
         与{}逐字对照。大小写不影响结果。",
        words::compared_with(booklet.prints(Part::Fingerprints))
    );
    flow.paras(&[body(&steps)], LEFT, CONTENT_WIDTH)?;
    flow.space(6.0);
    let table = Table::new(&COMMANDS);
    table.head(flow)?;
    for (digest, system, command) in ROWS {
        let cells = [digest, system, command].map(|text| vec![Para::new(FIGURE, text)]);
        table.row(flow, &Row { cells: cells.into(), ..Row::default() })?;
    }
    flow.space(14.0);
    flow.section("核对本册与案件", 120.0)?;
    let custody = format!(
        "材料总指纹：把全部材料的 SHA-256（小写，每行一个，按字母顺序排列，每行以换行符结束）连成一段文字，再计算其 SHA-256。\
         任何一份材料增减或变化，它都会不同；其前 16 位印在每页页脚。保管记录逐条相扣，下列为制作本册时的最后一条，\
         序号 {}。用“举证”软件对案件执行核对（juzheng verify），可重算全部材料、记录和保管记录。在 Linux 上（macOS 将\
         末尾的 sha256sum 换成 shasum -a 256），也可在案件的 originals 文件夹中执行下列命令，所得应与材料总指纹相同：",
        snapshot.custody_seq
    );
    flow.paras(&[body(&custody), Para::new(FIGURE, ROOT_COMMAND).before(3.0)], LEFT, CONTENT_WIDTH)?;
    flow.space(6.0);
    digest(flow, "材料总指纹", &snapshot.root)?;
    digest(flow, "保管记录", &snapshot.custody_head)?;
    flow.space(14.0);
    flow.section("核对不能说明什么", 90.0)?;
    let of_pictures = sources::has_unchecked(snapshot).then_some(words::UNCHECKED_EXPLAINED);
    let points: Vec<Para> = (1..)
        .zip(NOT_PROVEN.into_iter().chain(of_pictures))
        .map(|(n, text): (usize, _)| body(&format!("{n}. {text}")))
        .collect();
    flow.paras(&points, LEFT, CONTENT_WIDTH)?;
    flow.space(8.0);
    let made = format!("本册由 {} 制作，案件编号 {}。", booklet.options.program, snapshot.case);
    flow.paras(&[Para::new(NOTE, made)], LEFT, CONTENT_WIDTH)
}
