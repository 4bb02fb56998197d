//! A web server for what a test needs a host of its own for: under a path of its own, with the headers that a file of the site asks for,
//! with another version of the site from some moment on, and one that is gone.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result};

/// What it has and how it answers.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// The folder that it serves, if any.
    pub folder: Option<PathBuf>,
    /// In front of the folder's files: "/" or "/course/labs/".
    pub base: String,
    /// Whether it sends what the folder's `_headers` says.
    pub headers: bool,
    /// Pages by their path.
    pub pages: HashMap<String, String>,
    /// Whether it answers no more.
    pub is_gone: bool,
}

/// A server on a port of its own, for as long as the process lives.
#[derive(Clone)]
pub struct Server {
    port: u16,
    host: Arc<Mutex<Host>>,
}

impl Server {
    /// Starts one.
    ///
    /// # Errors
    /// If there is no port to be had.
    pub fn start(host: Host) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let host = Arc::new(Mutex::new(host));
        let server = Self { port, host };
        let answering = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = answering.clone();
                // Who asks may go away at any moment.
                thread::spawn(move || server.answer(stream).ok());
            }
        });
        Ok(server)
    }

    /// The address of `path` on it, by this name of the machine: "127.0.0.1" and "localhost" are two sites.
    pub fn address(&self, name: &str, path: &str) -> String {
        format!("http://{name}:{}{path}", self.port)
    }

    /// Changes what it has, from the next request on.
    pub fn change(&self, change: impl FnOnce(&mut Host)) {
        change(&mut self.host.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn answer(&self, mut stream: TcpStream) -> Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let request = lines.next().context("no request")??;
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let host = self
            .host
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if host.is_gone {
            return Ok(());
        }
        let path = request.split(' ').nth(1).unwrap_or("/");
        let path = path.split(['?', '#']).next().unwrap_or("/");
        let (status, kind, headers, body) = respond(&host, path);
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\nConnection: close\r\n{headers}\r\n"
        )?;
        Ok(stream.write_all(&body)?)
    }
}

fn respond(host: &Host, path: &str) -> (&'static str, &'static str, String, Vec<u8>) {
    if let Some(page) = host.pages.get(path) {
        let body = page.clone().into_bytes();
        return ("200 OK", "text/html; charset=utf-8", String::new(), body);
    }
    let name = path.strip_prefix(host.base.as_str());
    let file = name.zip(host.folder.as_ref()).and_then(|(name, folder)| {
        let name = if name.is_empty() { "index.html" } else { name };
        let inside = !name.split('/').any(|part| part == "..");
        let body = inside.then(|| fs::read(folder.join(name)).ok())??;
        Some((name, folder, body))
    });
    let Some((name, folder, body)) = file else {
        let body = b"none".to_vec();
        return ("404 Not Found", "text/plain", String::new(), body);
    };
    let asked = path.strip_prefix(host.base.as_str()).unwrap_or_default();
    let headers = if host.headers {
        let rules = fs::read_to_string(folder.join("_headers")).unwrap_or_default();
        headers_for(&rules, &format!("/{asked}"))
    } else {
        String::new()
    };
    ("200 OK", kind(name), headers, body)
}

/// The headers that a `_headers` file has for a path, as Netlify and Cloudflare Pages read it.
pub fn headers_for(rules: &str, path: &str) -> String {
    let mut applies = false;
    let mut headers = String::new();
    for line in rules.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(char::is_whitespace) {
            if applies {
                headers.push_str(line.trim());
                headers.push_str("\r\n");
            }
        } else {
            applies = match line.trim().strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => path == line.trim(),
            };
        }
    }
    headers
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_for_its_path_or_for_what_begins_like_it() {
        let rules = "# for all\n/*\n  A: 1\n/\n  B: 2\n/assets/*\n  C: 3\n";
        assert_eq!(headers_for(rules, "/"), "A: 1\r\nB: 2\r\n");
        assert_eq!(headers_for(rules, "/assets/x.js"), "A: 1\r\nC: 3\r\n");
        assert_eq!(headers_for(rules, "/other"), "A: 1\r\n");
    }
}
