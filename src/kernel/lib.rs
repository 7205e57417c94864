//! What every part of the program stands on. It knows neither documents nor forms
//! nor rules; a crate of its own, so that nothing here can come to know them.

#[cfg(target_arch = "wasm32")]
pub mod host;
pub mod ideograph;
mod input;
pub mod nfkc;
pub mod order;
mod refusal;

pub use input::Input;
pub use refusal::{Fact, Refusal};
