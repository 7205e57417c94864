//! What criterion has measured, for the ratios that a benchmark prints at its end.

use std::path::PathBuf;

/// The mean of a benchmark of this group that has just run, in microseconds.
pub fn mean(group: &str, name: &str) -> Option<f64> {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let folder = name.replace(' ', "_");
    let mut path = PathBuf::from(target).join("criterion").join(group);
    path.push(if path.join(name).is_dir() { name } else { folder.as_str() });
    let text = std::fs::read_to_string(path.join("new/estimates.json")).ok()?;
    let estimates: serde_json::Value = serde_json::from_str(&text).ok()?;
    estimates.get("mean")?.get("point_estimate")?.as_f64().map(|nanoseconds| nanoseconds / 1000.0)
}
