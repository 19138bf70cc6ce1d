//! The words of the command line.

mod dossier;
mod keeping;

pub(crate) use dossier::{Dossier, GapsArg, PicturesArg, ProfileArg, RuleArg};
pub(crate) use keeping::{AudienceArg, Encrypt, Pack, Passphrase, Prove, Receipt, Stamp, Verify};

use clap::{Args, Parser, Subcommand, ValueEnum};
use juzheng_casework::model::Offset;
use std::path::PathBuf;

/// 举证：把微信聊天与转账记录整理成可以提交的证据
#[derive(Debug, Parser)]
#[command(name = "juzheng", version, propagate_version = true, arg_required_else_help = true)]
#[command(
    after_help = "金额以分计，时间为 RFC 3339。一切都在本机完成，不联网。\nMoney is in fen, times are RFC 3339. Everything stays on this computer."
)]
pub(crate) struct Line {
    /// 输出一份 JSON / Print one JSON document on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// 语言 / Language: zh, en
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// 加密案件的口令所在的文件（第一行）；不给则在终端询问 / A file whose first line is the passphrase of an encrypted case
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 新建案件 / Make a case folder
    New(New),
    /// 加入材料 / Take files, folders and zips in
    Add(Add),
    /// 不建案，读一个文件 / Read one file without a case
    Read(Read),
    /// 查看案件内容 / What the case holds
    List(List),
    /// 重新计算对应 / Compute links and findings anew
    Link(OfCase),
    /// 修改设置 / Change settings
    Set(Set),
    /// 确认一条对应 / Confirm a link
    Confirm(OfLink),
    /// 否定一条对应 / Reject a link
    Reject(OfLink),
    /// 为收付记录指定消息 / Give a transfer another message
    Relink(Relink),
    /// 更正一条记录 / Correct a field of a record
    Correct(Correct),
    /// 图片已与识读结果核对一致 / A picture was compared with what was read from it, and it is right
    Check(Check),
    /// 为对应写备注 / Note a text on a link
    Note(Note),
    /// 撤销上一个决定 / Take the last decision back
    Undo(OfCase),
    /// 在图片上划定或取消隐去区域，原件不变 / Hide or show a box on a picture; the original stays as it is
    Redact(Redact),
    /// 生成证据册 / Write the PDF dossier
    Dossier(Dossier),
    /// 打包成他人可以核对的证据包 / Write the package that a stranger can check
    Pack(Pack),
    /// 另存一份加密的案件，原案件不变 / Write an encrypted copy of a case; the case stays as it is
    Encrypt(Encrypt),
    /// 更换加密案件的口令 / Give an encrypted case another passphrase
    Passphrase(Passphrase),
    /// 封存本案并取得可信时间戳 / Seal the case and get a trusted timestamp
    Stamp(Stamp),
    /// 登记存证回执（证书、公证书）所载的指纹并比对 / Note the digest on a receipt and compare it
    Receipt(Receipt),
    /// 证明一份材料在封存之列，不需要其他材料 / Prove that one file is under the seal, without the others
    Prove(Prove),
    /// 全部重新校验案件或证据包 / Check a case or a package again, all of it
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(crate) struct OfCase {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 案件名称 / Title
    #[arg(long)]
    pub title: String,
    /// 我方姓名，可多次 / My name; may be given again
    #[arg(long, required = true)]
    pub me: Vec<String>,
    /// 对方姓名，可多次 / The other side's name; may be given again
    #[arg(long, required = true)]
    pub other: Vec<String>,
    /// 姓名=别名 / NAME=ALIAS
    #[arg(long, value_parser = pair)]
    pub alias: Vec<(String, String)>,
    /// 未注明时区的时间按此时区 / Offset of times without a zone
    #[arg(long, default_value = "+08:00", value_parser = offset, allow_hyphen_values = true)]
    pub offset: Offset,
    /// 间隔核对阈值（分钟） / Threshold of the gap in minutes
    #[arg(long, default_value_t = 15)]
    pub threshold_minutes: u32,
    /// 姓名:项目=内容（身份证号、电话、地址、微信号） / NAME:FIELD=VALUE
    #[arg(long, value_parser = detail)]
    pub party: Vec<(String, String, String)>,
    /// 加密案件；口令忘记后无法找回 / Encrypt the case; a lost passphrase cannot be recovered
    #[arg(long)]
    pub encrypt: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Password {
    /// 压缩包密码 / Password of an encrypted zip
    #[arg(long, conflicts_with = "password_file")]
    pub password: Option<String>,
    /// 密码所在的文件（第一行） / A file whose first line is the password
    #[arg(long)]
    pub password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 文件或文件夹 / Files or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub password: Password,
    /// 截取时间 / When the files were captured
    #[arg(long, value_parser = time)]
    pub captured_at: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// 文件 / The file
    pub file: PathBuf,
    /// 我的名称，可多次 / My name in it; may be given again
    #[arg(long)]
    pub me: Vec<String>,
    #[command(flatten)]
    pub password: Password,
    /// 截取时间 / When the file was captured
    #[arg(long, value_parser = time)]
    pub captured_at: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 查看什么 / Which list
    #[arg(value_enum)]
    pub what: What,
    /// 包括与本案当事人无关的 / Also what belongs to nobody in the case
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    Artifacts,
    Messages,
    Transfers,
    Links,
    Findings,
    Custody,
}

#[derive(Debug, Args)]
pub(crate) struct Set {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 间隔核对阈值（分钟） / Threshold of the gap in minutes
    #[arg(long)]
    pub threshold_minutes: Option<u32>,
    /// 姓名=别名 / NAME=ALIAS
    #[arg(long, value_parser = pair)]
    pub alias: Vec<(String, String)>,
    /// 未注明时区的时间按此时区 / Offset of times without a zone
    #[arg(long, value_parser = offset, allow_hyphen_values = true)]
    pub offset: Option<Offset>,
    /// 材料编号=时间：截图时间，可多次 / ARTIFACT=TIME: when a picture was captured; may be given again
    #[arg(long, value_parser = captured)]
    pub captured: Vec<(String, String)>,
    /// 材料编号=秒：校正整份聊天记录的时间 / ARTIFACT=SECONDS: settle a constant shift
    #[arg(long, value_parser = shift)]
    pub shift: Vec<(String, i64)>,
}

impl Set {
    /// Whether any of the case's settings is given.
    pub(crate) fn changes_settings(&self) -> bool {
        let single = self.threshold_minutes.is_some() || self.offset.is_some();
        single || !self.alias.is_empty() || !self.shift.is_empty()
    }
}

#[derive(Debug, Args)]
pub(crate) struct OfLink {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 对应的编号 / The link's id
    pub link: String,
}

#[derive(Debug, Args)]
pub(crate) struct Relink {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 收付记录的编号 / The transfer's id
    pub transfer: String,
    /// 消息的编号 / The message's id
    pub message: String,
}

#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 记录的编号 / The record's id
    pub record: String,
    /// 字段=内容 / FIELD=VALUE
    #[arg(value_parser = pair, allow_hyphen_values = true)]
    pub field: (String, String),
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 图片的材料编号，可多个 / The pictures' ids
    #[arg(required = true)]
    pub artifacts: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Note {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 对应的编号 / The link's id
    pub link: String,
    /// 备注 / The note
    #[arg(allow_hyphen_values = true)]
    pub text: String,
}

#[derive(Debug, Args)]
pub(crate) struct Redact {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 图片的材料编号 / The picture's id
    pub artifact: String,
    /// 左,上,宽,高（像素） / X,Y,W,H in pixels of the picture turned upright
    #[arg(value_parser = bounds)]
    pub bounds: [u32; 4],
    /// 取消这一区域的隐去 / Show this box again
    #[arg(long)]
    pub show_again: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (left, right) = text.split_once('=').ok_or("应写成 名称=内容 (NAME=VALUE)")?;
    if left.trim().is_empty() {
        return Err("等号左边不能为空 (nothing before the =)".to_owned());
    }
    Ok((left.trim().to_owned(), right.to_owned()))
}

fn detail(text: &str) -> Result<(String, String, String), String> {
    let wrong = "应写成 姓名:项目=内容 (NAME:FIELD=VALUE)";
    let (left, value) = text.split_once('=').ok_or(wrong)?;
    let (name, field) = left.split_once([':', '：']).ok_or(wrong)?;
    Ok((name.trim().to_owned(), field.trim().to_owned(), value.trim().to_owned()))
}

fn shift(text: &str) -> Result<(String, i64), String> {
    let (artifact, seconds) = pair(text)?;
    let seconds: i64 = seconds.trim().parse().map_err(|_| "秒数应为整数 (whole seconds)".to_owned())?;
    match seconds.abs() <= 366 * 86_400 {
        true => Ok((artifact, seconds)),
        false => Err("秒数过大 (more than a year)".to_owned()),
    }
}

fn bounds(text: &str) -> Result<[u32; 4], String> {
    let wrong = "应写成 左,上,宽,高 (X,Y,W,H in pixels)";
    let numbers: Vec<u32> =
        text.split(',').map(|number| number.trim().parse()).collect::<Result<_, _>>().map_err(|_| wrong)?;
    numbers.try_into().map_err(|_| wrong.to_owned())
}

fn captured(text: &str) -> Result<(String, String), String> {
    let (artifact, at) = pair(text)?;
    Ok((artifact, time(at.trim())?))
}

fn offset(text: &str) -> Result<Offset, String> {
    Offset::parse(text).ok_or_else(|| "应写成 +08:00 (an offset such as +08:00)".to_owned())
}

/// A time as RFC 3339, or as date and time of day, which is then read in +08:00.
fn time(text: &str) -> Result<String, String> {
    if let Ok(time) = chrono::DateTime::parse_from_rfc3339(text) {
        return Ok(time.to_rfc3339());
    }
    let wall = juzheng_casework::model::Moment::parse_wall(
        text,
        juzheng_casework::model::Zone::Known(Offset::CHINA),
    );
    wall.map(|moment| Offset::CHINA.rfc3339(moment.at))
        .ok_or_else(|| "应写成 2024-03-01T20:15:00+08:00 (an RFC 3339 time)".to_owned())
}
