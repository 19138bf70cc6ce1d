//! The words of `juzheng dossier`.

use chrono::NaiveDate;
use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use juzheng_casework::Part;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Dossier {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 写到哪个文件 / The PDF to write
    #[arg(long)]
    pub out: PathBuf,
    /// 日期，默认今天 / Date on it; today by default
    #[arg(long)]
    pub date: Option<NaiveDate>,
    /// 用途 / For whom
    #[arg(long, value_enum, default_value_t = ProfileArg::Court)]
    pub profile: ProfileArg,
    /// 是否印出间隔提示 / Whether gap notes are printed
    #[arg(long, value_enum, default_value_t = GapsArg::Shown)]
    pub gaps: GapsArg,
    /// 印哪些部分、按什么顺序，用逗号隔开；默认按用途 / Which parts in which order, with commas; by profile
    #[arg(long, value_delimiter = ',', value_parser = parts())]
    pub parts: Vec<Part>,
    /// 每页几张截图 / Screenshots on a page
    #[arg(long, value_enum, default_value_t = PicturesArg::One)]
    pub pictures: PicturesArg,
    /// 印出图片的机器识读文字 / Print what was read on pictures
    #[arg(long)]
    pub transcripts: bool,
    /// 目录不列“证据形式” / No column of originals and copies in the catalogue
    #[arg(long)]
    pub no_forms: bool,
    /// 双面打印：装订边左右交替 / For paper printed on both sides
    #[arg(long)]
    pub duplex: bool,
    /// 不列为证据的材料编号，可多次 / A file that is no exhibit; may be given again
    #[arg(long, value_name = "ARTIFACT")]
    pub leave_out: Vec<String>,
    /// 按规则隐去，用逗号隔开 / Hide by rule, with commas
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub redact: Vec<RuleArg>,
    /// 不隐去任何内容，包括已划定的区域 / Hide nothing, marked boxes neither
    #[arg(long, conflicts_with = "redact")]
    pub unredacted: bool,
    /// 每卷最多页数，分卷写成 FILE-1.pdf、FILE-2.pdf… / Pages of a volume at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub volumes_pages: Option<u32>,
    /// 每卷最多多少 MB / Megabytes of a volume at most
    #[arg(long, value_name = "N", conflicts_with = "volumes_pages", value_parser = clap::value_parser!(u32).range(2..))]
    pub volumes_mb: Option<u32>,
    /// 另写 FILE-receipts.pdf：证据收据和封面标签 / Also write receipts and cover labels
    #[arg(long)]
    pub receipts: bool,
    /// 另写可编辑的证据目录和收付明细（Word） / Also write the two tables as DOCX
    #[arg(long)]
    pub docx: bool,
    /// 另写可编辑的证据目录和收付明细（Excel） / Also write the two tables as XLSX
    #[arg(long)]
    pub xlsx: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PicturesArg {
    #[value(name = "1")]
    One,
    #[value(name = "2")]
    Two,
    #[value(name = "4")]
    Four,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleArg {
    /// 全部 / Every rule
    All,
    /// 电话号码 / Telephone numbers
    Phones,
    /// 身份证号 / Numbers of identity cards
    Ids,
    /// 银行卡号 / Numbers of bank cards
    Cards,
    /// 微信号 / WeChat ids
    Wxids,
    /// 群内其他人 / Other people in groups
    Others,
    /// 账单截图中无关的行 / Rows of other people on pictures of bills
    Unrelated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileArg {
    Court,
    Mediation,
    Internal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapsArg {
    Shown,
    Hidden,
}

/// The parts by the words of the JSON.
fn parts() -> impl TypedValueParser<Value = Part> {
    PossibleValuesParser::new(Part::EVERY.map(Part::word))
        .map(|word| Part::named(&word).expect("only these words are let through"))
}
