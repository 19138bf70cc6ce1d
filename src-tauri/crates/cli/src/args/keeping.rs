//! The words of keeping a case safe and showing that it was: encryption, seals, the package, checking.

use super::GapsArg;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Pack {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 写到哪个文件夹或 .zip 文件，不会覆盖 / The folder or .zip to write; nothing is replaced
    #[arg(long)]
    pub out: PathBuf,
    /// 给谁：法院、对方、自行存档 / For whom
    #[arg(long = "for", value_enum)]
    pub audience: AudienceArg,
    /// 证据册上的日期，默认今天 / Date on the dossier; today by default
    #[arg(long)]
    pub date: Option<NaiveDate>,
    /// 证据册是否印出间隔提示 / Whether the dossier prints gap notes
    #[arg(long, value_enum, default_value_t = GapsArg::Shown)]
    pub gaps: GapsArg,
    /// 加密证据包（age 格式的 .zip.age）；口令忘记后无法打开 / Encrypt the package (age); a lost passphrase cannot be recovered
    #[arg(long)]
    pub encrypt: bool,
    /// 证据包口令所在的文件（第一行） / A file whose first line is the passphrase of the package
    #[arg(long, value_name = "FILE")]
    pub package_passphrase_file: Option<PathBuf>,
    /// 每卷原件最多多少 MB / Megabytes of originals in a volume at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub volumes_mb: Option<u64>,
    /// 只说会露出什么、不提供什么，不写文件 / Only say what would be shown and withheld
    #[arg(long)]
    pub dry_run: bool,
    /// 不再询问 / Do not ask
    #[arg(long, short)]
    pub yes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AudienceArg {
    /// 法院：全部原件 / The court: every original
    Court,
    /// 对方：只含证据册引用的内容 / The other side: only what the dossier cites
    OtherSide,
    /// 自行存档：全部内容 / Your own archive: everything
    Archive,
}

#[derive(Debug, Args)]
pub(crate) struct Roots {
    /// 所信任的时间戳机构根证书（PEM），可多次 / Root certificates that you trust, in PEM; may be given again
    #[arg(long, value_name = "FILE.pem")]
    pub roots: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("way").required(true))]
pub(crate) struct Stamp {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 时间戳机构的网址；只发送封存根值的请求 / Address of the authority; only the query over the root is sent
    #[arg(long, value_name = "URL", group = "way")]
    pub tsa: Option<String>,
    /// 写出请求文件，自行送交 / Write the query, to be carried by hand
    #[arg(long, value_name = "FILE.tsq", group = "way")]
    pub query: Option<PathBuf>,
    /// 收入带回的回复 / Take in the reply that was carried back
    #[arg(long, value_name = "FILE.tsr", group = "way")]
    pub reply: Option<PathBuf>,
    #[command(flatten)]
    pub roots: Roots,
    /// 不再询问 / Do not ask
    #[arg(long, short)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Receipt {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 回执的材料编号 / The receipt's id
    pub artifact: String,
    /// 回执所载的 SHA-256 或 SM3 / The SHA-256 or SM3 that stands on it
    #[arg(long)]
    pub digest: String,
    /// 回执针对的材料编号 / The file that it is for
    #[arg(long, value_name = "ARTIFACT")]
    pub of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Prove {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 材料编号 / The artifact's id
    pub artifact: String,
    /// 写到哪个文件 / The file to write
    #[arg(long)]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// 案件文件夹、证据包，或 prove 写出的证明 / The case folder, the package, or a proof
    pub path: PathBuf,
    /// 证明所说的那份文件 / The file that a proof is about
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub roots: Roots,
}

#[derive(Debug, Args)]
pub(crate) struct Encrypt {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 加密的案件写到哪个新文件夹 / The new folder of the encrypted copy
    #[arg(long)]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Passphrase {
    /// 案件文件夹 / The case folder
    pub case: PathBuf,
    /// 新口令所在的文件（第一行） / A file whose first line is the new passphrase
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
}
