//! The readers there are: stable names with versions, which stand in every record's origin and never change.

use crate::{
    circumstances::{Circumstances, Eye},
    error::Error,
    receipt, screenshot, wechat_bill,
    wechat_chat::{self, ChatLayout},
};
use juzheng_model::{Sink, port::Bytes};

/// What knows a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Its stable name with its version, as `wechat-bill/1`.
    pub name: &'static str,
    source: Source,
}

/// Where a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    WechatBill,
    WechatChat(ChatLayout),
    Screenshot,
    Receipt,
}

impl Reader {
    /// Bills of WeChat Pay, CSV and XLSX.
    pub(crate) const WECHAT_BILL: Reader = Reader { name: "wechat-bill/1", source: Source::WechatBill };

    /// Pictures of screens.
    pub(crate) const SCREENSHOT: Reader = Reader { name: "screenshot/1", source: Source::Screenshot };

    /// Receipts of services that keep digests.
    pub(crate) const RECEIPT: Reader = Reader { name: "receipt/1", source: Source::Receipt };

    /// Chats in one of the layouts of exporters.
    pub(crate) const fn wechat_chat(layout: ChatLayout) -> Reader {
        Reader { name: layout.reader(), source: Source::WechatChat(layout) }
    }

    /// The reader of a stored name.
    pub fn named(name: &str) -> Option<Reader> {
        let chats = ChatLayout::ALL.into_iter().map(Reader::wechat_chat);
        [Reader::WECHAT_BILL, Reader::SCREENSHOT, Reader::RECEIPT]
            .into_iter()
            .chain(chats)
            .find(|reader| reader.name == name)
    }

    /// Whether it reads pictures, for which it needs an engine.
    pub fn is_of_pictures(&self) -> bool {
        self.source == Source::Screenshot
    }

    /// Reads the whole file into `sink` (without an `eye` a picture is only named): its facts, then its records in the
    /// order of the file, findings among them.
    ///
    /// # Errors
    /// The bytes cannot be read, or the sink refuses.
    pub fn read(
        &self,
        bytes: &mut dyn Bytes,
        known: &Circumstances,
        eye: Option<Eye<'_>>,
        sink: &mut dyn Sink,
    ) -> Result<(), Error> {
        match self.source {
            Source::WechatBill => wechat_bill::read(bytes, sink),
            Source::WechatChat(layout) => wechat_chat::read(layout, bytes, sink),
            Source::Screenshot => screenshot::read(bytes, known, eye, sink),
            Source::Receipt => receipt::read(bytes, sink),
        }
    }
}
