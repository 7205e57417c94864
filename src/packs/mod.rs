//! What is truly of one form and no data. The engine knows no pack.

pub mod annual_report;
