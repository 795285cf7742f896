//! TLS where a connector connects: whom to believe, and who we are.

use core::fmt;
use std::sync::Arc;

use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How a connector that connects by TLS knows the server, and what it shows of itself. TLS 1.2 and 1.3, by rustls.
///
/// The server must show a certificate of the name that is connected to, by an authority of the system's store, or by one of
/// [`roots`](Self::roots) alone if those are given.
///
/// ```no_run
/// use streamz_io::Tls;
///
/// # fn example() -> std::io::Result<()> {
/// let tls = Tls::new().roots(std::fs::read("ca.pem")?).identity(std::fs::read("me.pem")?, std::fs::read("me.key")?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Tls {
    roots: Option<Vec<u8>>,
    identity: Option<(Vec<u8>, Vec<u8>)>,
}

impl Tls {
    /// The authorities of the system's store, and no certificate of our own.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The authorities to believe instead of the system's: certificates as PEM.
    #[must_use]
    pub fn roots(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots = Some(pem.into());
        self
    }

    /// What to show to a server that asks who we are: a chain of certificates and the key of the first, both as PEM.
    #[must_use]
    pub fn identity(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.identity = Some((chain.into(), key.into()));
        self
    }

    /// The settings in the form of the client, or what is wrong with them.
    #[allow(dead_code, reason = "not every connector connects")]
    pub(crate) fn config(&self) -> Result<Arc<ClientConfig>, String> {
        let mut roots = RootCertStore::empty();
        match &self.roots {
            Some(pem) => {
                for certificate in certificates(pem, "roots")? {
                    roots.add(certificate).map_err(|error| format!("roots: {error}"))?;
                }
            }
            None => {
                // Of hundreds, some cannot be read on some systems.
                roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
                if roots.is_empty() {
                    return Err("the system has no store of certificates: give some as `roots`".into());
                }
            }
        }
        let builder = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots);
        let config = match &self.identity {
            None => builder.with_no_client_auth(),
            Some((chain, key)) => {
                let chain = certificates(chain, "identity")?;
                // What is wrong with a key is not told: no part of it may get into a log.
                let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| "identity: no private key as PEM")?;
                let config = builder.with_client_auth_cert(chain, key);
                config.map_err(|error| format!("identity: {error}"))?
            }
        };
        Ok(Arc::new(config))
    }
}

fn certificates(pem: &[u8], of: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) => Err(format!("{of}: no certificate as PEM")),
        Err(error) => Err(format!("{of}: {error}")),
    }
}

/// Without the key.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls")
            .field("roots", &self.roots.as_ref().map_or("the system's", |_| "given"))
            .field("identity", &self.identity.is_some())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_without_the_key() {
        let error = Tls::new().roots("not PEM").config();
        assert_eq!(error.err().as_deref(), Some("roots: no certificate as PEM"));
        let tls = Tls::new().identity("chain", "secret");
        assert!(!format!("{tls:?}").contains("secret"));
        assert!(tls.config().is_err_and(|error| !error.contains("secret")));
    }
}
