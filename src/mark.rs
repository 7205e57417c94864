//! What a file is known again by, once its bytes are gone.

use serde::{Deserialize, Serialize};

/// Size and digest of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its size in bytes.
    pub bytes: usize,
    /// The SHA-256 of its bytes in 64 hexadecimal digits.
    pub sha256: String,
}

#[cfg(any(feature = "render", feature = "read-files"))]
impl Mark {
    /// The mark of a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Mark { bytes: bytes.len(), sha256 }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_digest_is_that_of_the_standard() {
        let digest = super::Mark::of(b"abc").sha256;
        assert_eq!(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
