//! `wss`.

use core::error::Error;
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::WebsocketError;

/// Whom to trust, and to be whom the server must prove.
pub(super) struct Tls {
    connector: TlsConnector,
    name: ServerName<'static>,
}

impl Tls {
    pub(super) async fn new(host: &str, roots: &[Vec<u8>], node: &str) -> Result<Self, WebsocketError> {
        let name = ServerName::try_from(host.to_owned()).map_err(|error| WebsocketError::Url {
            node: node.to_owned(),
            reason: format!("the host cannot be that of a certificate: {error}"),
        })?;
        let bad = |reason: String| WebsocketError::Certificate {
            node: node.to_owned(),
            reason,
        };
        let mut store = RootCertStore::empty();
        for pem in roots {
            let mut any = false;
            for certificate in CertificateDer::pem_slice_iter(pem) {
                let certificate = certificate.map_err(|error| bad(error.to_string()))?;
                store.add(certificate).map_err(|error| bad(error.to_string()))?;
                any = true;
            }
            if !any {
                return Err(bad("there is none in what was given".to_owned()));
            }
        }
        // These are files; that some cannot be read is no failure, as others can.
        let native = tokio::task::spawn_blocking(rustls_native_certs::load_native_certs).await;
        store.add_parsable_certificates(native.map(|native| native.certs).unwrap_or_default());
        if store.is_empty() {
            return Err(bad("the system trusts none, and none was given".to_owned()));
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| bad(error.to_string()))?
            .with_root_certificates(store)
            .with_no_client_auth();
        let connector = TlsConnector::from(Arc::new(config));
        Ok(Self { connector, name })
    }

    pub(super) async fn greet(&self, socket: TcpStream) -> Result<TlsStream<TcpStream>, Box<dyn Error + Send + Sync>> {
        Ok(self.connector.connect(self.name.clone(), socket).await?)
    }
}
