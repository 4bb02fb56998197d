//! A static server on this machine, with the isolation headers or without.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow, bail};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::site::{self, Target};

/// What makes a page isolated, so that it may share memory between workers.
const ISOLATION: [(&str, &str); 3] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Builds what is out of date and serves it until the process is ended.
pub fn serve(port: u16, plain: bool) -> Result<()> {
    // Before the build: a port in use is no reason to wait for it.
    let listener = listen(port)?;
    site::build(Target::Local)?;
    let files = ServeDir::new(Target::Local.folder());
    let server = Server::start(listener, router(files, !plain))?;
    let kind = if plain { " as a plain static host" } else { "" };
    println!("\nserving{kind} at {}  (Ctrl-C ends it)", server.address);
    server.run()
}

/// The paths that a server was asked for.
#[derive(Clone, Default)]
pub struct Requests(Arc<Mutex<Vec<String>>>);

impl Requests {
    /// Those since the last time.
    pub fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, path: &str) {
        let mut paths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        paths.push(path.to_owned());
    }
}

/// A server on a thread of its own, for as long as the process lives.
pub struct Server {
    /// As a browser takes it.
    pub address: String,
    thread: JoinHandle<Result<()>>,
}

impl Server {
    /// Serves `folder` on a port that the system picks.
    pub fn on_free_port(folder: &Path, isolated: bool) -> Result<Self> {
        Self::start(listen(0)?, router(ServeDir::new(folder), isolated))
    }

    /// The same with the isolation headers. Sends the gzip that is beside a file instead of it, and tells what was asked for.
    pub fn that_counts(folder: &Path) -> Result<(Self, Requests)> {
        let requests = Requests::default();
        let counted = requests.clone();
        let count = middleware::from_fn(move |request: Request, next: Next| {
            counted.add(request.uri().path());
            next.run(request)
        });
        let router = router(ServeDir::new(folder).precompressed_gzip(), true).layer(count);
        Ok((Self::start(listen(0)?, router)?, requests))
    }

    fn start(listener: TcpListener, router: Router) -> Result<Self> {
        listener.set_nonblocking(true)?;
        let address = format!("http://{}/", listener.local_addr()?);
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .build()?;
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                axum::serve(listener, router)
                    .await
                    .context("the server stopped")
            })
        });
        Ok(Self { address, thread })
    }

    fn run(self) -> Result<()> {
        self.thread
            .join()
            .unwrap_or_else(|_| Err(anyhow!("the server panicked")))
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    match TcpListener::bind(address) {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            let other = port.checked_add(1).unwrap_or(8080);
            bail!(
                "port {port} is in use: choose another, for example `cargo xtask serve --port {other}`"
            )
        }
        Err(error) => Err(error)
            .with_context(|| format!("cannot listen on port {port}: choose another with --port")),
    }
}

fn router(files: ServeDir, isolated: bool) -> Router {
    let headers = [("cache-control", "no-cache")]
        .into_iter()
        .chain(ISOLATION.into_iter().filter(|_| isolated));
    headers.fold(
        Router::new().fallback_service(files),
        |router, (name, value)| {
            router.layer(SetResponseHeaderLayer::overriding(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            ))
        },
    )
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    /// The answer to one request, header names in lower case as the server writes them.
    fn get(server: &Server, path: &str) -> Result<String> {
        let host = server
            .address
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let mut stream = TcpStream::connect(host)?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    #[test]
    fn headers_and_types_are_those_a_browser_needs() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, content) in [
            ("index.html", "<p>page"),
            ("a.wasm", "\0asm"),
            ("a.js", "let a"),
            ("a.svg", "<svg/>"),
            ("a.md", "# a"),
        ] {
            fs::write(folder.path().join(name), content)?;
        }
        let isolated = Server::on_free_port(folder.path(), true)?;
        let plain = Server::on_free_port(folder.path(), false)?;

        let page = get(&isolated, "/")?;
        assert!(
            page.starts_with("HTTP/1.1 200") && page.ends_with("<p>page"),
            "{page}"
        );
        for (name, value) in ISOLATION {
            assert!(
                page.contains(&format!("{name}: {value}\r\n")),
                "{name} is missing: {page}"
            );
            assert!(!get(&plain, "/")?.contains(name), "{name} on a plain host");
        }
        for (path, kind) in [
            ("/", "text/html"),
            ("/a.wasm", "application/wasm"),
            ("/a.js", "text/javascript"),
            ("/a.svg", "image/svg+xml"),
            ("/a.md", "text/markdown"),
        ] {
            for server in [&isolated, &plain] {
                let answer = get(server, path)?;
                assert!(
                    answer.contains(&format!("content-type: {kind}")),
                    "{path}: {answer}"
                );
                assert!(
                    answer.contains("cache-control: no-cache"),
                    "{path}: {answer}"
                );
            }
        }
        assert!(get(&plain, "/missing")?.starts_with("HTTP/1.1 404"));
        assert!(get(&plain, "/../Cargo.toml")?.starts_with("HTTP/1.1 4"));
        Ok(())
    }

    #[test]
    fn what_was_asked_for_is_told_and_a_gzip_is_sent_where_there_is_one() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("a.js"), "let a")?;
        fs::write(folder.path().join("a.js.gz"), "packed")?;
        let (server, requests) = Server::that_counts(folder.path())?;
        let plain = get(&server, "/a.js")?;
        assert!(plain.ends_with("let a"), "{plain}");
        let packed = get(&server, "/a.js HTTP/1.1\r\nAccept-Encoding: gzip\r\nX: ")?;
        assert!(
            packed.ends_with("packed") && packed.contains("content-encoding: gzip"),
            "{packed}"
        );
        assert_eq!(requests.taken(), ["/a.js", "/a.js"]);
        assert!(requests.taken().is_empty());
        Ok(())
    }

    #[test]
    fn a_busy_port_is_named() -> Result<()> {
        let taken = listen(0)?;
        let port = taken.local_addr()?.port();
        let error = listen(port)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            error.contains(&format!("port {port} is in use")) && error.contains("--port"),
            "{error}"
        );
        Ok(())
    }
}
