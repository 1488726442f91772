//! A client that sends what it is told, well formed or not, and keeps every byte of the answer.

use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Time for one exchange.
const PATIENCE: Duration = Duration::from_secs(30);

/// Asks one server; each request has a connection of its own.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    address: SocketAddr,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Names in lower case, in the order they came.
    pub headers: Vec<(String, String)>,
    /// As sent, without the framing.
    pub body: Vec<u8>,
}

impl Client {
    /// A client of the server at this address.
    pub fn new(address: SocketAddr) -> Self {
        Self { address }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[]).await
    }

    /// HEAD.
    pub async fn head(&self, path: &str) -> Answer {
        self.send("HEAD", path, &[]).await
    }

    /// Any method with any headers; `Host` is set if it is not given.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = self.head_of(method, path, headers);
        self.exchange(method, path, request.as_bytes()).await
    }

    /// The same with a body.
    pub async fn send_body(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let length = body.len().to_string();
        let headers: Vec<_> = headers
            .iter()
            .copied()
            .chain([("Content-Length", length.as_str())])
            .collect();
        let mut request = self.head_of(method, path, &headers).into_bytes();
        request.extend_from_slice(body);
        self.exchange(method, path, &request).await
    }

    /// The head of a request, to be sent raw.
    pub fn head_of(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        use std::fmt::Write;
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            let _ = write!(request, "Host: {}\r\n", self.address);
        }
        for (name, value) in headers {
            let _ = write!(request, "{name}: {value}\r\n");
        }
        request.push_str("\r\n");
        request
    }

    async fn exchange(&self, method: &str, path: &str, request: &[u8]) -> Answer {
        let answer = self.raw(request).await;
        Answer::read(&answer, method).unwrap_or_else(|| {
            panic!(
                "no answer to {method} {path}: {}",
                String::from_utf8_lossy(&answer)
            )
        })
    }

    /// Bytes there, bytes back, until the server closes.
    pub async fn raw(&self, request: &[u8]) -> Vec<u8> {
        let exchange = async {
            let mut stream = TcpStream::connect(self.address)
                .await
                .expect("the server accepts");
            // A server may answer and close before it has read everything.
            drop(stream.write_all(request).await);
            let mut answer = Vec::new();
            drop(stream.read_to_end(&mut answer).await);
            answer
        };
        tokio::time::timeout(PATIENCE, exchange)
            .await
            .expect("an answer in time")
    }
}

impl Answer {
    fn read(bytes: &[u8], method: &str) -> Option<Self> {
        let end = find(bytes, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let mut answer = Self {
            status,
            headers,
            body: bytes[end + 4..].to_vec(),
        };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = unchunk(&answer.body)?;
        }
        let announced: Option<usize> = answer.header("content-length").and_then(|n| n.parse().ok());
        let is_whole =
            method == "HEAD" || status == 304 || announced.is_none_or(|n| n == answer.body.len());
        assert!(
            is_whole,
            "the answer announced {announced:?} bytes and had {}",
            answer.body.len()
        );
        Some(answer)
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the body holds this text.
    pub fn says(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn unchunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = find(bytes, b"\r\n")?;
        let size =
            usize::from_str_radix(std::str::from_utf8(&bytes[..end]).ok()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(bytes.get(end + 2..end + 2 + size)?);
        bytes = bytes.get(end + 4 + size..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_chunks_is_put_together() {
        let bytes =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n";

        let answer = Answer::read(bytes, "GET").unwrap();

        assert_eq!((answer.status, answer.text().as_str()), (200, "abcd"));
    }

    #[test]
    #[should_panic(expected = "announced")]
    fn an_answer_that_broke_off_is_no_answer() {
        let _ = Answer::read(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "GET");
    }
}
