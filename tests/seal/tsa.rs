//! A time stamping authority on this computer, made with openssl: a root, a signer below it, and a socket.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex},
    thread,
};

/// The authority; its files go with this value.
pub(crate) struct Tsa {
    room: tempfile::TempDir,
    /// Every query that came, as it came.
    pub(crate) asked: Arc<Mutex<Vec<Vec<u8>>>>,
}

/// What keys the authority has.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Keys {
    Rsa,
    Ecdsa,
}

const CONFIG: &str = "\
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = Test
[ root ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[ signer ]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ tsa ]
default_tsa = here
[ here ]
serial = serial
crypto_device = builtin
signer_cert = signer.pem
certs = root.pem
signer_key = signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha1, sha256, sha384, sha512
accuracy = secs:1, millisecs:500
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
";

impl Tsa {
    /// Makes the authority's certificates.
    pub(crate) fn new(keys: Keys) -> Tsa {
        let tsa = Tsa { room: tempfile::tempdir().expect("a folder"), asked: Arc::default() };
        fs::write(tsa.path("openssl.cnf"), CONFIG).expect("written");
        fs::write(tsa.path("serial"), "01\n").expect("written");
        let kind: &[&str] = match keys {
            Keys::Rsa => &["-newkey", "rsa:2048"],
            Keys::Ecdsa => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
        };
        let root =
            ["req", "-x509", "-nodes", "-days", "3650", "-config", "openssl.cnf", "-extensions", "root"];
        let root_name =
            ["-subj", "/O=测试时间戳/CN=Test Root", "-utf8", "-keyout", "root.key", "-out", "root.pem"];
        tsa.openssl(&[&root[..], kind, &root_name].concat());
        let signer = ["req", "-nodes", "-config", "openssl.cnf", "-subj", "/O=Test/CN=Test TSA"];
        tsa.openssl(&[&signer[..], kind, &["-keyout", "signer.key", "-out", "signer.csr"]].concat());
        tsa.openssl(&[
            "x509",
            "-req",
            "-in",
            "signer.csr",
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-CAcreateserial",
            "-days",
            "3000",
            "-extfile",
            "openssl.cnf",
            "-extensions",
            "signer",
            "-out",
            "signer.pem",
        ]);
        tsa
    }

    /// The certificate to trust.
    pub(crate) fn root(&self) -> PathBuf {
        self.path("root.pem")
    }

    /// Answers a query file, by hand.
    pub(crate) fn answer(&self, query: &Path, reply: &Path) {
        answer(self.room.path(), query, reply);
    }

    /// Listens on this computer; gives the address. Ends with the test.
    pub(crate) fn serve(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/tsa", listener.local_addr().expect("an address"));
        let (folder, asked) = (self.room.path().to_owned(), self.asked.clone());
        thread::spawn(move || {
            for (n, stream) in listener.incoming().enumerate() {
                let Ok(stream) = stream else { continue };
                reply_to(&stream, &folder, n, &asked);
            }
        });
        address
    }

    fn path(&self, name: &str) -> PathBuf {
        self.room.path().join(name)
    }

    fn openssl(&self, arguments: &[&str]) {
        let ran = Command::new("openssl").args(arguments).current_dir(self.room.path()).output();
        let ran = ran.expect("openssl is there");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

fn answer(folder: &Path, query: &Path, reply: &Path) {
    let ran = Command::new("openssl")
        .args(["ts", "-reply", "-config", "openssl.cnf", "-section", "here", "-queryfile"])
        .arg(query)
        .arg("-out")
        .arg(reply)
        .current_dir(folder)
        .output()
        .expect("openssl is there");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// One request: what was sent is kept, and answered.
fn reply_to(stream: &TcpStream, folder: &Path, n: usize, asked: &Mutex<Vec<Vec<u8>>>) {
    let mut reader = BufReader::new(stream);
    let (mut length, mut line) = (0, String::new());
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut body = vec![0; length];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    let (query, reply) = (folder.join(format!("{n}.tsq")), folder.join(format!("{n}.tsr")));
    fs::write(&query, &body).expect("written");
    asked.lock().expect("nobody panicked").push(body);
    answer(folder, &query, &reply);
    let reply = fs::read(&reply).expect("answered");
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        reply.len()
    );
    let mut stream = stream;
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&reply));
}
